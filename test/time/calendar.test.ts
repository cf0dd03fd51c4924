import { describe, expect, it } from 'vitest';
import { E, orThrow, type Either } from '../../src/prelude.js';
import { day, isoWeek, lastMonths, month } from '../../src/time/calendar.js';
import { period, type Period } from '../../src/time/period.js';

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
