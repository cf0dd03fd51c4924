/**
 * Changes every expression of the files in `targets.ts`, one at a time, and runs the tests that concern the file: a
 * change that no test notices is a survivor. Prints the table, and every survivor with what it was and became, and why
 * it cannot be noticed where `equivalent.ts` says so.
 *
 * Options: the files to mutate, all of them where none is named; `--killed` prints what was noticed, too.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { EQUIVALENT } from './equivalent.js';
import type { Verdicts } from './runner.js';
import { MUTATED } from './targets.js';

const { values, positionals } = parseArgs({
  options: { killed: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL('../../', import.meta.url));
const wanted = positionals.length > 0 ? positionals : Object.keys(MUTATED);
const scratch = mkdtempSync(join(tmpdir(), 'mutation-'));
const MIN_KILLED = 0.9;
/** How long one change may keep a test. */
const MAX_SECONDS = 15;

// A changed loop may never end: every step of it passes a place where the use of the code is counted.
const COUNTS_STEPS = `function cover() {
    if (ns.activeMutant !== undefined) {
      if (++ns.hitCount > ns.hitLimit || performance.now() > ns.deadline) throw new Error('it does not end');
      return;
    }
    ns.hitCount = (ns.hitCount || 0) + 1;`;

const quiet = (): undefined => undefined;
const logger = { debug: quiet, info: quiet, isDebugEnabled: () => false } as unknown as ConstructorParameters<
  typeof Instrumenter
>[0];

/** The file with all its changes behind switches, and what they are. */
async function instrument(file: string) {
  const content = readFileSync(join(root, file), 'utf8');
  const files = [{ name: join(root, file), content, mutate: true }];
  const result = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const source = result.files[0]!.content.replace('function cover() {', COUNTS_STEPS);
  return { source, mutants: result.mutants, lines: content.split('\n') };
}

/** What every test has noticed. A change that hangs or ends the process is noticed, and the tests go on without it. */
async function runTests(file: string, source: string, tests: readonly string[]): Promise<readonly Verdicts[]> {
  const [instrumented, report] = [join(scratch, 'instrumented.ts'), join(scratch, 'report.jsonl')];
  const now = `${report}.now`;
  writeFileSync(instrumented, source);
  writeFileSync(report, '');
  const env = {
    ...process.env,
    MUTATION_FILE: file,
    MUTATION_SOURCE: instrumented,
    MUTATION_REPORT: report,
    MUTATION_TESTS: tests.join(','),
  };
  for (;;) {
    rmSync(now, { force: true });
    const { ok, output } = await runVitest(env, now);
    const verdicts = readFileSync(report, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Verdicts);
    if (ok) return verdicts;
    if (!existsSync(now)) throw new Error(`${file}: ${output}`);
    const { test, mutant } = JSON.parse(readFileSync(now, 'utf8')) as {
      readonly test: string;
      readonly mutant: string;
    };
    if (verdicts.some(({ killed }) => killed.includes(mutant))) throw new Error(`${file}: ${test}: ${output}`);
    const verdict: Verdicts = { test, covered: [mutant], loaded: [], killed: [mutant] };
    appendFileSync(report, `${JSON.stringify(verdict)}\n`);
  }
}

/** Runs the tests once, and ends them where one change takes too long. */
function runVitest(env: NodeJS.ProcessEnv, now: string): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const command = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutation/vitest.config.ts'];
    const child = spawn(process.execPath, command, { cwd: root, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => (output = `${output}${text}`.slice(-4000)));
    const watch = setInterval(() => {
      try {
        if (Date.now() - statSync(now).mtimeMs < MAX_SECONDS * 1000) return;
        process.kill((JSON.parse(readFileSync(now, 'utf8')) as { readonly pid: number }).pid, 'SIGKILL');
      } catch {
        // No change is tried at this moment.
      }
    }, 1000);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ ok: code === 0, output });
    });
  });
}

let enough = true;
try {
  console.log('| file | changes | noticed | equivalent | survived | share | seconds |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const file of wanted) {
    if (!existsSync(join(root, file))) throw new Error(`there is no file ${file}`);
    const began = performance.now();
    const { source, mutants, lines } = await instrument(file);
    const verdicts = await runTests(file, source, MUTATED[file] ?? []);
    const killed = new Map(verdicts.flatMap(({ test, killed: ids }) => ids.map((id) => [id, test] as const)));
    const covered = new Set(verdicts.flatMap((one) => one.covered));
    const loaded = new Set(verdicts.flatMap((one) => one.loaded));
    const described = mutants
      // What is worked out once, while the file is loaded, cannot be switched.
      .filter(({ id }) => covered.has(id) || !loaded.has(id))
      .map(({ id, location, mutatorName, replacement }) => {
        const line = lines[location.start.line]?.trim() ?? '';
        const became = replacement.replace(/\s+/g, ' ');
        const why = EQUIVALENT.find(
          (one) => one.file === file && one.line === line && one.becomes.includes(became),
        )?.why;
        return { id, why, text: `${file}:${location.start.line + 1} ${mutatorName}: ${line} → ${became}` };
      });
    const survivors = described.filter(({ id }) => !killed.has(id));
    const equivalent = survivors.filter(({ why }) => why !== undefined).length;
    const noticed = described.length - survivors.length;
    enough &&= noticed >= MIN_KILLED * described.length;
    const share = `${((100 * noticed) / described.length).toFixed(1)} %`;
    const seconds = Math.round((performance.now() - began) / 1000);
    const counts = [described.length, noticed, equivalent, survivors.length - equivalent, share, seconds];
    console.log(`| ${[file, ...counts].join(' | ')} |`);
    for (const { id, text, why } of described) {
      if (killed.has(id)) {
        if (values.killed) console.log(`  ${text} (noticed: ${killed.get(id)})`);
      } else console.log(`  ${text}${why === undefined ? '' : ` (equivalent: ${why})`}`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = enough ? 0 : 1;
