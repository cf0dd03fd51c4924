import { Random } from './random.js';
import type { FuzzTarget } from './target.js';

/** Milliseconds of processor time after which one input counts as a hang. */
const HANG = 1000;

/** An input that broke a law, with the seed that makes it again. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly reason: string;
}

/** Runs one target on one seed. */
export async function tryOnce(target: FuzzTarget, seed: number): Promise<Finding | undefined> {
  const found = (reason: string): Finding => ({ target: target.name, seed, reason });
  try {
    const input = target.input(new Random(seed));
    const began = process.cpuUsage();
    await target.check(input);
    const { user, system } = process.cpuUsage(began);
    const took = (user + system) / 1000;
    return took > HANG ? found(`took ${Math.round(took)} ms`) : undefined;
  } catch (cause) {
    return found(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }
}
