import { describe, expect, it } from 'vitest';
import { allocatePeriod } from '../../src/cost-allocation/index.js';
import { month } from '../../src/time/calendar.js';

describe('what is no period', () => {
  it.each([
    ['an Either of one', month('2026-03'), /^not a period: it is an Either of one, which orThrow opens, got /],
    ['text', '2026-03', /^not a period: start is not a Date, got start undefined and end undefined$/],
    ['nothing', undefined, /^not a period: start is not a Date/],
  ])('is refused, and the message says what to do: %s', (_, period, message) => {
    const answer = allocatePeriod({ period: period as never, tenants: [], charges: [] });
    expect(answer).toMatchObject({ left: { _tag: 'InvalidPeriod', message: expect.stringMatching(message) } });
  });
});
