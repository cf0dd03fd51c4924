import type { InvalidPeriod, UnknownTimeZone } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import { type EpochSeconds, type Interval, toEpochSeconds } from './period.js';
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

/**
 * The calendar buckets that a span touches, oldest first, each whole: the first and the last may reach beyond the
 * span.
 */
export function getBuckets(
  asked: Interval,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone | InvalidPeriod, ReadonlyArray<Interval>> {
  return E.map((found: Zone) => {
    const buckets: Interval[] = [];
    for (let at: number = asked.start; at < asked.end;) {
      const bucket = bucketAt(at * 1000, granularity, found);
      buckets.push(bucket);
      at = bucket.end;
    }
    return buckets;
  })(getZone(zone));
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
