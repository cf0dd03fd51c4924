import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * The modules of fp-ts and io-ts do nothing but declare, partly by calls, which esbuild keeps because it cannot know what
 * they do. Told that they do nothing else, it drops all classes but one and the functions that nothing here uses. What is
 * hung on a prototype afterwards is hung on one of the classes dropped.
 */
const declarationsOnly: EsbuildPlugin = {
  name: 'declarations-only',
  setup(build) {
    build.onLoad({ filter: /node_modules\/(fp-ts|io-ts)\/es6\/\w+\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('/** @class */', '/* @__PURE__ */')
        .replace(/^Object\.defineProperty\(\w+\.prototype, [^]*?^\}\);$/gm, '')
        .replace(/^(var \w+ =) (\{\n {4}\w+: [\w.]+\n\});$/gm, '$1 /* @__PURE__ */ (() => ($2))();')
        .replace(/^((?:export )?var \w+ =) (?!function)(.*\(.*);$/gm, '$1 /* @__PURE__ */ (() => $2)();'),
    }));
  },
};

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'cost-allocation/index': 'src/cost-allocation/index.ts',
    'cost-allocation/anomalies/index': 'src/cost-allocation/anomalies/index.ts',
    'cost-allocation/closing/index': 'src/cost-allocation/closing/index.ts',
    'cost-allocation/sums/index': 'src/cost-allocation/sums/index.ts',
    'cost-allocation/verification/index': 'src/cost-allocation/verification/index.ts',
    'drift/index': 'src/drift/index.ts',
    'drift/cloud/index': 'src/drift/cloud/index.ts',
    'drift/history/index': 'src/drift/history/index.ts',
    'drift/reports/index': 'src/drift/reports/index.ts',
    'capacity-forecast/index': 'src/capacity-forecast/index.ts',
    'capacity-forecast/streaming/index': 'src/capacity-forecast/streaming/index.ts',
    'charts/index': 'src/charts/index.ts',
    'testing/index': 'src/testing/index.ts',
    'adapters/memory/index': 'src/adapters/memory/index.ts',
    'adapters/postgres/index': 'src/adapters/postgres/index.ts',
    'adapters/http/index': 'src/adapters/http/index.ts',
    'adapters/focus/index': 'src/adapters/focus/index.ts',
    'adapters/kubernetes/index': 'src/adapters/kubernetes/index.ts',
    'adapters/terraform/index': 'src/adapters/terraform/index.ts',
    'adapters/worker-threads/index': 'src/adapters/worker-threads/index.ts',
    'adapters/worker-threads/worker': 'src/adapters/worker-threads/worker.ts',
  },
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  // One copy of every class whichever subpath it is imported by; tsup's CommonJS default would make several.
  splitting: true,
  // Their ES modules, bundled in: what is used of them remains, where the CommonJS of `lib` would come whole.
  noExternal: [/^fp-ts/, /^io-ts/],
  esbuildPlugins: [declarationsOnly],
  esbuildOptions(options) {
    options.alias = {
      ...Object.fromEntries(
        ['Either', 'Option', 'TaskEither'].map((name) => [`fp-ts/lib/${name}.js`, `fp-ts/es6/${name}.js`]),
      ),
      'io-ts': 'io-ts/es6/index.js',
    };
  },
  treeshake: false,
  plugins: [
    {
      // CommonJS has no import.meta, not even unused; the one place that asks for it asks for __filename first.
      name: 'no-import-meta-in-commonjs',
      renderChunk(code) {
        return this.format === 'cjs' ? { code: code.replaceAll('import.meta.url', 'undefined') } : undefined;
      },
    },
  ],
  sourcemap: true,
  clean: true,
  silent: true,
});
