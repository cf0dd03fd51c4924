import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getDelaySeconds, retryAfterSeconds } from '../../../src/adapters/http/resilience.js';

const options = (random: number) => ({ firstDelaySeconds: 0.2, maxDelaySeconds: 5, random: () => random });

describe('the wait before another try', () => {
  it('doubles at most, up to the longest', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((attempt) => getDelaySeconds(attempt, undefined, options(1)))).toEqual([
      0.2, 0.4, 0.8, 1.6, 3.2, 5, 5,
    ]);
  });

  it('is anything from nothing to that, and never less than asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (attempt, random, asked) => {
          const most = getDelaySeconds(attempt, undefined, options(1));
          expect(getDelaySeconds(attempt, undefined, options(random))).toBeLessThanOrEqual(most);
          expect(getDelaySeconds(attempt, asked, options(random))).toBeGreaterThanOrEqual(asked);
          expect(getDelaySeconds(attempt, asked, options(random))).toBeLessThanOrEqual(Math.max(asked, most));
        },
      ),
    );
  });
});

const now = new Date('2026-11-23T00:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 00:01:30 GMT', 90],
    ['Monday, 23-Nov-26 00:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 00:00:00 GMT', 0],
    ['9'.repeat(30), 31_536_000],
    ['Mon, 23 Nov 2126 00:00:00 GMT', 31_536_000],
  ])('%j asks for %d seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  it.each([[null], [''], ['-1'], ['1.5'], ['soon'], ['1e3'], ['2026-11-23'], ['Mon, nonsense']])(
    '%j asks for nothing',
    (header) => {
      expect(retryAfterSeconds(header, now)).toBeUndefined();
    },
  );
});
