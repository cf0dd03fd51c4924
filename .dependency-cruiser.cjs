/** Which module may import which: adapters → capabilities → kernel → prelude, and never back. */
const KERNEL = '^src/(money|time|stats|codec|host|errors)/';
const CAPABILITY = '^src/(cost-allocation|drift|capacity-forecast)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'kernel-stands-alone',
      comment: 'money, time, stats, codec, host and errors know no capability and no adapter',
      severity: 'error',
      from: { path: KERNEL },
      to: { path: '^src/', pathNot: [KERNEL, '^src/prelude\\.ts$'] },
    },
    {
      name: 'prelude-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/prelude\\.ts$' },
      to: { path: '^src/' },
    },
    {
      name: 'capabilities-stand-side-by-side',
      severity: 'error',
      from: { path: '^src/(cost-allocation|drift|capacity-forecast)/' },
      to: { path: CAPABILITY, pathNot: '^src/$1/' },
    },
    {
      name: 'nobody-imports-an-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(adapters|testing)/' },
      to: { path: '^src/(adapters|testing|charts)/', pathNot: '^src/charts/' },
    },
    {
      name: 'charts-draw-results-only',
      severity: 'error',
      from: { path: '^src/charts/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/charts/',
          KERNEL,
          '^src/(prelude|shared-types)\\.ts$',
          `${CAPABILITY}model/`,
          '^src/capacity-forecast/metrics\\.ts$',
        ],
      },
    },
    {
      name: 'no-node-in-the-core',
      comment: 'the capabilities run in a browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(adapters|testing)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'], conditionNames: ['import', 'node', 'default'] },
  },
};
