import { describe, expect, it } from 'vitest';
import { faultStorm } from './fault-storm.js';

describe('a service that fails one request in five, and for a while every one', () => {
  it('costs no call its end: a value or a typed error for each, the circuit opens and closes, nothing is left', async () => {
    const timersBefore = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const storm = await faultStorm({ calls: 800, seed: 11, atOnce: 10 });
    const failed = Object.values(storm.failures).reduce((sum, n) => sum + n, 0);
    expect(storm.surprises).toBe(0);
    expect(storm.values + failed).toBe(800);
    expect(storm.values).toBeGreaterThan(600);
    expect(storm.failures.circuit_open).toBeGreaterThan(0);
    expect(storm.opened).toBeGreaterThan(0);
    expect(storm.closed).toBeGreaterThan(0);
    expect(storm.connections).toBeLessThanOrEqual(20);
    expect(storm.timers).toBeLessThanOrEqual(timersBefore + 1);
  });
});
