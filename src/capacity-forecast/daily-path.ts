import type { StepEffect } from './calendar-effects.js';
import { effectOn } from './calendar.js';
import { type Demand, NEAR_DAYS } from './demand.js';
import { levelsAhead, type LevelsAhead } from './exhaustion/long-range-forecast.js';
import { fromLevel } from './exhaustion/season.js';
import { bucketStart } from './grid.js';
import { DAY } from './measurements.js';

/** The ensemble's share of the forecast falls with the square of the days ahead over this. */
const NEAR_SCALE = 10;
/** The same of the distance of its quantiles, which know nothing of growth. */
const NEAR_SPREAD_SCALE = 5;
/** Its quantiles lie at most so many times as far out as those of growth: it takes steady growth for noise. */
const MAX_NEAR_RATIO = 1.25;

/** The ensemble's share of a day, counted from 0 behind the last one measured. */
function nearShare(day: number, scale = NEAR_SCALE): number {
  return day < NEAR_DAYS ? Math.exp(-(((day + 1) / scale) ** 2)) : 0;
}

/** Daily values ahead: what to expect of each day, and how far lasting demand may be from it. */
export interface DailyPath {
  /** The middle of each day's value, within the bounds of the metric. */
  readonly middle: Float64Array;
  /** Lasting demand at its usual peak, and how far the ensemble moves it from where growth alone has it. */
  readonly shift: Float64Array;
  /** How the level's quantile stands from its median, day by day, without the noise of single days. */
  readonly levelOffsets: (level: number) => Float64Array;
  /** The same for the value of a single day. */
  readonly dayOffsets: (level: number) => Float64Array;
}

/** The path of the days, counted from 0 behind the last one measured. Takes time linear in their number. */
export function dailyPath(demand: Demand, count: number): DailyPath {
  const { growth, near, days } = demand;
  const known = days.values.length;
  const lasting = levelsAhead(growth);
  const single = levelsAhead({ ...growth, lasting: 1 });
  const medians = lasting.quantiles(0.5, count);
  const value = (level: number, i: number, atPeak = false): number =>
    growth.unit * fromLevel(growth.season, known + i, level, atPeak);
  const middle = new Float64Array(count);
  const shift = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const grown = value(medians[i]!, i);
    const share = nearShare(i);
    const moved = share > 0 ? share * (near.middle[i]! - grown) : 0;
    middle[i] = grown + moved;
    shift[i] = growth.season.multiplicative && grown > 0 ? (moved * value(medians[i]!, i, true)) / grown : moved;
  }
  const offsetsOf = (from: LevelsAhead, level: number): Float64Array =>
    from.quantiles(level, count).map((quantile, i) => value(quantile, i) - value(medians[i]!, i));
  const levelOffsets = (level: number): Float64Array => offsetsOf(lasting, level);
  const dayOffsets = (level: number): Float64Array => {
    const learned = near.offsets.get(level);
    let furthest = 0;
    return offsetsOf(single, level).map((far, i) => {
      const share = nearShare(i, NEAR_SPREAD_SCALE);
      const most = MAX_NEAR_RATIO * Math.abs(far);
      const near = Math.max(-most, Math.min(most, learned?.[i] ?? far));
      // A later day is never surer than an earlier one.
      const offset = share * near + (1 - share) * far;
      furthest = Math.max(furthest, Math.abs(offset));
      return Math.sign(offset) * furthest;
    });
  };
  return { middle, shift, levelOffsets, dayOffsets };
}

/** What the calendar does to a day ahead, or before. */
export function effectOnDay({ calendar, days }: Demand, day: number): StepEffect {
  const start = bucketStart(days, days.values.length + day);
  return effectOn(calendar, start, start + DAY);
}
