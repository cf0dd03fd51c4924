/**
 * A year of a host from one seed, in virtual time: scans, bills, closings and corrections, while runs are killed,
 * answers are lost, messages come late or twice, and the clock jumps.
 */
import type { MaybePromise } from '../prelude.js';
import { seededRandom } from './deterministic.js';
import type { InvariantName } from './simulator-checks.js';
import { SimulatedHost } from './simulator-host.js';
import { withMemory, BAD_YEAR, Scheduler, type SimulatedStores, type SimulationFaults } from './simulator-ports.js';

/** What is simulated. */
export interface SimulationOptions {
  /** Everything that happens follows from it: the same seed, the same year. */
  readonly seed: number;
  /** How many days. Default 365. */
  readonly days?: number;
  /** Opens empty stores of the host; what it leaves out, or all of them where it is left out, is kept in memory. */
  readonly ports?: () => MaybePromise<SimulatedStores>;
  /** How often what goes wrong; what is left out is as in a bad year. `NO_FAULTS` for a year without any. */
  readonly faults?: Partial<SimulationFaults>;
  /** After so many violations the year ends. Default 100. */
  readonly maxViolations?: number;
  /** Told of every call and what became of it, a line each. */
  readonly trace?: (line: string) => void;
}

/** Something that did not hold. */
export interface SimulationViolation {
  /** Which invariant. */
  readonly invariant: InvariantName;
  /** On which day, from 0. */
  readonly day: number;
  /** After how many calls of ports. */
  readonly step: number;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

/** How a year went. */
export interface SimulationReport {
  /** The seed, with which it can be replayed. */
  readonly seed: number;
  /** How many days were simulated. */
  readonly days: number;
  /** How many calls of ports were answered. */
  readonly steps: number;
  /** How often what happened, faults included. */
  readonly events: Readonly<Record<string, number>>;
  /** What did not hold, the first of it; empty where all is well. */
  readonly violations: readonly SimulationViolation[];
  /** SHA-256 of every call and what became of it: two replays with one digest were the same, byte for byte. */
  readonly digest: string;
  /** All of this in a few lines, for people: with the seed, where something did not hold. */
  readonly summary: string;
}

/**
 * Simulates a host over some days and checks that sums hold, that nothing is lost, doubled or leaked to another tenant,
 * that the chains of history are whole, that every drift is delivered once an opening, and that stored results are what
 * the bill says. Time is virtual: a year takes a second or so. Never rejects: what goes wrong is a violation.
 *
 * @example
 * const { violations, summary } = await simulate({ seed: 7, ports: () => ({ history: myHistoryStore() }) });
 * if (violations.length > 0) throw new Error(summary);
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, days = 365, faults = {}, maxViolations = 100, trace } = options;
  const random = seededRandom(seed);
  const scheduler = new Scheduler(random, { ...BAD_YEAR, ...faults }, trace);
  const violations: SimulationViolation[] = [];
  let day = 0;
  const report = (invariant: InvariantName, message: string): void => {
    const violation = { invariant, day, step: scheduler.step, message };
    scheduler.note(`violation ${invariant} ${message}`);
    if (violations.length < maxViolations) violations.push(violation);
  };
  let stores: SimulatedStores = {};
  try {
    stores = (await options.ports?.()) ?? {};
    const host = new SimulatedHost(scheduler, random, withMemory(stores), report);
    await host.open();
    for (; day < days && violations.length < maxViolations; day += 1) await host.liveDay(day);
    if (day === days) await host.settle(days);
  } catch (error) {
    report('host', `the simulation could not go on: ${(error as Error)?.message ?? String(error)}`);
  }
  try {
    await stores.close?.();
  } catch (error) {
    report('host', `the stores cannot be closed: ${String(error)}`);
  }
  const events = Object.fromEntries([...scheduler.events].sort(([a], [b]) => (a < b ? -1 : 1)));
  const digest = scheduler.digest();
  const outcome = { seed, days, steps: scheduler.step, events, violations, digest };
  return { ...outcome, summary: summaryOf(outcome, options.faults) };
}

function summaryOf(
  { seed, days, steps, violations, digest }: Omit<SimulationReport, 'summary'>,
  faults: Partial<SimulationFaults> | undefined,
): string {
  const what = `seed ${seed}: ${days} days, ${steps} calls, digest ${digest.slice(0, 16)}`;
  const [first] = violations;
  if (first === undefined) return `${what}, all is well`;
  return [
    `${what}, ${violations.length} violations`,
    `the first on day ${first.day} after ${first.step} calls: ${first.invariant}: ${first.message}`,
    `replay it with simulate({ seed: ${seed}, days: ${days}${faults ? `, faults: ${JSON.stringify(faults)}` : ''} })`,
  ].join('\n');
}
