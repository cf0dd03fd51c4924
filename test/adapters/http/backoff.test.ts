import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getDelaySeconds, pause } from '../../../src/adapters/http/backoff.js';

const options = (random: number) => ({ firstDelaySeconds: 0.2, longestDelaySeconds: 5, random: () => random });

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

  it('ends at once when it is called off, before or in the middle', async () => {
    await pause(1000, AbortSignal.abort());
    const controller = new AbortController();
    const waiting = pause(1000, controller.signal);
    controller.abort();
    await waiting;
    await pause(0, new AbortController().signal);
    expect(controller.signal.aborted).toBe(true);
  });
});
