import { defineConfig } from 'vitest/config';

const source = (path: string): string => new URL(`src/${path}`, import.meta.url).pathname;

// Examples import the package by its name; the tests run them on the sources.
const alias = [
  { find: /^@omnicloud\/domain$/, replacement: source('index.ts') },
  { find: /^@omnicloud\/domain\/(.*)$/, replacement: source('$1/index.ts') },
];

/** The tests that look at the package from outside, and so need a build. */
const OUTSIDE = ['test/package/**/*.test.ts', 'test/docs/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'inside',
          // One module registry for all files halves the time; no test here changes a module or a global.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', ...OUTSIDE],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'outside',
          include: OUTSIDE,
          globalSetup: ['test/package/build-once.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
