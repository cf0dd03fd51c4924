import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../../src/adapters/memory/cost.js';
import {
  CostAllocationService,
  type AllocationInput,
  type CostAllocationPorts,
} from '../../../src/cost-allocation/index.js';
import { E, orThrow } from '../../../src/prelude.js';
import { randomBill } from '../../properties/random-bill.js';
import { at, charge, D, reservation, rule, tenants } from '../bill.js';

/** How often each method of the ports was called, besides those that keep one result each. */
const counted = (ports: CostAllocationPorts): { ports: CostAllocationPorts; calls: Map<string, number> } => {
  const calls = new Map<string, number>();
  const count = <Port extends object>(name: string, port: Port): Port =>
    new Proxy(port, {
      get: (target, method) => {
        const value = Reflect.get(target, method) as unknown;
        if (typeof value !== 'function') return value;
        const key = `${name}.${String(method)}`;
        return (...args: unknown[]) => {
          calls.set(key, (calls.get(key) ?? 0) + 1);
          return (value as (...given: unknown[]) => unknown)(...args);
        };
      },
    });
  const { results: _results, ...rest } = ports;
  const all = Object.entries(rest).map(([name, port]) => [name, count(name, port as object)]);
  return { ports: Object.fromEntries(all) as unknown as CostAllocationPorts, calls };
};

const JULY_TENTH = new Date('2024-07-10T12:00:00Z');
const options = { currency: 'USD' };

describe('the calls of a history', () => {
  const data = {
    tenants: tenants('a', 'b'),
    charges: [
      charge('a', '100.01', { start: at('2024-01-10T00:00:00Z'), end: at('2024-07-01T00:00:00Z') }),
      charge(null, '77.77', { currency: 'EUR', start: at('2024-05-01T00:00:00Z'), end: at('2024-06-01T00:00:00Z') }),
    ],
    rules: [rule('r', { strategy: 'equal', effectiveFrom: at('2024-05-20T00:00:00Z') })],
    reservations: [reservation('1200.00', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')],
    rates: ['2024-01', '2024-05'].map((month) => ({ from: 'EUR', to: 'USD', month, rate: D('1.1') })),
    now: JULY_TENTH,
  };
  it('are as many for a year of days as for one day, and each port is asked once', async () => {
    const run = async (periods: number): Promise<object> => {
      const { ports, calls } = counted(memoryCostPorts(data));
      await orThrow(new CostAllocationService(ports, options).getHistoricalCosts('a', periods, 'daily'));
      return Object.fromEntries(calls);
    };
    const once = {
      'billing.charges': 1,
      'clock.now': 1,
      'ownership.intervals': 1,
      'reservations.during': 1,
      'rules.list': 1,
      'tenants.list': 1,
    };
    expect(await run(1)).toEqual(once);
    expect(await run(365)).toEqual({ ...once, 'rates.rates': 1 });
  });
});

describe('a history', () => {
  /** Balances carried from period to period are the one thing that a period alone does not know. */
  const plain = (bill: AllocationInput): AllocationInput => ({
    ...bill,
    rules: bill.rules!.map((r) => ({ ...r, carryForward: false })),
  });
  it('is what each of its periods comes to alone: the same bytes', async () => {
    const by = fc.constantFrom(['monthly', 3] as const, ['weekly', 9] as const);
    await fc.assert(
      fc.asyncProperty(randomBill.map(plain), by, async (bill, [granularity, periods]) => {
        const service = () =>
          new CostAllocationService(memoryCostPorts({ ...bill, now: JULY_TENTH } as never), options);
        const [tenant] = bill.tenants;
        if (tenant === undefined) return;
        const history = await service().getHistoricalCosts(tenant.tenantId, periods, granularity)();
        if (E.isLeft(history)) return;
        for (const told of history.right) {
          const period = { start: new Date(told.periodStart * 1000), end: new Date(told.periodEnd * 1000) };
          const alone = await orThrow(service().calculateTenantAllocation(tenant.tenantId, period));
          expect(JSON.stringify(told)).toBe(JSON.stringify(alone));
        }
      }),
      { numRuns: 60 },
    );
  });
});
