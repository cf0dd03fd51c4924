import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { groupCharges } from '../../src/cost-allocation/group-charges.js';
import {
  Charge,
  type ChargeQuery,
  type ChargeTotal,
  type CostAllocationPorts,
  CostAllocationService,
  type TotalsQuery,
} from '../../src/cost-allocation/index.js';
import { fromUnits } from '../../src/money/units.js';
import { E, type Either, orThrow } from '../../src/prelude.js';
import {
  allocate,
  charge,
  D,
  JUNE,
  JUNE_START,
  juneDay,
  rule,
  tenant,
  tenants,
  texts,
  usage,
  weights,
} from './bill.js';

const data = {
  tenants: tenants('a', 'b'),
  charges: [
    charge('a', '10.00', { resourceId: 'vm' }),
    usage('a', '1'),
    usage('b', '3'),
    charge(null, '0.07'),
    charge(null, '5', { category: 'support' }),
    charge('b', '7.77', { start: JUNE_START - 5000, end: juneDay(3) }),
    charge('ghost', '1'),
  ],
  ownership: [{ resourceId: 'vm', tenantId: 'b', start: juneDay(7), end: juneDay(9) }],
  rules: [rule('r', { strategy: 'equal', effectiveFrom: juneDay(4) })],
  now: new Date('2024-07-05T00:00:00Z'),
};
const ports = (more: Partial<CostAllocationPorts> = {}): CostAllocationPorts => ({ ...memoryCostPorts(data), ...more });
const total = async (p: CostAllocationPorts): Promise<string> => {
  const { results } = await orThrow(new CostAllocationService(p, { currency: 'USD' }).allocateBill(JUNE));
  return JSON.stringify(results.map((r) => [r.tenantId, r.breakdown]));
};
const tagOf = async (outcome: () => Promise<Either<Error, unknown>>): Promise<string | undefined> => {
  const result = await outcome();
  return E.isLeft(result) ? (result.left as Error & { _tag: string })._tag : undefined;
};

/** A store that adds up for itself, built on the plain grouping of the charges that it may add up. */
const totalsOf = (query: TotalsQuery): ChargeTotal[] => {
  const inside = memoryCostPorts({ ...data, charges: data.charges }).billing;
  const all = inside.charges(
    { period: { start: query.intervals[0]!.start, end: query.intervals.at(-1)!.end } },
    new AbortController().signal,
  ) as Charge[];
  const rest = new Set(
    inside.charges(
      { period: { start: query.intervals[0]!.start, end: query.intervals.at(-1)!.end }, excludeCoveredBy: query },
      new AbortController().signal,
    ) as Charge[],
  );
  return all
    .filter((row) => !rest.has(row))
    .flatMap((row) => {
      const tenantIds = new Set(row.tenantId === null ? [] : [row.tenantId]);
      const grouped = orThrow(
        groupCharges([row], {
          ...query,
          unusedCommitments: 'exclude',
          intervals: query.intervals,
          scale: 0,
          tenantIds,
          owners: new Map(),
          keepLines: false,
        }),
      );
      return grouped.sums.map((sum): ChargeTotal => ({
        tenantId: row.tenantId,
        category: sum.category,
        currency: sum.currency,
        month: sum.month,
        interval: sum.interval,
        cost: fromUnits(sum.cost, grouped.costScale),
        ...(row.usageQuantity === undefined ? {} : { usageQuantity: row.usageQuantity }),
        costly: sum.cost > 0n,
      }));
    });
};

describe('the billing port', () => {
  const { billing } = memoryCostPorts(data);
  const all = (query: ChargeQuery) => billing.charges(query, new AbortController().signal) as Charge[];
  it('may answer in rows, batches, wire form or columns: the same digits', async () => {
    const plain = await total(ports());
    const batches = function* (query: ChargeQuery) {
      for (const row of all(query)) yield [row];
    };
    expect(await total(ports({ billing: { charges: batches } }))).toBe(plain);
    expect(
      await total(
        ports({
          billing: {
            charges: async function* (query) {
              yield* batches(query);
            },
          },
        }),
      ),
    ).toBe(plain);
    expect(
      await total(
        ports({
          billing: { charges: async (query) => all(query).map((row) => Charge.encode(row)) as unknown as Charge[] },
        }),
      ),
    ).toBe(plain);
    const columns = (rows: Charge[]) => ({
      rows: rows.length,
      tenantId: { codes: Uint32Array.from(rows, (_, i) => i), names: rows.map((row) => row.tenantId) },
      category: { codes: Uint32Array.from(rows, (_, i) => i), names: rows.map((row) => row.category) },
      currency: { codes: new Uint8Array(rows.length), names: ['USD'] },
      resourceId: { codes: Uint32Array.from(rows, (_, i) => i), names: rows.map((row) => row.resourceId ?? null) },
      cost: { units: BigInt64Array.from(rows, (row) => BigInt(row.cost.times(100).toFixed())), scale: 2 },
      start: Float64Array.from(rows, (row) => row.start),
      end: Float64Array.from(rows, (row) => row.end),
    });
    const split = (query: ChargeQuery) => [
      all(query).filter((row) => row.usageQuantity !== undefined),
      columns(all(query).filter((row) => row.usageQuantity === undefined)),
    ];
    expect(await total(ports({ billing: { charges: split } }))).toBe(plain);
  });
  it('may add up what lies in one interval: the same digits', async () =>
    expect(await total(ports({ billing: { charges: billing.charges, totals: totalsOf } }))).toBe(await total(ports())));
  it('may add up a whole history in one call: the same bytes', async () => {
    const asked: number[] = [];
    const adding = {
      charges: billing.charges,
      totals: (query: TotalsQuery) => (asked.push(query.intervals.length), totalsOf(query)),
    };
    const history = async (more: Partial<CostAllocationPorts>): Promise<string> =>
      JSON.stringify(
        await orThrow(new CostAllocationService(ports(more), { currency: 'USD' }).getHistoricalCosts('b', 40, 'daily')),
      );
    expect(await history({ billing: adding })).toBe(await history({}));
    expect(asked).toEqual([40]);
  });
  it('an answer of another shape, a late batch that fails, and a hanging one are typed errors', async () => {
    const run = (charges: unknown) =>
      tagOf(
        new CostAllocationService(ports({ billing: { charges: () => charges as Charge[] } }), {
          deadlineSeconds: 0.005,
        }).allocateBill(JUNE),
      );
    for (const answer of [
      null,
      7,
      'text',
      {},
      [null],
      [{}],
      [{ ...data.charges[0], cost: 1.5 }],
      [{ rows: 1, tenantId: {} }],
    ])
      expect(await run(answer)).toBe('DecodeError');
    expect(
      await run(
        (function* () {
          yield [data.charges[0]];
          throw new Error('gone');
        })(),
      ),
    ).toBe('PortFailure');
    expect(await run({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) })).toBe(
      'PortFailure',
    );
    expect(await run(new Promise(() => undefined))).toBe('PortFailure');
    expect(await tagOf(new CostAllocationService(ports(), { signal: AbortSignal.abort() }).allocateBill(JUNE))).toBe(
      'Cancelled',
    );
  });
  it('a row of another tenant is an error where one tenant was asked for', async () => {
    const leaky = ports({ billing: { charges: () => data.charges } });
    expect(await tagOf(new CostAllocationService(leaky).getCostByTags('a', [], JUNE))).toBe('ForeignTenant');
  });
});

describe('calculateTenantAllocation', () => {
  const service = new CostAllocationService(ports(), { currency: 'USD' });
  it('gives zeros to a known tenant without anything, an error to an unknown one', async () => {
    const quiet = new CostAllocationService(
      ports({ tenants: { list: () => [...data.tenants, tenant('q', { createdAt: juneDay(40) })] } }),
      { currency: 'USD' },
    );
    const result = await orThrow(quiet.calculateTenantAllocation('q', JUNE));
    expect(texts(result.breakdown)).toEqual({
      compute: '0.00',
      storage: '0.00',
      network: '0.00',
      shared: '0.00',
      reserved: '0.00',
      support: '0.00',
    });
    expect(await tagOf(service.calculateTenantAllocation('x', JUNE))).toBe('UnknownTenant');
    expect(await tagOf(service.calculateTenantAllocation('__proto__', JUNE))).toBe('UnknownTenant');
    expect(await tagOf(service.calculateTenantAllocation('a', { start: JUNE.end, end: JUNE.start }))).toBe(
      'InvalidPeriod',
    );
  });
  it('takes the rules that it is given instead of the stored ones, and stores the result under a lasting id', async () => {
    const own = memoryCostPorts(data);
    const other = new CostAllocationService(own, { currency: 'USD' });
    const all = rule('all', { strategy: 'custom', weightByTenant: weights({ a: '1' }) });
    expect((await orThrow(other.calculateTenantAllocation('a', JUNE, [all]))).breakdown.shared.toFixed()).toBe('0.07');
    expect((await orThrow(other.calculateTenantAllocation('a', JUNE, [all]))).allocationId).toBe(
      own.stored.results[0]!.allocationId,
    );
    expect(own.stored.results).toHaveLength(1);
  });
  it('a rule that cannot be read or followed is an error', async () => {
    expect(await tagOf(service.calculateTenantAllocation('a', JUNE, [{ category: 'gold' } as never]))).toBe(
      'DecodeError',
    );
    expect(await tagOf(service.calculateTenantAllocation('a', JUNE, 'rules' as never))).toBe('DecodeError');
  });
  it('a rates port turns other currencies into one; without it their charges are an error', async () => {
    const euro = {
      ...data,
      charges: [charge('a', '10', { currency: 'EUR' })],
      rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.25') }],
    };
    const run = (p: CostAllocationPorts) =>
      new CostAllocationService(p, { currency: 'USD' }).calculateTenantAllocation('a', JUNE);
    expect((await orThrow(run(memoryCostPorts(euro)))).totalAllocated.toFixed()).toBe('12.5');
    const { rates: _none, ...without } = memoryCostPorts(euro);
    expect(await tagOf(run(without))).toBe('MissingRate');
  });
});

describe('allocateSharedCosts', () => {
  const share = async (cost: string, more: object, ...args: ['proportional' | 'equal' | 'tiered' | 'custom']) =>
    texts(await orThrow(new CostAllocationService(ports(more)).allocateSharedCosts(cost, 'compute', JUNE, ...args)));
  it('by usage of the category, or equally', async () => {
    const used = {
      billing: memoryCostPorts({
        ...data,
        charges: [usage('a', '1'), usage('b', '3'), usage('a', '9', { category: 'storage' })],
      }).billing,
    };
    expect(await share('100.00', used, 'proportional')).toEqual({ a: '25.00', b: '75.00' });
    expect(await share('0.03', {}, 'equal')).toEqual({ a: '0.02', b: '0.01' });
    expect(await share('-0.03', {}, 'equal')).toEqual({ a: '-0.02', b: '-0.01' });
    expect(await share('0', {}, 'equal')).toEqual({ a: '0.00', b: '0.00' });
  });
  it('by the weights of the rules for the category; without them it is an error', async () => {
    const rules = {
      list: () => [rule('c', { category: 'compute', strategy: 'custom', weightByTenant: weights({ a: '1', b: '2' }) })],
      save: () => undefined,
    };
    expect(await share('9', { rules }, 'custom')).toEqual({ a: '3.00', b: '6.00' });
    const service = new CostAllocationService(ports());
    expect(await tagOf(service.allocateSharedCosts(D('1'), 'compute', JUNE, 'tiered'))).toBe('MissingWeights');
  });
  it('without an active tenant it is unallocated; with no usage the fallback is logged', async () => {
    expect(await share('50.00', { tenants: { list: () => [] } }, 'equal')).toEqual({ __unallocated__: '50.00' });
    const own = memoryCostPorts({ ...data, charges: [] });
    await orThrow(new CostAllocationService(own).allocateSharedCosts(D('1'), 'compute', JUNE));
    expect(own.stored.log[0]).toMatchObject({ level: 'warning', context: { fallback: 'equal' } });
  });
  it('refuses floats, strangers and nonsense', async () => {
    const service = new CostAllocationService(ports());
    expect(await tagOf(service.allocateSharedCosts(1.5 as never, 'compute', JUNE))).toBe('InvalidDecimal');
    expect(await tagOf(service.allocateSharedCosts(D('1'), 'constructor' as never, JUNE))).toBe('InvalidCostOption');
    expect(await tagOf(service.allocateSharedCosts(D('1'), 'compute', JUNE, 'toString' as never))).toBe(
      'InvalidCostOption',
    );
  });
});

describe('createAllocationRule', () => {
  it('fills in what is left out, and stores what makes sense', async () => {
    const own = memoryCostPorts({ ...data, rules: [] });
    const service = new CostAllocationService(own);
    expect(await orThrow(service.createAllocationRule({ name: 'by usage' }))).toBe('id-1');
    expect(own.stored.rules[0]).toMatchObject({
      category: 'shared',
      strategy: 'proportional',
      effectiveFrom: data.now.getTime() / 1000,
      isActive: true,
      effectiveUntil: null,
    });
    expect(await orThrow(service.createAllocationRule(rule('mine')))).toBe('mine');
    expect(await tagOf(service.createAllocationRule({ strategy: 'custom' }))).toBe('MissingWeights');
    expect(await tagOf(service.createAllocationRule({ category: 'x' as never }))).toBe('DecodeError');
    expect(own.stored.rules).toHaveLength(2);
  });
  it('answers when a port throws or is not there, and when the draft is hostile', async () => {
    const broken = {
      next: () => {
        throw new Error('no ids');
      },
    };
    expect(await tagOf(new CostAllocationService(ports({ ids: broken })).createAllocationRule({}))).toBe('PortFailure');
    const { rules: _none, ...without } = ports();
    expect(await tagOf(new CostAllocationService(without).createAllocationRule({}))).toBe('MissingPort');
    const hostile = {
      get name(): string {
        throw new Error('boom');
      },
    };
    for (const draft of [null, 7, 'x', hostile])
      expect(await tagOf(new CostAllocationService(ports()).createAllocationRule(draft as never))).not.toBe('none');
  });
});

describe('allocatePeriod and the service', () => {
  it('agree on the whole bill', async () => {
    const { now: _now, ...bill } = data;
    const pure = allocate({ ...bill, currency: 'USD', keepLines: false });
    expect(
      JSON.stringify(await orThrow(new CostAllocationService(ports(), { currency: 'USD' }).allocateBill(JUNE))),
    ).toBe(JSON.stringify(pure));
  });
});
