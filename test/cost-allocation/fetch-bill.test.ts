import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { CostAllocationService } from '../../src/cost-allocation/index.js';
import { orThrow } from '../../src/prelude.js';
import { month } from '../../src/time/calendar.js';
import { charge } from './bill.js';

const march = orThrow(month('2026-03'));
const tenants = [{ tenantId: 'acme', tier: 'pro', createdAt: 0, deletedAt: null }];
const ports = memoryCostPorts({ tenants, charges: [], now: new Date('2026-04-10') });
const serviceOf = (charges: (query: unknown, signal: AbortSignal) => unknown, deadlineSeconds = 0.1) =>
  new CostAllocationService({ ...ports, billing: { charges } as never }, { deadlineSeconds });

describe('a bill in batches', () => {
  it('that goes on without a charge ends at the deadline, and the port is told', async () => {
    let closed = false;
    let stop: AbortSignal | undefined;
    const service = serviceOf(async function* (_query, signal) {
      stop = signal;
      try {
        for (;;) yield [];
      } finally {
        closed = true;
      }
    });
    expect(await service.calculateTenantAllocation('acme', march)()).toMatchObject({
      left: { _tag: 'PortFailure', reason: 'no charge within 0.1 s, only empty batches' },
    });
    expect([closed, stop?.aborted]).toEqual([true, true]);
  });

  it('that hangs in the middle ends at the deadline, and its signal is aborted', async () => {
    let stop: AbortSignal | undefined;
    const service = serviceOf(async function* (_query, signal) {
      stop = signal;
      yield [charge('acme', '1.00')];
      await new Promise(() => undefined);
    });
    expect(await service.calculateTenantAllocation('acme', march)()).toMatchObject({ left: { _tag: 'PortFailure' } });
    expect(stop?.aborted).toBe(true);
  });
});
