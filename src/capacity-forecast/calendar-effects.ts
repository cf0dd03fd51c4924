import { insertSorted, mean, medianOfSorted, sortToMedian } from '../stats/moments.js';
import { type UsageGrid } from './grid.js';
import { DAY } from './measurements.js';
import type { CalendarEffect, Holiday } from './model/calendar.js';

/** What the calendar does to demand in a stretch of wall time: ordinary demand × factor + amount. */
export interface StepEffect {
  readonly factor: number;
  readonly amount: number;
  /** Standard deviation of the effect, as a share of ordinary demand; 0 where it is given. */
  readonly deviation: number;
}

/** One cause of effects, in wall time. */
export interface EffectSource extends CalendarEffect {
  /** Undefined where it does nothing. A stretch is an hour or a day. */
  readonly effectOn: (from: number, until: number) => StepEffect | undefined;
  /** Whether a stretch says nothing about ordinary demand: an incident. */
  readonly hides?: (from: number, until: number) => boolean;
  /** The first time of a stretch for which it would have to be known and is not. */
  readonly unknownIn?: (from: number, until: number) => number | undefined;
}

const WEEK = 7;
const WEEKS_BEFORE = [-WEEK, -2 * WEEK];
const WEEKS_AFTER = [WEEK, 2 * WEEK];
const WEEKS_AROUND = [...WEEKS_BEFORE, ...WEEKS_AFTER];

/** How each day of a grid differs from days of its weekday one and two weeks before and after. */
interface DayResiduals {
  /** Whether they are shares of ordinary demand, or amounts. */
  readonly relative: boolean;
  readonly values: Float64Array;
  /** By how much the day stands out on both sides, as far as they are known: what begins or ends on it does not. */
  readonly standsOut: Float64Array;
  /** Robust standard deviation of an ordinary day. */
  readonly noise: number;
  /** Ordinary demand of a typical day. */
  readonly level: number;
}

/** @param hidden days that say nothing about others. */
function computeResiduals(given: Float64Array, hidden: ReadonlySet<number> = new Set()): DayResiduals {
  const ordinary = hidden.size === 0 ? given : given.map((value, t) => (hidden.has(t) ? NaN : value));
  const relative = given.every((value) => Number.isNaN(value) || value > 0);
  const values = new Float64Array(given.length).fill(NaN);
  const standsOut = new Float64Array(given.length).fill(NaN);
  const near = new Float64Array(2 * WEEKS_AFTER.length);
  const medianNear = (t: number, offsets: readonly number[]): number => {
    let count = 0;
    for (const days of offsets) {
      const value = ordinary[t + days] ?? NaN;
      if (!Number.isNaN(value)) insertSorted(near, count++, value);
    }
    return count === 0 ? NaN : medianOfSorted(near, count);
  };
  for (let t = 0; t < given.length; t++) {
    const value = given[t]!;
    const base = medianNear(t, WEEKS_AROUND);
    if (Number.isNaN(value) || Number.isNaN(base)) continue;
    const unit = relative ? base : 1;
    values[t] = (value - base) / unit;
    const [rise, fall] = [value - medianNear(t, WEEKS_BEFORE), value - medianNear(t, WEEKS_AFTER)];
    if (Number.isNaN(rise) || Number.isNaN(fall)) standsOut[t] = values[t]!;
    else standsOut[t] = rise * fall > 0 ? (Math.sign(rise) * Math.min(Math.abs(rise), Math.abs(fall))) / unit : 0;
  }
  const distances = values.filter((value, t) => !Number.isNaN(value) && !hidden.has(t)).map(Math.abs);
  const level = sortToMedian(ordinary.filter((value) => !Number.isNaN(value)).map(Math.abs));
  const least = MIN_NOISE * (relative ? 1 : level);
  return { relative, values, standsOut, noise: Math.max(least, 1.4826 * sortToMedian(distances)) || least, level };
}

/** Below a millionth of ordinary demand noise is rounding. */
const MIN_NOISE = 1e-6;

/** An effect that days of one kind share. */
interface SharedEffect {
  readonly factor?: number;
  readonly amount?: number;
  readonly step: StepEffect;
}

/** Two occurrences and one say little about how much the effect varies. */
const FEW_OCCURRENCES = 3;
const ASSUMED_VARIATION = 0.15;

/** The effect that some days have in common, moved towards none by how far it may be noise (James & Stein 1961). */
function shareEffect({ relative, values, noise, level }: DayResiduals, days: readonly number[]): SharedEffect {
  const seen = Float64Array.from(days, (t) => values[t]!);
  const n = seen.length;
  const middle = n < FEW_OCCURRENCES ? mean(seen) : sortToMedian(seen.slice());
  const spread = Math.sqrt(seen.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, n - 1));
  const assumed = n < FEW_OCCURRENCES ? ASSUMED_VARIATION * Math.abs(middle) : 0;
  const kept = middle === 0 ? 0 : Math.max(0, 1 - noise ** 2 / n / middle ** 2);
  const deviation = (Math.max(spread, noise, assumed) * Math.sqrt(1 + 1 / n)) / (relative || level === 0 ? 1 : level);
  return toSharedEffect(relative ? { factor: Math.max(0, 1 + kept * middle) } : { amount: kept * middle }, deviation);
}

function toSharedEffect(
  given: { readonly factor?: number; readonly amount?: number },
  deviation: number,
): SharedEffect {
  return { ...given, step: { factor: given.factor ?? 1, amount: given.amount ?? 0, deviation } };
}

const dayOf = (from: number): number => Math.floor(from / DAY);
const toDay = (date: string): number => Date.parse(date) / 1000 / DAY;

/** Plain dates are holidays of one kind. */
function toHolidays(holidays: readonly (string | Holiday)[]): readonly Holiday[] {
  const dates = holidays.filter((holiday) => typeof holiday === 'string');
  const kinds = holidays.filter((holiday) => typeof holiday !== 'string');
  return dates.length === 0 ? kinds : [{ name: 'holiday', dates }, ...kinds];
}

/** What holidays do: what is given of them, or what days of their kind did before. */
export function learnHolidays(days: UsageGrid, given: readonly (string | Holiday)[]): readonly EffectSource[] {
  const holidays = toHolidays(given);
  const positionsOf = ({ dates }: Holiday): number[] =>
    [...new Set(dates.map((date) => toDay(date) - days.first))].sort((a, b) => a - b);
  const residuals = computeResiduals(days.values, new Set(holidays.flatMap(positionsOf)));
  return holidays.map((holiday): EffectSource => {
    const { name, factor, amount } = holiday;
    const seen = positionsOf(holiday).filter((t) => !Number.isNaN(residuals.values[t] ?? NaN));
    const handed = factor !== undefined || amount !== undefined;
    const shared = handed
      ? toSharedEffect({ ...(factor !== undefined && { factor }), ...(amount !== undefined && { amount }) }, 0)
      : seen.length > 0
        ? shareEffect(residuals, seen)
        : undefined;
    const dates = new Set(holiday.dates.map(toDay));
    return {
      kind: 'holiday',
      name,
      learnedFrom: handed ? 0 : seen.length,
      ...withoutStep(shared),
      effectOn: (from) => (dates.has(dayOf(from)) ? shared?.step : undefined),
    };
  });
}

const withoutStep = (shared: SharedEffect | undefined): Pick<SharedEffect, 'factor' | 'amount'> => ({
  ...(shared?.factor !== undefined && { factor: shared.factor }),
  ...(shared?.amount !== undefined && { amount: shared.amount }),
});

/** What recurs on days of the month, and at one place of every year, where measurements show it without a doubt. */
export function learnEffects(days: UsageGrid, holidays: readonly (string | Holiday)[]): readonly EffectSource[] {
  if (days.values.length < MIN_MONTH_DAYS) return [];
  const closed = new Set(toHolidays(holidays).flatMap(({ dates }) => dates.map(toDay)));
  const explained = new Set<number>();
  const months = learnMonthDays(days, closed, explained);
  return [...months, ...learnYearlyPeaks(days, explained)];
}

/** Three months show a day of the month three times at most. */
const MIN_MONTH_DAYS = 80;
const MIN_MONTHS = 3;
/** An effect is larger than so many deviations of an ordinary day, and than this share of it. */
const MIN_DEVIATIONS = 3;
const MIN_SHARE = 0.01;
/** One occurrence in so many may fail to show it. */
const OCCURRENCES_PER_MISS = 6;
/** Foretold from the occurrences before them, the last ones must be missed by less than this share of the squares. */
const MAX_HOLDOUT_SHARE = 0.5;
const MAX_MONTH_EFFECTS = 10;

/** Places of the month that a day has: from its start and from its end, in days and in working days. */
function monthPlaces(day: number, closed: ReadonlySet<number>): readonly string[] {
  const date = new Date(day * DAY * 1000);
  const dayOfMonth = date.getUTCDate();
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const places = [`${ordinal(dayOfMonth)} day`, `${ordinal(dayOfMonth - length - 1)} day`];
  if (!isWorking(day, closed)) return places;
  const count = (from: number, until: number): number => {
    let found = 0;
    for (let at = from; at <= until; at++) if (isWorking(at, closed)) found++;
    return found;
  };
  const [first, last] = [day - dayOfMonth + 1, day - dayOfMonth + length];
  return [...places, `${ordinal(count(first, day))} working day`, `${ordinal(-count(day, last))} working day`];
}

/** The epoch was a Thursday. */
const weekdayOf = (day: number): number => (((day + 4) % WEEK) + WEEK) % WEEK;
const isWorking = (day: number, closed: ReadonlySet<number>): boolean => weekdayOf(day) % 6 !== 0 && !closed.has(day);

function ordinal(place: number): string {
  const size = Math.abs(place);
  if (size === 1) return place > 0 ? 'first' : 'last';
  const ending = size % 100 > 10 && size % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][size % 10] ?? 'th');
  return `${size}${ending}${place > 0 ? '' : ' last'}`;
}

/** The places of the month that demand stands out on, the clearest first; each day is explained by one. */
function learnMonthDays(
  { first, values }: UsageGrid,
  closed: ReadonlySet<number>,
  explained: Set<number>,
): readonly EffectSource[] {
  let residuals = computeResiduals(values);
  // Without a day that stands out there is nothing to sort.
  if (!residuals.standsOut.some((value) => Math.abs(value) >= MIN_DEVIATIONS * residuals.noise)) return [];
  const byPlace = groupBy(values.length, (t) => monthPlaces(first + t, closed));
  const found = new Map<string, StepEffect>();
  const sources: EffectSource[] = [];
  while (sources.length < MAX_MONTH_EFFECTS) {
    let best: { place: string; days: readonly number[]; score: number } | undefined;
    for (const [place, all] of byPlace) {
      const days = all.filter((t) => !explained.has(t) && !Number.isNaN(residuals.standsOut[t]!));
      if (found.has(place) || days.length < MIN_MONTHS || !recurs(residuals, days)) continue;
      const score = days.length * middleOf(residuals.values, days) ** 2;
      if (score > (best?.score ?? 0)) best = { place, days, score };
    }
    if (best === undefined) break;
    const { place, days } = best;
    const shared = shareEffect(residuals, days);
    found.set(place, shared.step);
    for (const t of byPlace.get(place)!) explained.add(t);
    residuals = computeResiduals(values, explained);
    sources.push({
      kind: 'month_day',
      name: `${place} of the month`,
      learnedFrom: days.length,
      ...withoutStep(shared),
      effectOn: byDay((day) => {
        // A day with two places has the effect of the clearer one.
        const own = monthPlaces(day, closed);
        const winner = [...found.keys()].find((name) => own.includes(name));
        return winner === place ? shared.step : undefined;
      }),
    });
  }
  return sources;
}

/**
 * Whether nearly all of some days stand out in one direction, and the last ones were to be foretold from the others.
 */
function recurs({ relative, values, standsOut, noise }: DayResiduals, days: readonly number[]): boolean {
  const effect = middleOf(values, days);
  if (Math.abs(effect) < Math.max(MIN_DEVIATIONS * noise, relative ? MIN_SHARE : 0)) return false;
  const shown = days.filter((t) => standsOut[t]! * Math.sign(effect) >= Math.abs(effect) / 2).length;
  if (days.length - shown > Math.floor(days.length / OCCURRENCES_PER_MISS)) return false;
  const held = Math.max(1, Math.floor(days.length / 3));
  const foretold = middleOf(values, days.slice(0, -held));
  const squares = (around: number): number => days.slice(-held).reduce((sum, t) => sum + (values[t]! - around) ** 2, 0);
  return squares(foretold) < MAX_HOLDOUT_SHARE * squares(0);
}

const middleOf = (values: Float64Array, days: readonly number[]): number =>
  sortToMedian(Float64Array.from(days, (t) => values[t]!));

function groupBy(count: number, keysOf: (t: number) => readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (let t = 0; t < count; t++) {
    for (const key of keysOf(t)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [t]);
      else group.push(t);
    }
  }
  return groups;
}

/** An effect by the day, looked up once for all hours of it. */
function byDay(effectOf: (day: number) => StepEffect | undefined): (from: number) => StepEffect | undefined {
  let last = NaN;
  let effect: StepEffect | undefined;
  return (from) => {
    const day = dayOf(from);
    if (day !== last) [last, effect] = [day, effectOf(day)];
    return effect;
  };
}

const YEAR = 365;
/** Days that stand out by more than this are peaks; a series with more of them than this share is one of bursts. */
const MIN_PEAK_DEVIATIONS = 6;
const MIN_PEAK_SHARE = 0.05;
const MAX_PEAKS_SHARE = 0.03;
/** Peaks of one place are within this factor of each other. */
const MAX_PEAK_RATIO = 2;
/** So many peaks recur by chance less often than this. */
const MAX_CHANCE = 0.02;
/** Places of the year that a day has, of which any may be the one that recurs. */
const YEAR_PLACES = 5;

/**
 * Sharp peaks (and gaps) that came at one place of each of the last two years: on a date, a weekday of a month counted
 * from its start or its end, or days counted from Easter or from Thanksgiving. They count where more of them recur than
 * chance brings about.
 */
function learnYearlyPeaks({ first, values }: UsageGrid, explained: ReadonlySet<number>): readonly EffectSource[] {
  if (values.length <= YEAR) return [];
  const residuals = computeResiduals(values, explained);
  const { standsOut, noise, relative } = residuals;
  const least = Math.max(MIN_PEAK_DEVIATIONS * noise, relative ? MIN_PEAK_SHARE : 0);
  const isPeak = (t: number): boolean =>
    Math.abs(residuals.values[t]!) >= least &&
    !explained.has(t) &&
    standsOut[t]! * Math.sign(residuals.values[t]!) >= Math.abs(residuals.values[t]!) / 2;
  const peaks = Array.from(values.keys()).filter(isPeak);
  const recent = peaks.filter((t) => t >= values.length - YEAR);
  const older = peaks.length - recent.length;
  if (recent.length === 0 || older === 0 || peaks.length > MAX_PEAKS_SHARE * values.length) return [];
  const byPlace = groupBy(values.length, (t) => yearPlaces(first + t));
  /** By what factor peaks of one place differ at most; undefined where they are not alike. */
  const unlikeness = (t: number, place: string): number | undefined => {
    const others = byPlace.get(place)!.filter((other) => t - other > YEAR / 2 && !Number.isNaN(standsOut[other]!));
    const ratios = others.map((other) => (isPeak(other) ? residuals.values[t]! / residuals.values[other]! : 0));
    const most = Math.max(...ratios.map((ratio) => (ratio > 0 ? Math.max(ratio, 1 / ratio) : Infinity)));
    return others.length > 0 && most <= MAX_PEAK_RATIO ? most : undefined;
  };
  const found = new Map<string, readonly number[]>();
  for (const t of recent) {
    const places = yearPlaces(first + t).flatMap((place) => {
      const most = unlikeness(t, place);
      return most === undefined ? [] : [{ place, most }];
    });
    const best = places.sort((a, b) => a.most - b.most)[0];
    if (best !== undefined) found.set(best.place, byPlace.get(best.place)!.filter(isPeak));
  }
  const byChance = (recent.length * (older / Math.max(1, values.length - YEAR)) * YEAR_PLACES) / MAX_PEAK_RATIO;
  if (found.size === 0 || poissonTail(found.size, byChance) > MAX_CHANCE) return [];
  return [...found].map(([place, days]): EffectSource => {
    const shared = shareEffect(residuals, days);
    return {
      kind: 'yearly_peak',
      name: place,
      learnedFrom: days.length,
      ...withoutStep(shared),
      effectOn: byDay((day) => (yearPlaces(day).find((name) => found.has(name)) === place ? shared.step : undefined)),
    };
  });
}

/** The probability of at least so many where so many are expected. */
function poissonTail(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= expected / (k + 1);
  }
  return Math.max(0, 1 - below);
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** Days that follow Thanksgiving and belong to it, until the Monday; days from Carnival to Corpus Christi. */
const THANKSGIVING_DAYS = [0, 4] as const;
const EASTER_DAYS = [-48, 60] as const;

/** The places that a day has in its year, those first that explain two years at once more strictly. */
function yearPlaces(day: number): readonly string[] {
  const date = new Date(day * DAY * 1000);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const weekday = weekdayOf(day);
  const places: string[] = [];
  const first = Date.UTC(year, 10, 1) / 1000 / DAY;
  const sinceThanksgiving = day - (first + ((4 - weekdayOf(first) + WEEK) % WEEK) + 3 * WEEK);
  if (sinceThanksgiving >= THANKSGIVING_DAYS[0] && sinceThanksgiving <= THANKSGIVING_DAYS[1])
    places.push(sinceThanksgiving === 0 ? 'Thanksgiving' : `Thanksgiving +${sinceThanksgiving}`);
  const sinceEaster = day - easterSunday(year);
  if (sinceEaster >= EASTER_DAYS[0] && sinceEaster <= EASTER_DAYS[1])
    places.push(sinceEaster === 0 ? 'Easter' : `Easter ${sinceEaster > 0 ? '+' : ''}${sinceEaster}`);
  const monthName = MONTHS[month]!;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const nth = Math.ceil(dayOfMonth / WEEK);
  places.push(`${ordinal(nth)} ${WEEKDAYS[weekday]} of ${monthName}`);
  if (dayOfMonth + WEEK > length) places.push(`last ${WEEKDAYS[weekday]} of ${monthName}`);
  places.push(`${monthName} ${dayOfMonth}`);
  return places;
}

/** The day of Easter Sunday by the Gregorian calendar (Meeus 1991, after Butcher 1876). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Date.UTC(year, month - 1, day) / 1000 / DAY;
}
