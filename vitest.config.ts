import { defineConfig } from 'vitest/config';

const source = (path: string): string => new URL(`src/${path}`, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    // Examples import the package by its name; the tests run them on the sources.
    alias: [
      { find: /^@omnicloud\/domain$/, replacement: source('index.ts') },
      { find: /^@omnicloud\/domain\/(.*)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/package/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
