import { type WeekdayPattern, levelBetween } from './daily-profile.js';

const DAY = 86_400;
const LEVEL_DAYS = 14;
/** A day of an earlier month that stood out by this many standard deviations is taken for a fee. */
const MIN_FEE_DEVIATIONS = 2.5;

/**
 * The money by which the same day of the two months before stood above its course: a support plan, a licence. Such a
 * day is then usual. 0 where none did, or where that month has no such day.
 */
export function monthFee(
  start: number,
  logs: Float64Array,
  index: number,
  profile: WeekdayPattern,
  weekdayOf: (index: number) => number,
): number {
  const date = new Date((start + index * DAY) * 1000);
  let most = 0;
  for (const back of [1, 2]) {
    const then = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, date.getUTCDate()));
    const at = Math.round((then.getTime() / 1000 - start) / DAY);
    if (then.getUTCDate() !== date.getUTCDate() || at < LEVEL_DAYS / 2) continue;
    const level = levelBetween(logs, at - LEVEL_DAYS, at, profile, weekdayOf);
    const usual = level + profile.weekdays[weekdayOf(at)]!;
    if (logs[at]! - usual > MIN_FEE_DEVIATIONS * profile.noise)
      most = Math.max(most, Math.exp(logs[at]!) - Math.exp(usual));
  }
  return most;
}
