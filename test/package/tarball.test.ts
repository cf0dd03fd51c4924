import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARED_TABLES } from '../../scripts/shared-tables.js';
import { link, makeConsumer, ROOT, runIn, SUBPATHS } from './consumer.js';

let folder: string;
beforeAll(() => {
  folder = makeConsumer();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package as it is published', () => {
  const packed = (): readonly string[] => {
    const home = join(folder, 'node_modules/@omnicloud/domain');
    const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name));
    return names.filter((name) => statSync(name).isFile());
  };

  it('takes at most 4 MB', () => {
    expect(packed().reduce((bytes, file) => bytes + statSync(file).size, 0)).toBeLessThanOrEqual(4_000_000);
  });

  it('declares everything once: declarations for ES modules export those for CommonJS', () => {
    const modules = packed().filter((file) => file.endsWith('.d.ts'));
    expect(modules).toHaveLength(SUBPATHS.length);
    for (const file of modules) expect(readFileSync(file, 'utf8')).toMatch(/^export \* from '\.\/[\w-]+\.cjs';\n$/);
  });

  it('holds large tables once', () => {
    for (const { name } of SHARED_TABLES)
      expect(packed().filter((file) => file.includes(`/${name}.`) && file.endsWith('js'))).toHaveLength(1);
  });

  it('has no link that leads out of it', () => {
    const broken = packed()
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(([, to]) =>
          existsSync(join(dirname(file), to!)) ? [] : [`${file}: ${to}`],
        ),
      );
    expect(broken).toEqual([]);
  });

  it('is imported by every subpath from an ES module', () => {
    // A worker thread has modules of its own, as a process has, and starts sooner.
    const source = `import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      for (const path of ${JSON.stringify(SUBPATHS)}) {
        const code = \`import(\${JSON.stringify(path)}).then((m) => console.log(Object.keys(m).length > 0))\`;
        await once(new Worker(code, { eval: true }), 'exit');
      }`;
    expect(runIn(folder, 'esm.mjs', source)).toBe('true\n'.repeat(SUBPATHS.length));
  });

  it('is required by every subpath from CommonJS', () => {
    const source = SUBPATHS.map((path) => `console.log(Object.keys(require('${path}')).length > 0);`).join('\n');
    expect(runIn(folder, 'all.cjs', source)).toBe('true\n'.repeat(SUBPATHS.length));
  });

  it.each(['import', 'require'])('gives one class whichever subpath it is taken from (%s)', (kind) => {
    const load = (name: string, path: string): string =>
      kind === 'import' ? `import * as ${name} from '${path}';` : `const ${name} = require('${path}');`;
    const source =
      load('root', '@omnicloud/domain') +
      load('cost', '@omnicloud/domain/cost-allocation') +
      load('drift', '@omnicloud/domain/drift') +
      load('capacity', '@omnicloud/domain/capacity-forecast') +
      `console.log(root.CostAllocationService === cost.CostAllocationService, root.DriftDetector === drift.DriftDetector,
        root.CapacityForecastEngine === capacity.CapacityForecastEngine, root.Decimal === cost.Decimal);`;
    const file = kind === 'import' ? 'identity.mjs' : 'identity.cjs';
    expect(runIn(folder, file, source)).toBe('true true true true\n');
  });

  // Who writes for Node has no DOM, and half of what a compiler reads without `skipLibCheck` would be that; who bundles has one.
  it.each([
    ['nodenext', 'nodenext', ['mts', 'cts'], 'typescript7', ['es2022']],
    ['esnext', 'bundler', ['ts'], 'typescript7', ['es2022', 'dom', 'dom.iterable']],
    ['nodenext', 'nodenext', ['mts'], 'typescript', ['es2022']],
  ])('type-checks with module %s and resolution %s (%s, %s)', (module, moduleResolution, extensions, compiler, lib) => {
    for (const name of ['typescript', '@types/node']) link(name, folder);
    const files = extensions.map((extension) => `use.${extension}`);
    const source = SUBPATHS.map((path, i) => `import * as m${i} from '${path}';\nvoid m${i};`);
    source.push(
      `import { orThrow, period, apportion, Decimal } from '@omnicloud/domain';`,
      `const march = orThrow(period(new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')));`,
      `const shares: ReadonlyArray<Decimal> = orThrow(apportion(new Decimal('1.00'), [new Decimal(1), new Decimal(2)]));`,
      `console.log(march.start, shares);`,
      `// @ts-expect-error money is never a number`,
      `apportion(1.5, [new Decimal(1)]);`,
    );
    for (const file of files) writeFileSync(join(folder, file), source.join('\n'));
    const options = {
      module,
      moduleResolution,
      target: 'es2022',
      lib,
      strict: true,
      noEmit: true,
      types: ['node'],
      skipLibCheck: false,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
    const tsc = join(ROOT, `node_modules/${compiler}/bin/tsc`);
    expect(() => execFileSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' })).not.toThrow();
  });

  it.each(['import', 'require'])('finds the script of its worker threads (%s)', (kind) => {
    const load = (path: string): string => (kind === 'import' ? `await import('${path}')` : `require('${path}')`);
    const source = `(async () => {
      const { forecastWorkers } = ${load('@omnicloud/domain/adapters/worker-threads')};
      const { forecastMany } = ${load('@omnicloud/domain/capacity-forecast')};
      const executor = forecastWorkers(1);
      const jobs = [{ id: 'a', values: [1, 2, 3, 4, 5, 6], options: { horizon: 2 } }];
      for await (const { id, forecast } of forecastMany(jobs, { executor })) console.log(id, forecast._tag);
      await executor.close();
    })();`;
    expect(runIn(folder, kind === 'import' ? 'workers.mjs' : 'workers.cjs', source)).toBe('a Right\n');
  });

  it('runs in a browser: bundled for one, with nothing but the language and web globals', () => {
    const contents = `
      import { apportion, Decimal, orThrow } from '@omnicloud/domain/cost-allocation';
      import { compareConfigs } from '@omnicloud/domain/drift';
      import { forecastSeries } from '@omnicloud/domain/capacity-forecast';
      import { costTrend } from '@omnicloud/domain/charts';
      print(orThrow(apportion(new Decimal('1.00'), [new Decimal(1), new Decimal(2)], { scale: 2 })).join());
      print(orThrow(compareConfigs({ a: '1' }, { a: 2 }))[0].path);
      print(orThrow(forecastSeries([1, 2, 3, 4, 5, 6, 7, 8], { horizon: 1 })).mean.length);
      print(costTrend([]).title.text);`;
    const [bundle] = buildSync({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
    }).outputFiles;
    const printed: unknown[] = [];
    runInNewContext(bundle!.text, {
      print: (value: unknown) => printed.push(value),
      TextEncoder,
      TextDecoder,
      crypto,
      setTimeout,
    });
    expect(printed).toEqual(['0.33,0.67', 'a', 1, 'Cost by category']);
  });

  it('loads no adapter and no driver with a capability', () => {
    const source = `const before = new Set(Object.keys(require.cache));
      for (const name of ['cost-allocation', 'drift', 'capacity-forecast']) require('@omnicloud/domain/' + name);
      const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
      console.log(loaded.filter((file) => /adapters|testing|cockatiel|csv-parse/.test(file)).length);`;
    expect(runIn(folder, 'capabilities.cjs', source)).toBe('0\n');
  });
});
