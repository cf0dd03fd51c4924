import { describe, expect, it } from 'vitest';
import { killHost } from './host-runs.js';

describe('the example host', () => {
  it('ends as if undisturbed however often it is killed and started again: nothing lost, nothing twice', async () => {
    const outcome = await killHost({ kills: 6, seed: 4 });
    expect(outcome.differences).toEqual([]);
    expect(outcome.kills).toBeGreaterThanOrEqual(6);
    expect(outcome.records).toMatchObject({ allocation_results: 9, forecasts: 18 });
    expect(outcome.records['received escalations']).toBeGreaterThan(0);
    expect(outcome.records['received reconciliations']).toBeGreaterThan(0);
  });
});
