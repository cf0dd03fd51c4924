import { describe, expect, it } from 'vitest';
import { E, type Either, orThrow } from '../../src/prelude.js';
import { getWallClock } from '../../src/time/zone.js';
import { getBucket } from '../../src/time/calendar.js';
import type { EpochSeconds } from '../../src/time/period.js';

const messageOf = (outcome: Either<Error, unknown>): string => (E.isLeft(outcome) ? outcome.left.message : 'right');

describe('a wall clock', () => {
  const at = (text: string): number => Date.parse(text) / 1000;
  const berlin = orThrow(getWallClock('Europe/Berlin', at('2025-01-01'), at('2027-01-01')));
  it('shows what the zone shows: two hours ahead of UTC in summer, one in winter', () => {
    expect(berlin.toWall(at('2026-03-29T00:59:59Z'))).toBe(at('2026-03-29T01:59:59Z'));
    expect(berlin.toWall(at('2026-03-29T01:00Z'))).toBe(at('2026-03-29T03:00Z'));
    expect(berlin.toWall(at('2026-10-25T00:59:59Z'))).toBe(at('2026-10-25T02:59:59Z'));
    expect(berlin.toWall(at('2026-10-25T01:00Z'))).toBe(at('2026-10-25T02:00Z'));
  });
  it('takes a time that is skipped for the instant after the gap, of one that is repeated the earlier', () => {
    expect(berlin.toInstant(at('2026-03-29T02:30Z'))).toBe(at('2026-03-29T01:30Z'));
    expect(berlin.toInstant(at('2026-10-25T02:30Z'))).toBe(at('2026-10-25T00:30Z'));
  });
  it('has no summer time where there is none: Sao Paulo since 2019', () => {
    const clock = orThrow(getWallClock('America/Sao_Paulo', at('2025-01-01'), at('2027-01-01')));
    for (const text of ['2026-01-15T12:00Z', '2026-07-15T12:00Z'])
      expect(clock.toWall(at(text))).toBe(at(text) - 3 * 3600);
  });
  it('agrees with the buckets of the zone, in and out of the range that was looked up', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      const clock = orThrow(getWallClock(zone, at('2025-06-01'), at('2026-06-01')));
      for (let day = at('2024-10-01'); day < at('2027-01-01'); day += 86_400 * 3.3) {
        const bucket = orThrow(getBucket(Math.floor(day) as EpochSeconds, 'daily', zone));
        expect(clock.toWall(bucket.start) % 86_400).toBe(0);
        expect(clock.toInstant(clock.toWall(bucket.start))).toBe(bucket.start);
      }
    }
  });
  it('refuses a zone that does not exist', () => {
    expect(messageOf(getWallClock('Mars/Olympus', 0, 1))).toMatch(/Mars/);
  });
});
