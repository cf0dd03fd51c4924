import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { E, type Either, orThrow } from '../../src/prelude.js';
import {
  day,
  getBucket,
  getLatestBuckets,
  type Granularity,
  isoWeek,
  lastMonths,
  month,
} from '../../src/time/calendar.js';
import {
  epochToDate as dateOf,
  epochSeconds,
  type EpochSeconds,
  intersection,
  interval,
  overlapSeconds,
  period,
  type Period,
  toEpochSeconds,
  toInterval,
} from '../../src/time/period.js';

const iso = ({ start, end }: Period): string => `${start.toISOString()} ${end.toISOString()}`;
const messageOf = (outcome: Either<Error, unknown>): string => (E.isLeft(outcome) ? outcome.left.message : 'right');

describe('month', () => {
  it('reaches from midnight to midnight in UTC unless a zone is named', () => {
    expect(iso(orThrow(month('2026-03')))).toBe('2026-03-01T00:00:00.000Z 2026-04-01T00:00:00.000Z');
    expect(iso(orThrow(month('2026-12')))).toBe('2026-12-01T00:00:00.000Z 2027-01-01T00:00:00.000Z');
  });

  it('follows the clock of the zone over its changes', () => {
    expect(iso(orThrow(month('2026-03', 'Europe/Berlin')))).toBe('2026-02-28T23:00:00.000Z 2026-03-31T22:00:00.000Z');
    expect(iso(orThrow(month('2026-11', 'America/New_York')))).toBe(
      '2026-11-01T04:00:00.000Z 2026-12-01T05:00:00.000Z',
    );
    expect(iso(orThrow(month('2026-01', 'Asia/Kathmandu')))).toBe('2025-12-31T18:15:00.000Z 2026-01-31T18:15:00.000Z');
  });

  it('refuses what is no month, and names it', () => {
    for (const text of ['2026-13', '2026-00', '2026-3', '26-03', '2026-03-01', ' 2026-03', '', null, 202603, {}])
      expect(messageOf(month(text as string))).toMatch(/^not a period: expected a month as YYYY-MM, got /);
    expect(messageOf(month('2026-03', 'Mars/Base'))).toMatch(/Mars\/Base/);
  });
});

describe('day', () => {
  it('has 23 hours when the clock goes forward and 25 when it goes back', () => {
    const hours = ({ start, end }: Period): number => (end.getTime() - start.getTime()) / 3_600_000;
    expect(hours(orThrow(day('2026-03-29', 'Europe/Berlin')))).toBe(23);
    expect(hours(orThrow(day('2026-10-25', 'Europe/Berlin')))).toBe(25);
    expect(iso(orThrow(day('2024-02-29')))).toBe('2024-02-29T00:00:00.000Z 2024-03-01T00:00:00.000Z');
  });

  it('refuses days that the calendar does not have', () => {
    for (const text of ['2026-02-29', '2026-04-31', '2026-01-00', '2026-1-1'])
      expect(messageOf(day(text))).toMatch(/expected a day as YYYY-MM-DD/);
  });
});

describe('isoWeek', () => {
  it('begins on a Monday; week 1 holds the first Thursday', () => {
    expect(iso(orThrow(isoWeek('2026-W01')))).toBe('2025-12-29T00:00:00.000Z 2026-01-05T00:00:00.000Z');
    expect(iso(orThrow(isoWeek('2021-W01')))).toBe('2021-01-04T00:00:00.000Z 2021-01-11T00:00:00.000Z');
    expect(iso(orThrow(isoWeek('2026-W53')))).toBe('2026-12-28T00:00:00.000Z 2027-01-04T00:00:00.000Z');
  });

  it('refuses a week 53 of a year that has 52', () => {
    expect(messageOf(isoWeek('2025-W53'))).toMatch(/expected an ISO week as YYYY-Www, got "2025-W53"/);
    expect(messageOf(isoWeek('2026-W00'))).toMatch(/ISO week/);
  });
});

describe('lastMonths', () => {
  it('gives complete months only, oldest first', () => {
    expect(orThrow(lastMonths(2, new Date('2026-03-31T23:59:59Z'))).map(iso)).toEqual([
      '2026-01-01T00:00:00.000Z 2026-02-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z 2026-03-01T00:00:00.000Z',
    ]);
    expect(orThrow(lastMonths(1, new Date('2026-03-31T22:00:00Z'), 'Europe/Berlin')).map(iso)).toEqual([
      '2026-02-28T23:00:00.000Z 2026-03-31T22:00:00.000Z',
    ]);
  });

  it('refuses counts and instants out of range', () => {
    for (const count of [0, -1, 1.5, NaN, 1e9, '3'])
      expect(E.isLeft(lastMonths(count as number, new Date(0)))).toBe(true);
    for (const now of [new Date(NaN), 5, null]) expect(E.isLeft(lastMonths(1, now as Date))).toBe(true);
  });
});

describe('a Temporal object', () => {
  it('is taken wherever a Date is', () => {
    const instant = (text: string): { readonly epochMilliseconds: number } => ({ epochMilliseconds: Date.parse(text) });
    expect(iso(orThrow(period(instant('2026-03-01T00:00Z'), new Date('2026-03-02T00:00Z'))))).toBe(
      '2026-03-01T00:00:00.000Z 2026-03-02T00:00:00.000Z',
    );
    expect(orThrow(lastMonths(1, instant('2026-03-01T00:00Z'))).map(iso)).toEqual([
      '2026-02-01T00:00:00.000Z 2026-03-01T00:00:00.000Z',
    ]);
    expect(messageOf(period({ epochMilliseconds: NaN }, new Date(0)))).toMatch(/start is not a valid date/);
  });
});

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
