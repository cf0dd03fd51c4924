import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (path: string): string => new URL(`src/${path}`, import.meta.url).pathname;

// Examples import the package by its name; the tests run them on the sources.
const alias = [
  { find: /^@omnicloud\/domain$/, replacement: source('index.ts') },
  { find: /^@omnicloud\/domain\/(cost-allocation\/(?:closing|verification))$/, replacement: source('$1.ts') },
  { find: /^@omnicloud\/domain\/(.*)$/, replacement: source('$1/index.ts') },
];

/** The tests that look at the package from outside, and so need a build. */
const OUTSIDE = ['test/package/**/*.test.ts', 'test/docs/**/*.test.ts'];

/** Files that start compilers, servers and programs, or take seconds. */
const LONG = /\/test\/(integration|adapters\/(postgres|sql)|properties|fuzz|testing)\/|\/conformance\/check\./;

/**
 * Long files come first, so that none of them runs alone at the end. Those that look from outside stand together: a
 * worker that turns from a file with a shared registry to one of its own loses the modules that it has loaded.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId, project }: TestSpecification): number =>
      project.name === 'outside' ? 0 : LONG.test(moduleId) ? 1 : 2;
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'inside',
          // One module registry for all files halves the time; no test here changes a module or a global.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', ...OUTSIDE],
          setupFiles: ['test/property-seed.ts'],
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
