import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { E, orThrow } from '../../src/prelude.js';
import { getBucket, getBuckets, getLatestBuckets, type Granularity } from '../../src/time/buckets.js';
import {
  epochToDate as dateOf,
  epochSeconds,
  type EpochSeconds,
  intersection,
  interval,
  overlapSeconds,
  period,
  toEpochSeconds,
  toInterval,
} from '../../src/time/period.js';

const seconds = (text: string): EpochSeconds => orThrow(epochSeconds(Date.parse(text) / 1000));
const hours = (text: string, zone: string, by: Granularity = 'monthly'): number => {
  const bucket = orThrow(getBucket(seconds(text), by, zone));
  return (bucket.end - bucket.start) / 3600;
};
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
];
const granularity = fc.constantFrom<Granularity>('hourly', 'daily', 'weekly', 'monthly');
const instant = fc.integer({ min: 0, max: 2 ** 31 }).map((s) => s as EpochSeconds);

describe('calendar buckets', () => {
  it.each([
    ['2024-03-15T00:00:00Z', 'Europe/Berlin', 743],
    ['2024-10-15T00:00:00Z', 'Europe/Berlin', 745],
    ['2024-11-15T00:00:00Z', 'America/New_York', 721],
    ['2024-04-15T00:00:00Z', 'Australia/Lord_Howe', 720.5],
    ['2024-02-15T00:00:00Z', 'UTC', 696],
  ])('the month of %s in %s has %d hours', (text, zone, count) => expect(hours(text, zone)).toBe(count));
  it('the day on which the clock changes has 23 or 25 hours', () => {
    expect(hours('2024-03-31T10:00:00Z', 'Europe/Berlin', 'daily')).toBe(23);
    expect(hours('2024-10-27T10:00:00Z', 'Europe/Berlin', 'daily')).toBe(25);
  });
  it('weeks begin on Monday', () => {
    const week = orThrow(getBucket(seconds('2024-06-05T12:00:00Z'), 'weekly'));
    expect([dateOf(week.start).toISOString(), dateOf(week.end).toISOString()]).toEqual([
      '2024-06-03T00:00:00.000Z',
      '2024-06-10T00:00:00.000Z',
    ]);
  });
  it('every instant lies in its bucket, and a bucket begins where the one before ends', () => {
    fc.assert(
      fc.property(instant, granularity, fc.constantFrom(...zones), (at, by, zone) => {
        const bucket = orThrow(getBucket(at, by, zone));
        expect(bucket.start <= at && at < bucket.end).toBe(true);
        expect(orThrow(getBucket(bucket.end, by, zone)).start).toBe(bucket.end);
        expect(orThrow(getBucket(bucket.start, by, zone))).toEqual(bucket);
      }),
      { numRuns: 300 },
    );
  });
  it('the buckets of a span adjoin and cover it', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 90 * 86_400 }),
        fc.constantFrom<Granularity>('daily', 'weekly', 'monthly'),
        (start, length, by) => {
          const asked = orThrow(interval(start, start + length));
          const buckets = orThrow(getBuckets(asked, by));
          expect(buckets[0]!.start <= asked.start && buckets.at(-1)!.end >= asked.end).toBe(true);
          buckets.slice(1).forEach((bucket, i) => expect(bucket.start).toBe(buckets[i]!.end));
        },
      ),
      { numRuns: 100 },
    );
  });
  it('the latest complete ones end by now, oldest first', () => {
    fc.assert(
      fc.property(instant, granularity, fc.integer({ min: 1, max: 20 }), (now, by, count) => {
        const buckets = orThrow(getLatestBuckets(now, count, by));
        expect(buckets.length).toBe(count);
        expect(buckets.at(-1)!.end).toBe(orThrow(getBucket(now, by)).start);
        buckets.slice(1).forEach((bucket, i) => expect(bucket.start).toBe(buckets[i]!.end));
      }),
      { numRuns: 100 },
    );
  });
  it('a zone that nobody knows is a typed error', () => {
    for (const outcome of [
      getBucket(seconds('2024-01-01T00:00:00Z'), 'daily', 'Mars/Olympus'),
      getLatestBuckets(seconds('2024-01-01T00:00:00Z'), 1, 'daily', ''),
    ]) {
      expect(E.isLeft(outcome) && outcome.left._tag).toBe('UnknownTimeZone');
    }
  });
});

describe('instants and periods', () => {
  it('milliseconds in disguise, NaN and text are no seconds', () => {
    for (const value of [1_700_000_000_000, Number.NaN, Infinity, '1', null, undefined, 10n]) {
      const outcome = epochSeconds(value as number);
      expect(E.isLeft(outcome) && outcome.left._tag).toBe('InvalidInstant');
    }
    expect(E.isRight(epochSeconds(-1.5))).toBe(true);
    expect(toEpochSeconds(dateOf(1.234))).toBe(1.234);
  });
  it('a period is a copy of its dates', () => {
    const start = new Date(0);
    const made = orThrow(period(start, new Date(1000)));
    start.setTime(5000);
    expect(made.start.getTime()).toBe(0);
  });
  it('what is no period is refused with a reason', () => {
    const day = new Date(0);
    const cases: [unknown, unknown, RegExp][] = [
      ['1970-01-01', day, /start is not a Date/],
      [day, null, /end is not a Date/],
      [new Date(Number.NaN), day, /start is not a valid date/],
      [day, new Date('x'), /end is not a valid date/],
      [day, day, /before end/],
      [new Date(1), day, /before end/],
    ];
    for (const [start, end, reason] of cases) {
      const outcome = period(start as Date, end as Date);
      expect(E.isLeft(outcome) && outcome.left.message).toMatch(reason);
    }
    for (const value of [null, undefined, {}, 'x', 7]) expect(E.isLeft(toInterval(value as never))).toBe(true);
  });
  it('overlap is symmetric, never negative, and that of the intersection', () => {
    const some = fc
      .tuple(fc.nat(100), fc.integer({ min: 1, max: 50 }))
      .map(([start, length]) => orThrow(interval(start, start + length)));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const common = intersection(a, b);
        expect(overlapSeconds(a, b)).toBe(overlapSeconds(b, a));
        expect(overlapSeconds(a, b)).toBe(common === undefined ? 0 : common.end - common.start);
      }),
    );
  });
});
