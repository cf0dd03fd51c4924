import { describe, expect, it } from 'vitest';
import { compareTotals } from './totals.js';

describe('a bill that PostgreSQL adds up', () => {
  it('is allocated to the digits of the bill in memory, from far fewer rows', async () => {
    const outcome = await compareTotals(20_000);
    expect(outcome.equal).toBe(true);
    expect(outcome.rowsFetched).toBeLessThan(5000);
  }, 60_000);
});
