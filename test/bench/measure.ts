/**
 * What the comparing benchmarks share: contenders run in turns, in one process, and the median of their CPU times
 * counts.
 */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Contender {
  readonly name: string;
  readonly run: () => unknown | Promise<unknown>;
}

export interface Timing {
  readonly name: string;
  /** Median and least CPU time of a run (user and system, all threads of the process), in milliseconds. */
  readonly median: number;
  readonly least: number;
}

/**
 * Runs every contender once to warm up, then `rounds` rounds of all of them in turns, so that a busy moment of the
 * machine hits all alike. Before each turn all garbage is collected, and an untimed run makes the engine compile again
 * what it dropped with the garbage, so that none pays for what another left. A contender that is done sooner than in {@link SHORTEST} ms is run again until then, and the mean
 * counts.
 */
export async function measure(contenders: readonly Contender[], rounds: number): Promise<readonly Timing[]> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of contenders) {
      collectGarbage();
      await setTimeout(SETTLING);
      await discard(run);
      const time = await meanCpu(run);
      if (round > 0) times.get(name)!.push(time);
    }
  }
  return contenders.map(({ name }) => ({
    name,
    median: median(times.get(name)!),
    least: Math.min(...times.get(name)!),
  }));
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const SHORTEST = 100;
const SETTLING = 50;

async function meanCpu(run: Contender['run']): Promise<number> {
  const before = process.cpuUsage();
  for (let runs = 1; ; runs += 1) {
    await discard(run);
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1000;
    if (spent >= SHORTEST) return spent / runs;
  }
}

/** Runs without keeping the outcome, which would have to be copied by the collector in the next run. */
async function discard(run: Contender['run']): Promise<void> {
  const outcome = run();
  if (outcome instanceof Promise) await outcome.then(() => undefined);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A repeatable source of numbers from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
