import { defineConfig } from 'tsup';
import { SHARED_TABLES } from './scripts/shared-tables.js';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'cost-allocation/index': 'src/cost-allocation/index.ts',
    'cost-allocation/anomalies/index': 'src/cost-allocation/anomalies/index.ts',
    'cost-allocation/closing': 'src/cost-allocation/closing.ts',
    'cost-allocation/sums/index': 'src/cost-allocation/sums/index.ts',
    'cost-allocation/verification': 'src/cost-allocation/verification.ts',
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
    'adapters/sql/index': 'src/adapters/sql/index.ts',
    'adapters/worker-threads/index': 'src/adapters/worker-threads/index.ts',
    'adapters/worker-threads/worker': 'src/adapters/worker-threads/worker.ts',
  },
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  // One copy of every class, whichever subpath it is imported by.
  splitting: true,
  treeshake: false,
  // White space and syntax alone: names stay, and lines stay short enough for a stack trace to point at something.
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.lineLimit = 120;
  },
  esbuildPlugins: [
    {
      name: 'tables-once',
      setup(build) {
        for (const { name } of SHARED_TABLES)
          build.onResolve({ filter: new RegExp(`/${name}\\.js$`) }, () => ({ path: `./${name}.cjs`, external: true }));
      },
    },
  ],
  clean: true,
  silent: true,
});
