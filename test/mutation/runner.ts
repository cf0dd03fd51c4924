import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RunnerTestCase, TestRunner } from 'vitest';

/** Tests of size and speed: they take seconds, and what they alone would notice is no wrong result. */
const SLOW =
  /a chain of 5,000 pools|a million rows|among 5,000 tenants|a chain of 20,000|random pairs|is reflexive|is transitive|never widens|more recipients than are made at once|field by field|reads a decimal back/;

/** What the instrumented file reads and writes: the names are Stryker's. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  /** In milliseconds of the process's clock. */
  deadline?: number;
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>;
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

/** What a test has shown, a line of the report. */
export interface Verdicts {
  readonly test: string;
  /** Changes whose place the test runs through. */
  readonly covered: readonly string[];
  /** Changes of what is worked out once, while the file is loaded. */
  readonly loaded: readonly string[];
  /** Changes that it notices. */
  readonly killed: readonly string[];
  /** The test by its id, where no change is left to try with it. */
  readonly ended?: string;
}

const switches = ((globalThis as { __stryker__?: Switches }).__stryker__ ??= {});
const report = process.env['MUTATION_REPORT'] ?? '';
const before = (existsSync(report) ? readFileSync(report, 'utf8') : '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Verdicts);
const killed = new Set(before.flatMap((one) => one.killed));
const done = new Set(before.flatMap(({ ended }) => ended ?? []));

/**
 * Runs every test as it is, and again with every change of the file that it runs through and that no test before has
 * noticed: all in one process, because starting one for each change takes a hundred times as long.
 */
export default class MutationRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (SLOW.test(test.name) || done.has(test.id)) return;
    Object.assign(switches, { currentTestId: test.id, hitCount: 0 });
    const began = performance.now();
    await run();
    const patience = 1000 + 10 * (performance.now() - began);
    const hitLimit = 1000 + 3 * (switches.hitCount ?? 0);
    switches.currentTestId = undefined;
    const hits = switches.mutantCoverage?.perTest[test.id] ?? {};
    const tell = (verdicts: Omit<Verdicts, 'test'>): void =>
      appendFileSync(report, `${JSON.stringify({ test: test.name, ...verdicts })}\n`);
    for (const mutant of Object.keys(hits)) {
      if (killed.has(mutant)) continue;
      const limits = { hitCount: 0, hitLimit, deadline: performance.now() + patience };
      Object.assign(switches, limits, { activeMutant: mutant });
      writeFileSync(`${report}.now`, JSON.stringify({ test: test.name, mutant, pid: process.pid }));
      try {
        await run();
        continue;
      } catch {
        killed.add(mutant);
        tell({ covered: [mutant], loaded: [], killed: [mutant] });
      } finally {
        switches.activeMutant = undefined;
        rmSync(`${report}.now`);
      }
      // What a change leaves behind must not count against the next one.
      await run();
    }
    const loaded = Object.keys(switches.mutantCoverage?.static ?? {});
    tell({ covered: Object.keys(hits), loaded, killed: [], ended: test.id });
  }
}
