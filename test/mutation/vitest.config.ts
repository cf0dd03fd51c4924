import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const [file, instrumented] = [process.env['MUTATION_FILE'] ?? '', process.env['MUTATION_SOURCE'] ?? ''];

/** Only the tests that concern the file which is mutated, with every change of it built in behind a switch. */
export default defineConfig({
  plugins: [
    {
      name: 'instrumented',
      enforce: 'pre',
      load: (id) => (id.endsWith(file) ? readFileSync(instrumented, 'utf8') : undefined),
    },
  ],
  test: {
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    runner: 'test/mutation/runner.ts',
    include: (process.env['MUTATION_TESTS'] ?? '')
      .split(',')
      .map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
    setupFiles: ['test/property-seed.ts', 'test/mutation/setup.ts'],
    testTimeout: 20_000,
  },
});
