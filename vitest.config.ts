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

/** The files that start compilers, servers and programs come first, so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      /\/test\/(package|docs|integration|adapters\/postgres)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
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
