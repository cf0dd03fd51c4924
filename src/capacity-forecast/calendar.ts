import { E, type Either } from '../prelude.js';
import { normalQuantile } from '../stats/distributions.js';
import { getWallClock, type WallClock } from '../time/zone.js';
import { type EffectSource, learnEffects, learnHolidays, type StepEffect } from './calendar-effects.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import { bucketStart, HOUR, toUsageGrid, type UsageGrid } from './grid.js';
import { DAY, type Measurements, toWallTime } from './measurements.js';
import { type CalendarEffect, type CalendarEvent, type DemandCalendar, parseCalendarTime } from './model/calendar.js';
import type { UsageAggregation } from './model/usage.js';
import { checkRegressors, fitRegressors } from './regressors.js';
import type { SeriesCalendar } from './series-input.js';

/** Measurements on the wall clock of a zone, what the calendar did to them taken out, and what it will do. */
export interface FittedCalendar {
  readonly clock: WallClock;
  /** As they were measured, in wall time. */
  readonly raw: Measurements;
  /** Ordinary demand in wall time; NaN where an incident hides it. The same object where there are no effects. */
  readonly ordinary: Measurements;
  readonly sources: readonly EffectSource[];
  /** The share of a day's use that each hour of the wall clock has; undefined where no event is given. */
  readonly profile: Float64Array | undefined;
}

const NO_EFFECT: StepEffect = { factor: 1, amount: 0, deviation: 0 };

/** Clocks are looked up beforehand until so many days after now. */
const CLOCK_DAYS = 400;

/**
 * Puts measurements on the wall clock of the calendar's zone and takes out what the calendar did to them: events that
 * are given, holidays, regressors, days of the month and yearly peaks. Without a calendar and without anything to learn
 * the measurements stay as they are.
 */
export function fitCalendar(
  measured: Measurements,
  { zone = 'UTC', holidays = [], events = [], regressors = [], learn = true }: DemandCalendar,
  aggregation: UsageAggregation,
  now: number,
): Either<InvalidForecastOption, FittedCalendar> {
  const clock = getWallClock(zone, (measured.times[0] ?? now) - DAY, now + CLOCK_DAYS * DAY);
  if (E.isLeft(clock)) {
    const expected = 'a time zone of the IANA database such as Europe/Berlin';
    return E.left(invalidForecastOption({ option: 'calendar.zone', value: zone, expected }));
  }
  const raw = zone === 'UTC' ? measured : toWallTime(measured, clock.right);
  const given: EffectSource[] = [];
  const profile = events.length > 0 ? hourProfile(raw) : undefined;
  for (const [i, event] of events.entries()) {
    const source = readEvent(event, clock.right, profile!);
    if (source === undefined) {
      const expected = 'an event that ends after it begins';
      return E.left(invalidForecastOption({ option: `calendar.events[${i}].to`, value: event.to, expected }));
    }
    given.push(source);
  }
  const without = (sources: readonly EffectSource[]): Measurements => withoutEffects(raw, sources);
  const daysOf = (from: Measurements): UsageGrid => toUsageGrid(from, 'daily', aggregation);
  const byDay = raw.spacing <= 1.01 * DAY && raw.times.length > 0;
  const sources = [...given];
  if (byDay && holidays.length > 0) sources.push(...learnHolidays(daysOf(without(sources)), holidays));
  if (regressors.length > 0) {
    const fitted = fitRegressors(without(sources), regressors, aggregation, clock.right);
    sources.push(...fitted);
  }
  if (byDay && learn) sources.push(...learnEffects(daysOf(without(sources)), holidays));
  return E.right({ clock: clock.right, raw, ordinary: without(sources), sources, profile });
}

function withoutEffects(raw: Measurements, sources: readonly EffectSource[]): Measurements {
  if (sources.length === 0) return raw;
  const step = raw.spacing > HOUR ? DAY : HOUR;
  let from = NaN;
  let effect = NO_EFFECT;
  const values = raw.values.map((value, i) => {
    const start = Math.floor(raw.times[i]! / step) * step;
    if (start !== from) [from, effect] = [start, pastEffects(sources, start, start + step)];
    return (value - effect.amount) / effect.factor;
  });
  return values.every((value, i) => value === raw.values[i]) ? raw : { ...raw, values };
}

/** Below this a day says nothing about ordinary demand. */
const MIN_FACTOR = 0.02;

/** All effects on a stretch that was measured. An incident, or a factor of next to nothing, hides ordinary demand. */
function pastEffects(sources: readonly EffectSource[], from: number, until: number): StepEffect {
  const all = effectsOn(sources, from, until);
  const hidden = all.factor < MIN_FACTOR || sources.some(({ hides }) => hides?.(from, until));
  return hidden ? { ...all, factor: NaN } : all;
}

function effectsOn(sources: readonly EffectSource[], from: number, until: number): StepEffect {
  let { factor, amount, deviation } = NO_EFFECT;
  for (const source of sources) {
    const effect = source.effectOn(from, until);
    if (effect === undefined) continue;
    factor *= effect.factor;
    amount += effect.amount;
    deviation = Math.hypot(deviation, effect.deviation);
  }
  return { factor, amount, deviation };
}

/** The effects on a coming stretch of wall time. */
export function effectOn({ sources }: FittedCalendar, from: number, until: number): StepEffect {
  return sources.length === 0 ? NO_EFFECT : effectsOn(sources, from, until);
}

/** Expected values and quantiles of ordinary steps with what the calendar does to each. */
export function withCalendar(
  calendar: FittedCalendar,
  { mean, quantiles }: { readonly mean: number[]; readonly quantiles: Record<string, number[]> },
  startOf: (step: number) => number,
  length: number,
): { readonly mean: number[]; readonly quantiles: Record<string, number[]> } {
  if (calendar.sources.length === 0) return { mean, quantiles };
  const effects = mean.map((_, i) => effectOn(calendar, startOf(i), startOf(i) + length));
  const changed = mean.map((value, i) => value * effects[i]!.factor + effects[i]!.amount);
  const lists = Object.entries(quantiles).map(([level, values]) => {
    const deviate = normalQuantile(Number(level));
    const list = values.map((value, i) => {
      const { factor, amount, deviation } = effects[i]!;
      if (deviation === 0) return value * factor + amount;
      const offset = (value - mean[i]!) * factor;
      const own = Math.abs(deviate * deviation * mean[i]!);
      return changed[i]! + Math.sign(deviate || offset) * Math.hypot(offset, own);
    });
    return [level, list] as const;
  });
  return { mean: changed, quantiles: Object.fromEntries(lists) };
}

/** A series without its calendar, and how a forecast of it gets the calendar back. */
interface OrdinarySeries {
  readonly values: Float64Array;
  /** Steps of the wall clock that hold the horizon. */
  readonly horizon: number;
  /** The steps of the series among those of the wall clock. */
  readonly pick: (list: readonly number[]) => number[];
  readonly restore: (made: StepForecast) => StepForecast;
  /** What the calendar does, in words. */
  readonly effects: readonly string[];
}

interface StepForecast {
  readonly mean: number[];
  readonly quantiles: Record<string, number[]>;
}

/** Takes the calendar out of values that stand one after the other, as {@link fitCalendar} does of measurements. */
export function toOrdinarySeries(
  given: ArrayLike<number>,
  { start, granularity = 'daily', ...known }: SeriesCalendar,
  asked: number,
): Either<InvalidForecastOption, OrdinarySeries> {
  const step = granularity === 'daily' ? DAY : HOUR;
  const values = Float64Array.from(given);
  const measured = { times: values.map((_, i) => start + i * step), values, spacing: step };
  const calendar = fitCalendar(measured, known, 'mean', start + values.length * step);
  if (E.isLeft(calendar)) return calendar;
  const grid = toUsageGrid(calendar.right.ordinary, granularity, 'mean');
  const ahead = toWallTime(
    { ...measured, times: Float64Array.from({ length: asked }, (_, i) => start + (values.length + i) * step) },
    calendar.right.clock,
  ).times;
  const positions = Array.from(ahead, (time) => Math.floor(time / step) - grid.first - grid.values.length);
  const end = bucketStart(grid, grid.values.length + positions.at(-1)! + 1);
  const found = checkRegressors(calendar.right, bucketStart(grid, grid.values.length), end);
  if (E.isLeft(found)) return found;
  const pick = (list: readonly number[]): number[] => positions.map((at) => list[Math.max(0, at)]!);
  const restore = (made: StepForecast): StepForecast => {
    const steps = withCalendar(calendar.right, made, (i) => bucketStart(grid, grid.values.length + i), step);
    const quantiles = Object.entries(steps.quantiles).map(([level, list]) => [level, pick(list)]);
    return { mean: pick(steps.mean), quantiles: Object.fromEntries(quantiles) };
  };
  const effects = calendar.right.sources.map(({ kind, name, factor, amount }) => {
    const size =
      factor !== undefined ? ` times ${shown(factor)}` : amount !== undefined ? ` plus ${shown(amount)}` : '';
    return `calendar: ${kind.replace('_', ' ')} ${name}${size || ', no effect'}`;
  });
  return E.right({ values: grid.values, horizon: positions.at(-1)! + 1, pick, restore, effects });
}

const shown = (value: number): string => String(Number(value.toPrecision(3)));

/** What was given and what was learned, for people who ask why; undefined where there is nothing to tell. */
export function describeEffects({ sources }: FittedCalendar): readonly CalendarEffect[] | undefined {
  if (sources.length === 0) return undefined;
  return sources.map(({ kind, name, factor, amount, learnedFrom }) => ({
    kind,
    name,
    ...(factor !== undefined && { factor }),
    ...(amount !== undefined && { amount }),
    learnedFrom,
  }));
}

const HOURS = 24;

/** The share of a day's use that each hour of the wall clock has. */
function hourProfile({ times, values, spacing }: Measurements): Float64Array {
  const sums = new Float64Array(HOURS);
  const counts = new Float64Array(HOURS);
  for (const [i, value] of values.entries()) {
    const hour = Math.floor(times[i]! / HOUR) % HOURS;
    sums[hour]! += Math.max(0, value);
    counts[hour]! += 1;
  }
  const means = sums.map((sum, hour) => sum / counts[hour]!);
  const total = means.reduce((sum, mean) => sum + mean, 0);
  return spacing <= DAY / 4 && total > 0 ? means.map((mean) => mean / total) : means.fill(1 / HOURS);
}

/** An event in wall time; undefined where it ends before it begins. */
function readEvent(event: CalendarEvent, clock: WallClock, profile: Float64Array): EffectSource | undefined {
  const wall = (time: CalendarEvent['from']): number => {
    const parsed = parseCalendarTime(time)!;
    return parsed.wall ? parsed.seconds : clock.toWall(parsed.seconds);
  };
  const [begin, end] = [wall(event.from), event.to === undefined ? Infinity : wall(event.to)];
  if (!(begin < end)) return undefined;
  const { name = 'event', factor, amount, rampDays = 0 } = event;
  const incident = factor === undefined && amount === undefined;
  /** How much of the effect a stretch has on average, growing evenly from 0 to 1 over the ramp. */
  const share = (from: number, until: number): number => {
    const ramp = rampDays * DAY;
    const area = (time: number): number => {
      const since = Math.max(0, Math.min(time, end) - begin);
      return since < ramp ? (since * since) / (2 * ramp) : since - ramp / 2;
    };
    const whole = (Math.min(until, end) - Math.max(from, begin)) / (until - from);
    if (!(whole > 0)) return 0;
    return from >= begin + ramp ? whole : (area(until) - area(from)) / (until - from);
  };
  const touches = (from: number, until: number): boolean => until > begin && from < end;
  const effectOn = (from: number, until: number): StepEffect | undefined => {
    if (incident || !touches(from, until)) return undefined;
    let part = share(from, until);
    if (part < 1 && until - from > HOUR && factor !== undefined) {
      // Part of a day counts by how much of the day's use falls into it.
      part = profile.reduce(
        (sum, weight, hour) => sum + weight * share(from + hour * HOUR, from + (hour + 1) * HOUR),
        0,
      );
    }
    return { factor: 1 + ((factor ?? 1) - 1) * part, amount: (amount ?? 0) * part, deviation: 0 };
  };
  return {
    kind: 'event',
    name,
    ...(factor !== undefined && { factor }),
    ...(amount !== undefined && { amount }),
    learnedFrom: 0,
    effectOn,
    ...(incident && { hides: touches }),
  };
}
