import type { InvalidPeriod, UnknownTimeZone } from '../errors/time.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import { secondsOf, type EpochSeconds } from './epoch-seconds.js';
import type { Span } from './period.js';
import { instantOf, wallTime, zoneOf, type Zone } from './zone.js';

/** The calendar's units. Weeks are ISO weeks (Monday first). */
export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

const HOUR = 3_600_000;

/** The calendar bucket that holds an instant, in a zone (UTC unless named); a day is 23 or 25 hours where the clock changes. */
export function bucketContaining(
  instant: EpochSeconds,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone, Span> {
  return E.map((found: Zone) => spanAt(instant * 1000, granularity, found))(zoneOf(zone));
}

/** The calendar buckets that a span touches, oldest first, each whole: the first and the last may reach beyond the span. */
export function bucketsOf(
  asked: Span,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone | InvalidPeriod, ReadonlyArray<Span>> {
  return E.map((found: Zone) => {
    const buckets: Span[] = [];
    for (let at: number = asked.start; at < asked.end;) {
      const bucket = spanAt(at * 1000, granularity, found);
      buckets.push(bucket);
      at = bucket.end;
    }
    return buckets;
  })(zoneOf(zone));
}

/** The latest `count` calendar buckets that have ended by `now`, oldest first. */
export function latestCompleteBuckets(
  now: EpochSeconds,
  count: number,
  granularity: Granularity,
  zone = 'UTC',
): Either<UnknownTimeZone, ReadonlyArray<Span>> {
  return E.map((found: Zone) => {
    const buckets: Span[] = [];
    let end: number = spanAt(now * 1000, granularity, found).start;
    for (let i = 0; i < count; i += 1) {
      const bucket = spanAt(end * 1000 - 1, granularity, found);
      buckets.push(bucket);
      end = bucket.start;
    }
    return buckets.reverse();
  })(zoneOf(zone));
}

function spanAt(instant: number, granularity: Granularity, zone: Zone): Span {
  if (granularity === 'hourly') {
    const offset = zone.offsetAt(instant);
    const start = Math.floor((instant + offset) / HOUR) * HOUR - offset;
    return { start: secondsOf(new Date(start)), end: secondsOf(new Date(start + HOUR)) };
  }
  const { year, month, day } = wallTime(zone, instant);
  const at = (m: number, d: number): EpochSeconds => secondsOf(new Date(instantOf(zone, year, m, d)));
  if (granularity === 'monthly') return { start: at(month, 1), end: at(month + 1, 1) };
  if (granularity === 'daily') return { start: at(month, day), end: at(month, day + 1) };
  const monday = day - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7);
  return { start: at(month, monday), end: at(month, monday + 7) };
}
