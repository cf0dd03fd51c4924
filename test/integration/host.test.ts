import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killableHost, type KillableHost } from './host-runs.js';

// Processes start and die here, on a machine that may be busy.
const SLOW = 180_000;

let host: KillableHost;
beforeAll(async () => {
  host = await killableHost();
}, SLOW);
afterAll(() => host.stop());

describe('the example host', () => {
  it(
    'ends as if undisturbed however often it is killed and started again: nothing lost, nothing twice',
    async () => {
      const outcome = await host.kill({ kills: 5, seed: 4 });
      expect(outcome.differences).toEqual([]);
      expect(outcome.kills).toBeGreaterThanOrEqual(5);
      expect(outcome.records).toMatchObject({ allocation_results: 4, forecasts: 8 });
      expect(outcome.records['received escalations']).toBeGreaterThan(0);
      expect(outcome.records['received reconciliations']).toBeGreaterThan(0);
    },
    SLOW,
  );

  it(
    'ends the same with a queue and two worker processes, killed and started again',
    async () => {
      const outcome = await host.kill({ kills: 2, seed: 5, fanOut: true });
      expect(outcome.differences).toEqual([]);
      expect(outcome.kills).toBeGreaterThanOrEqual(2);
    },
    SLOW,
  );
});
