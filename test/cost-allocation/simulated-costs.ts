import { Decimal } from '../../src/money/decimal.js';
import { normalSource } from '../capacity-forecast/simulated-noise.js';

/** Share of simulated normal periods on which `alarms` fires, `n` periods of history each, nothing ever wrong. */
export function alarmRate(
  n: number,
  trials: number,
  cost: (normal: () => number, period: number) => number,
  alarms: (current: Decimal, history: ReadonlyArray<Decimal>) => boolean,
): number {
  const normal = normalSource(1234 + n);
  let count = 0;
  for (let trial = 0; trial < trials; trial++) {
    const periods = Array.from({ length: n + 1 }, (_, i) => new Decimal(cost(normal, trial + i).toFixed(4)));
    if (alarms(periods[n]!, periods.slice(0, n))) count++;
  }
  return count / trials;
}
