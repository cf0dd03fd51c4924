import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { link, makeConsumer, ROOT, runIn } from '../package/consumer.js';
import { codeBlocks, filesOf, programsOf } from './code-blocks.js';

const guide = readdirSync(join(ROOT, 'docs/guide'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/guide/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/examples/host/README.md', ...guide].map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));
const programs = pages.flatMap(({ path, text }, page) =>
  programsOf(text).map((program, i) => ({
    ...program,
    folder: `page-${page}`,
    name: `${path.replaceAll('/', '-')}-${i + 1}`,
  })),
);

/** What readers use beside the package where a guide says so. */
const BESIDE = ['@electric-sql/pglite', '@types/node'];

/** Runs the programs one after another in one process, each in the folder of its page; loading the package takes most of the time of each. */
const RUNNER = `
import { readFileSync, writeFileSync } from 'node:fs';
const printed = {};
const write = process.stdout.write;
for (const { name, folder } of JSON.parse(readFileSync('programs.json', 'utf8'))) {
  const home = process.cwd();
  process.chdir(folder);
  printed[name] = '';
  process.stdout.write = (text) => ((printed[name] += text), true);
  try {
    await import(\`\${home}/\${folder}/\${name}.mjs\`);
  } catch (cause) {
    printed[name] += cause?.stack ?? String(cause);
  }
  process.stdout.write = write;
  process.chdir(home);
}
writeFileSync('printed.json', JSON.stringify(printed));
process.exit();
`;

let folder: string;
let printed: Readonly<Record<string, string>>;
beforeAll(() => {
  folder = makeConsumer();
  for (const name of BESIDE) link(name, folder);
  pages.forEach(({ text }, page) => {
    mkdirSync(join(folder, `page-${page}`));
    for (const { file, text: content } of filesOf(text)) writeFileSync(join(folder, `page-${page}`, file), content);
  });
  for (const { name, folder: page, source } of programs) {
    const { code } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node20' });
    writeFileSync(join(folder, page, `${name}.mjs`), code);
  }
  writeFileSync(join(folder, 'programs.json'), JSON.stringify(programs));
  runIn(folder, 'run-all.mjs', RUNNER);
  printed = JSON.parse(readFileSync(join(folder, 'printed.json'), 'utf8')) as Record<string, string>;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the pages say', () => {
  it.each(programs)(
    'program $name runs against the built package and prints what the page says',
    ({ name, output }) => {
      expect(printed[name]!.trimEnd()).toBe(output.trimEnd());
    },
  );

  it('every program is correct under the strictest settings of TypeScript', () => {
    for (const { name, source } of programs) writeFileSync(join(folder, `${name}.mts`), source);
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2023'],
      types: ['node'],
      noEmit: true,
      skipLibCheck: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noPropertyAccessFromIndexSignature: true,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: programs.map(({ name }) => `${name}.mts`) }),
    );
    const tsc = join(ROOT, 'node_modules/typescript7/bin/tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' }).stdout).toBe('');
  });

  it.each(programsOf(readFileSync(join(ROOT, 'docs/guide/six-programs.md'), 'utf8')))(
    'program %# of the six has at most fifteen lines and no cast',
    ({ source }) => {
      expect(source.trim().split('\n').length).toBeLessThanOrEqual(15);
      expect(source.replaceAll('as const', '')).not.toMatch(/\bas (?!TE\b)[A-Z{]|\bas (?:never|any|unknown|object)\b/);
    },
  );

  it.each(pages)('no code of $path goes unrun', ({ text }) => {
    const known = new Set(['ts', 'text', 'sh', 'csv', 'json', 'yaml', 'python']);
    expect(codeBlocks(text).filter(({ language }) => !known.has(language))).toEqual([]);
  });

  it.each(pages)('every link of $path leads to a file', ({ path, text }) => {
    const prose = codeBlocks(text).reduce((rest, block) => rest.replace(block.text, ''), text);
    const links = [...prose.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
    expect(links.filter((to) => !existsSync(join(ROOT, dirname(path), to)))).toEqual([]);
  });

  it.each(pages)('every npm script that $path names exists', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.runIf(spawnSync('python3', ['--version']).status === 0)(
    'what Python sends is read, and what it is sent is exact',
    () => {
      const page = pages.findIndex(({ path }) => path.endsWith('exchange-json.md'));
      const python = (file: string) =>
        spawnSync('python3', [file], { cwd: join(folder, `page-${page}`), encoding: 'utf8' });
      const files = new Map(filesOf(pages[page]!.text).map(({ file, text }) => [file, text]));
      expect(JSON.parse(python('send.py').stdout)).toEqual(JSON.parse(files.get('charges.json')!));
      expect(python('receive.py').stdout.trim()).toBe(/print.*# (.*)/.exec(files.get('receive.py')!)![1]);
    },
  );

  it('an awaited TaskEither is found by the lint rule of the page', () => {
    const source = `
      import { CostAllocationService, promised } from '@omnicloud/domain';
      import { memoryCostPorts } from '@omnicloud/domain/adapters/memory';
      const service = new CostAllocationService(memoryCostPorts({ tenants: [], charges: [], now: new Date() }));
      await promised(service).createAllocationRule({ strategy: 'equal' });
      await service.createAllocationRule({ strategy: 'equal' });`;
    const page = pages.findIndex(({ path }) => path.endsWith('promises-and-fp-ts.md'));
    const home = join(folder, `page-${page}`);
    writeFileSync(join(home, 'awaited.mts'), source);
    writeFileSync(
      join(home, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { module: 'nodenext', strict: true }, files: ['awaited.mts'] }),
    );
    const bin = join(ROOT, 'node_modules/.bin');
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
    const { stdout } = spawnSync(join(bin, 'oxlint'), ['--type-aware', '--format=unix', 'awaited.mts'], {
      cwd: home,
      encoding: 'utf8',
      env,
    });
    expect(stdout.match(/awaited\.mts:\d+.*await-thenable/g)).toEqual([expect.stringContaining('awaited.mts:6:')]);
  });
});
