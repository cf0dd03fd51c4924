/**
 * Changes every expression of the files in `targets.ts`, one at a time, and runs the tests that concern the file: a
 * change that no test notices is a survivor. Prints the table, and every survivor with what it was and became.
 *
 * Options: the files to mutate, all of them where none is named; `--concurrency 2`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MUTATED } from './targets.js';

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

const { values, positionals } = parseArgs({
  options: { concurrency: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL('../../', import.meta.url));
const wanted = positionals.length > 0 ? positionals : Object.keys(MUTATED);
const scratch = mkdtempSync(join(tmpdir(), 'mutation-'));
const MIN_KILLED = 0.9;

let enough = true;
try {
  console.log('| file | mutants | killed | survived | no test | share |\n| --- | --- | --- | --- | --- | --- |');
  for (const file of wanted) {
    if (!existsSync(join(root, file))) throw new Error(`there is no file ${file}`);
    const [tests, report] = [MUTATED[file] ?? [], join(scratch, 'report.json')];
    const config = join(scratch, 'stryker.conf.json');
    const options = {
      testRunner: 'vitest',
      vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
      plugins: ['@stryker-mutator/vitest-runner'],
      mutate: [file],
      coverageAnalysis: 'perTest',
      concurrency: Number(values.concurrency),
      reporters: ['json'],
      jsonReporter: { fileName: report },
      tempDirName: join(scratch, 'sandbox'),
      ignorePatterns: ['dist', 'docs', 'coverage', 'test/bench'],
      ignoreStatic: true,
      disableTypeChecks: false,
      allowEmpty: true,
      clearTextReporter: { allowColor: false },
      timeoutMS: 20_000,
    };
    writeFileSync(config, JSON.stringify(options));
    const environment = { ...process.env, MUTATION_TESTS: tests.join(',') };
    const run = spawnSync('npx', ['stryker', 'run', config], { cwd: root, env: environment, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${file}: ${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
    const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
      readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
    };
    const { mutants = [], source = '' } = files[file] ?? {};
    const count = (...statuses: readonly string[]): number =>
      mutants.filter(({ status }) => statuses.includes(status)).length;
    const [killed, survived, untested] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
    const all = killed + survived + untested;
    enough &&= killed >= MIN_KILLED * all;
    console.log(
      `| ${file} | ${all} | ${killed} | ${survived} | ${untested} | ${((100 * killed) / all).toFixed(1)} % |`,
    );
    for (const { location, mutatorName, replacement, status } of mutants) {
      if (status !== 'Survived' && status !== 'NoCoverage') continue;
      const line = source.split('\n')[location.start.line - 1]?.trim();
      console.log(
        `  ${file}:${location.start.line} ${mutatorName}: ${line} → ${replacement?.replace(/\s+/g, ' ') ?? ''}`,
      );
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = enough ? 0 : 1;
