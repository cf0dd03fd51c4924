import { defineConfig } from 'vitest/config';

/** Only the tests that concern the file which is mutated. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    include: (process.env['MUTATION_TESTS'] ?? '')
      .split(',')
      .map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
    testTimeout: 60_000,
  },
});
