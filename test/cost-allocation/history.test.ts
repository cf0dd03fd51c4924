import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  type AllocationInput,
  type Charge,
  type CostAllocationPorts,
  CostAllocationService,
} from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { randomBill } from '../properties/random-bill.js';
import { type Bill, at, between, charge, D, reservation, rule, tenant, tenants, weights } from './bill.js';

const NOW = new Date('2024-07-10T12:00:00Z');
const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07'];
const inMonth = (month: string, cost: string, more: Partial<Charge> = {}): Charge =>
  charge('a', cost, { start: at(`${month}-10T00:00:00Z`), end: at(`${month}-11T00:00:00Z`), ...more });
const over = (charges: Charge[], options = {}, more = {}) => {
  const ports = memoryCostPorts({ tenants: tenants('a', 'b'), charges, now: NOW, ...more });
  return { ports, service: new CostAllocationService(ports, options) };
};
const three = (...costs: string[]) => over(costs.map((cost, i) => inMonth(months[i + 3]!, cost)));
const judge = async (costs: string[], current: string, lookback = 3) =>
  orThrow(three(...costs).service.detectCostAnomalies('a', D(current), lookback));

describe('anomalies', () => {
  it('[100, 110, 90] and 121 is one, 120 is none', async () => {
    const [anomaly] = await judge(['100', '110', '90'], '121');
    expect(anomaly).toMatchObject({ tenantId: 'a', zScore: 2.1 });
    expect([anomaly!.baselineMean.toFixed(), anomaly!.baselineStdDev.toFixed(), anomaly!.increase.toFixed()]).toEqual([
      '100',
      '10',
      '21',
    ]);
    expect(await judge(['100', '110', '90'], '120')).toEqual([]);
  });
  it('a baseline that never varied has a floor, and z is null', async () => {
    expect(await judge(['100', '100', '100'], '100')).toEqual([]);
    expect(await judge(['100', '100', '100'], '100.01')).toEqual([]);
    const [anomaly] = await judge(['100', '100', '100'], '102');
    expect(anomaly!.zScore).toBeNull();
    expect(JSON.stringify(anomaly)).not.toContain('Infinity');
  });
  it('fewer than two periods are not judged, and the log says why', async () => {
    const { ports, service } = three('1', '1', '1');
    expect(await orThrow(service.detectCostAnomalies('a', D('1000'), 1))).toEqual([]);
    expect(ports.stored.log[0]!.context['reason']).toContain('2 complete periods');
    const young = over(
      [inMonth('2024-06', '5')],
      {},
      { tenants: [tenant('a', { createdAt: at('2024-06-02T00:00:00Z') })] },
    );
    expect(await orThrow(young.service.detectCostAnomalies('a', D('1000')))).toEqual([]);
  });
  it('a drop is none', async () => expect(await judge(['100', '110', '90'], '70')).toEqual([]));
  it('of more months the latest three count', async () => {
    const { service } = over(['5000', '1', '9000', '100', '110', '90'].map((cost, i) => inMonth(months[i]!, cost)));
    expect((await orThrow(service.detectCostAnomalies('a', D('121'), 3))).length).toBe(1);
    expect(await orThrow(service.detectCostAnomalies('a', D('121'), 6))).toEqual([]);
  });
  it('the current month is not in its own baseline', async () => {
    const { service } = over(['100', '110', '90', '100000'].map((cost, i) => inMonth(months[i + 3]!, cost)));
    expect((await orThrow(service.detectCostAnomalies('a', D('100000')))).length).toBe(1);
  });
  it('causes add up to the increase and go to the monitor', async () => {
    const vm = { resourceId: 'vm' };
    const { ports, service } = over([
      inMonth('2024-05', '10', vm),
      inMonth('2024-06', '12', vm),
      inMonth('2024-07', '11', vm),
      inMonth('2024-07', '39', { resourceId: 'new' }),
    ]);
    const [anomaly] = await orThrow(service.detectCostAnomalies('a', D('50'), 2));
    expect(anomaly!.suggestedCauses[0]).toMatchObject({ kind: 'new_resource' });
    expect(anomaly!.suggestedCauses.reduce((sum, cause) => sum.plus(cause.amount), D('0')).eq(anomaly!.increase)).toBe(
      true,
    );
    expect(ports.stored.published).toHaveLength(1);
  });
});

describe('history', () => {
  it('the latest complete months, oldest first, empty ones zero', async () => {
    const { service } = over([inMonth('2024-03', '7'), inMonth('2024-06', '9'), inMonth('2024-07', '1000')]);
    const history = await orThrow(service.getHistoricalCosts('a', 4));
    expect(history.map((r) => r.totalAllocated.toFixed())).toEqual(['7', '0', '0', '9']);
    expect(history.map((r) => new Date(r.periodStart * 1000).toISOString().slice(0, 7))).toEqual([
      '2024-03',
      '2024-04',
      '2024-05',
      '2024-06',
    ]);
    expect(Object.keys(history[1]!.breakdown)).toHaveLength(6);
  });
  it('days, weeks and months of one span add up to the same', async () => {
    // 1 April to 1 July 2024 are 91 days and, both being Mondays, 13 ISO weeks.
    const span = { start: at('2024-03-20T07:00:00Z'), end: at('2024-07-05T03:30:00Z') };
    const charges = [
      charge('a', '1234.567', span),
      charge('a', '-0.01', { start: at('2024-04-30T23:00:00Z'), end: at('2024-05-01T01:00:00Z') }),
    ];
    const { service } = over(charges, {}, { now: new Date('2024-07-01T00:00:00Z') });
    const sum = async (n: number, by: 'daily' | 'weekly' | 'monthly') =>
      (await orThrow(service.getHistoricalCosts('a', n, by)))
        .reduce((total, r) => total.plus(r.totalAllocated), D('0'))
        .toFixed();
    const [days, weeks, monthly] = [await sum(91, 'daily'), await sum(13, 'weekly'), await sum(3, 'monthly')];
    expect(days).toBe(monthly);
    expect(weeks).toBe(monthly);
    expect(monthly).not.toBe('0');
  });
  it('refuses nonsense with a typed error', async () => {
    const { service } = over([]);
    for (const outcome of [
      service.getHistoricalCosts('a', 0),
      service.getHistoricalCosts('a', 1.5),
      service.getHistoricalCosts('a', 2, 'yearly' as 'daily'),
    ]) {
      const result = await outcome();
      expect(E.isLeft(result) && result.left._tag).toBe('InvalidCostOption');
    }
    const nobody = await service.getHistoricalCosts('nobody')();
    expect(E.isLeft(nobody) && nobody.left._tag).toBe('UnknownTenant');
  });
});

describe('carried remainders', () => {
  const june = between('2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z');
  it('thirty daily splits of 0.01 by 75/25 come to 0.23 and 0.07', async () => {
    const days = Array.from({ length: 30 }, (_, i) => at('2024-06-01T00:00:00Z') + i * 86_400);
    const charges = days.map((start) => charge(null, '0.01', { start, end: start + 86_400 }));
    const fair = rule('fair', {
      strategy: 'custom',
      weightByTenant: weights({ a: '75', b: '25' }),
      carryForward: true,
    });
    const run = async (carryForward: boolean): Promise<string[]> => {
      const { service } = over(charges, {}, { rules: [{ ...fair, carryForward }] });
      const sums = new Map<string, ReturnType<typeof D>>();
      for (const start of days) {
        const day = { start: new Date(start * 1000), end: new Date((start + 86_400) * 1000) };
        for (const r of (await orThrow(service.allocateBill(day))).results)
          sums.set(r.tenantId, (sums.get(r.tenantId) ?? D('0')).plus(r.totalAllocated));
      }
      return ['a', 'b'].map((id) => sums.get(id)!.toFixed(2));
    };
    expect(await run(true)).toEqual(['0.23', '0.07']);
    expect(await run(false)).toEqual(['0.30', '0.00']);
  });
  it('a period allocated twice starts from the same balance', async () => {
    const fair = rule('fair', { strategy: 'equal', carryForward: true });
    const { service } = over([charge(null, '0.01')], {}, { rules: [fair] });
    const [first, second] = [await orThrow(service.allocateBill(june)), await orThrow(service.allocateBill(june))];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });
});

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
        const [tenant] = (bill as Bill).tenants;
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
