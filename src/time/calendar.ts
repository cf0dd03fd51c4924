import { type InvalidPeriod, invalidPeriod, type UnknownTimeZone } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import {
  type EpochSeconds,
  epochSeconds,
  type Interval,
  isPointInTime,
  type Period,
  type PointInTime,
  toDate,
  toEpochSeconds,
} from './period.js';
import { getWallTime, getZone, toInstant, type Zone } from './zone.js';

/** The calendar's units. Weeks are ISO weeks (Monday first). */
export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

const HOUR_MS = 3_600_000;

/**
 * The calendar bucket that holds an instant, in a zone (UTC unless named); a day is 23 or 25 hours where the clock
 * changes.
 */
export function getBucket(
  instant: EpochSeconds,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone, Interval> {
  return E.map((found: Zone) => bucketAt(instant * 1000, granularity, found))(getZone(zone));
}

/** The latest `count` calendar buckets that have ended by `now`, oldest first. */
export function getLatestBuckets(
  now: EpochSeconds,
  count: number,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone, ReadonlyArray<Interval>> {
  return E.map((found: Zone) => {
    const buckets: Interval[] = [];
    let end: number = bucketAt(now * 1000, granularity, found).start;
    for (let i = 0; i < count; i += 1) {
      const bucket = bucketAt(end * 1000 - 1, granularity, found);
      buckets.push(bucket);
      end = bucket.start;
    }
    return buckets.reverse();
  })(getZone(zone));
}

function bucketAt(instant: number, granularity: Granularity, zone: Zone): Interval {
  if (granularity === 'hourly') {
    const offset = zone.offsetAt(instant);
    const start = Math.floor((instant + offset) / HOUR_MS) * HOUR_MS - offset;
    return { start: toEpochSeconds(new Date(start)), end: toEpochSeconds(new Date(start + HOUR_MS)) };
  }
  const { year, month, day } = getWallTime(zone, instant);
  const at = (m: number, d: number): EpochSeconds => toEpochSeconds(new Date(toInstant(zone, year, m, d)));
  if (granularity === 'monthly') return { start: at(month, 1), end: at(month + 1, 1) };
  if (granularity === 'daily') return { start: at(month, day), end: at(month, day + 1) };
  const monday = day - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7);
  return { start: at(month, monday), end: at(month, monday + 7) };
}

const DAY = 86_400_000;
/** The most calendar units that {@link lastMonths} counts back: a hundred years of months. */
const MAX_MONTHS = 1200;

/**
 * A calendar month in a zone (IANA name, UTC unless named), from midnight to midnight there.
 *
 * @example
 * const march = orThrow(month('2026-03', 'Europe/Berlin')); // 2026-02-28T23:00Z to 2026-03-31T22:00Z
 */
export function month(text: string, zone = 'UTC'): Either<InvalidPeriod | UnknownTimeZone, Period> {
  const found = matchText(/^(\d{4})-(\d{2})$/, text);
  if (found === undefined || !isDay(found[0], found[1], 1)) return refuse(text, 'a month as YYYY-MM');
  const [year, monthOfYear] = found as [number, number];
  return between(zone, [year, monthOfYear, 1], [year, monthOfYear + 1, 1]);
}

/** A calendar day in a zone, `2026-03-29`: 23 or 25 hours where the clock changes. See {@link month}. */
export function day(text: string, zone = 'UTC'): Either<InvalidPeriod | UnknownTimeZone, Period> {
  const found = matchText(/^(\d{4})-(\d{2})-(\d{2})$/, text);
  if (found === undefined || !isDay(...(found as [number, number, number]))) return refuse(text, 'a day as YYYY-MM-DD');
  const [year, monthOfYear, dayOfMonth] = found as [number, number, number];
  return between(zone, [year, monthOfYear, dayOfMonth], [year, monthOfYear, dayOfMonth + 1]);
}

/**
 * An ISO 8601 week in a zone, `2026-W13`: Monday to Monday; week 1 holds the first Thursday of the year. See {@link
 * month}.
 */
export function isoWeek(text: string, zone = 'UTC'): Either<InvalidPeriod | UnknownTimeZone, Period> {
  const found = matchText(/^(\d{4})-W(\d{2})$/, text);
  const [year, week] = (found ?? [0, 0]) as [number, number];
  if (found === undefined || week < 1 || week > weeksOf(year)) return refuse(text, 'an ISO week as YYYY-Www');
  const monday = 1 + (week - 1) * 7 - daysAfterMonday(year);
  return between(zone, [year, 1, monday], [year, 1, monday + 7]);
}

/**
 * The latest `count` calendar months that are complete at `now`, oldest first, in a zone.
 *
 * @example
 * const quarter = orThrow(lastMonths(3, new Date('2026-04-02'))); // January, February, March
 */
export function lastMonths(
  count: number,
  now: PointInTime,
  zone = 'UTC',
): Either<InvalidPeriod | UnknownTimeZone, readonly Period[]> {
  if (!Number.isInteger(count) || count < 1 || count > MAX_MONTHS)
    return refuse(count, `a whole number of months from 1 to ${MAX_MONTHS}`);
  const at = isPointInTime(now) ? epochSeconds(toDate(now).getTime() / 1000) : undefined;
  if (at === undefined || E.isLeft(at)) return refuse(now, 'a valid Date or Temporal instant for now');
  return E.map((buckets: readonly { readonly start: number; readonly end: number }[]) =>
    buckets.map(({ start, end }) => ({ start: new Date(start * 1000), end: new Date(end * 1000) })),
  )(getLatestBuckets(at.right, count, 'monthly', zone));
}

function matchText(pattern: RegExp, text: unknown): readonly number[] | undefined {
  return typeof text === 'string' && text.length <= 10 ? pattern.exec(text)?.slice(1).map(Number) : undefined;
}

function isDay(year: number | undefined, monthOfYear: number | undefined, dayOfMonth: number): boolean {
  if (year === undefined || monthOfYear === undefined || dayOfMonth < 1) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, monthOfYear - 1, dayOfMonth);
  return date.getUTCMonth() === monthOfYear - 1 && date.getUTCDate() === dayOfMonth;
}

/** How many days the fourth of January of a year lies after its Monday, less 3: the offset of week 1 from the first. */
function daysAfterMonday(year: number): number {
  const fourth = new Date(0);
  fourth.setUTCFullYear(year, 0, 4);
  return ((fourth.getUTCDay() + 6) % 7) - 3;
}

function weeksOf(year: number): number {
  const firstMonday = (of: number): number => new Date(0).setUTCFullYear(of, 0, 1 - daysAfterMonday(of));
  return (firstMonday(year + 1) - firstMonday(year)) / (7 * DAY);
}

type CalendarDay = readonly [year: number, month: number, day: number];

function between(zone: string, first: CalendarDay, last: CalendarDay): Either<UnknownTimeZone, Period> {
  return E.map((found: Zone) => ({
    start: new Date(toInstant(found, ...first)),
    end: new Date(toInstant(found, ...last)),
  }))(getZone(zone));
}

function refuse(value: unknown, expected: string): Either<InvalidPeriod, never> {
  return E.left(invalidPeriod({ start: value, end: undefined, reason: `expected ${expected}` }));
}
