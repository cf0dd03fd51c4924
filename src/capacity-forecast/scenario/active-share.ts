import { DAY } from '../grid/calendar.js';

/**
 * How much of a workload runs on average from `start` to `end`, if it starts at `at` and grows evenly to its full size
 * over `rampDays`: from 0 to 1, exact. All instants in seconds.
 */
export function activeShare(start: number, end: number, at: number, rampDays: number): number {
  const ramp = rampDays * DAY;
  const area = (time: number): number => {
    const since = Math.max(0, time - at);
    return since < ramp ? (since * since) / (2 * ramp) : since - ramp / 2;
  };
  if (start >= at + ramp) return 1;
  return end <= start ? 0 : (area(end) - area(start)) / (end - start);
}
