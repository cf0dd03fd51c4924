import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  allocatePeriod,
  type AllocationRuleInput,
  type BillingPort,
  type ChargeJson,
  CostAllocationService,
  type PeriodAllocation,
  type TenantJson,
} from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { charge, D, JUNE, JUNE_END, JUNE_START, tenants, texts, totals } from './bill.js';

const drafts = (rules: readonly AllocationRuleInput[]): PeriodAllocation =>
  orThrow(
    allocatePeriod({
      period: JUNE,
      tenants: [{ tenantId: 'a' }, { tenantId: 'b' }],
      rules,
      charges: [
        {
          chargeId: '1',
          tenantId: 'a',
          category: 'compute',
          cost: '30',
          currency: 'EUR',
          start: JUNE_START,
          end: JUNE_END,
        },
        {
          chargeId: '2',
          tenantId: 'b',
          category: 'compute',
          cost: '10',
          currency: 'EUR',
          start: JUNE_START,
          end: JUNE_END,
        },
        { chargeId: '3', category: 'shared', cost: '10', currency: 'EUR', start: JUNE_START, end: JUNE_END },
      ],
    }),
  );
const rulesOf = (allocation: PeriodAllocation): unknown => allocation.results[0]!.allocationMetadata['rules'];

describe('drafts', () => {
  it('may leave out whatever has a default', () => {
    const allocation = drafts([{ category: 'shared', strategy: 'equal' }]);
    expect(totals(allocation)).toEqual({ a: '35.00', b: '15.00' });
    expect(rulesOf(allocation)).toMatchObject([{ ruleId: 'shared equal', effectiveFrom: 0 }]);
    expect(totals(drafts([{}]))).toEqual({ a: '37.50', b: '12.50' });
  });
  it('may be in the wire form, with amounts as text', () => {
    const rule = { strategy: 'custom', weight_by_tenant: { a: '1', b: '4' }, effective_from: JUNE_START } as const;
    const allocation = drafts([rule]);
    expect(totals(allocation)).toEqual({ a: '32.00', b: '18.00' });
    expect(rulesOf(allocation)).toMatchObject([{ ruleId: `shared custom ${JUNE_START}` }]);
  });
  it('of one id are one too many', () => {
    const twice = { category: 'shared', strategy: 'equal' } as const;
    expect(() => drafts([twice, twice])).toThrow(/two rules with the id "shared equal"/);
  });
  it('of the wrong kind are refused: they would displace the rules in force', async () => {
    const text = JSON.stringify({ category: 'shared', strategy: 'equal' });
    const wrong = [
      text,
      null,
      undefined,
      42,
      [],
      true,
      new Map(),
      new Date(),
      { rule: { strategy: 'equal' } },
      () => 1,
    ];
    for (const one of wrong) {
      expect(() => drafts([one as never])).toThrow(/allocation rule/);
      const ports = memoryCostPorts({ tenants: tenants('a'), charges: [], now: new Date() });
      const answer = await new CostAllocationService(ports).createAllocationRule(one as never)();
      expect(E.isLeft(answer) && answer.left.message).toMatch(/expected an object with fields of a rule/);
      expect(ports.stored.rules).toEqual([]);
    }
  });
  it('that are empty are stored as the default rule', async () => {
    const ports = memoryCostPorts({ tenants: tenants('a'), charges: [], now: new Date(5000) });
    expect(orThrow(await new CostAllocationService(ports).createAllocationRule({})())).toBe('id-1');
    expect(ports.stored.rules).toMatchObject([
      { ruleId: 'id-1', category: 'shared', strategy: 'proportional', effectiveFrom: 5, isActive: true },
    ]);
  });
});

describe('ports', () => {
  it('may answer in the wire form of another service, typed', async () => {
    const rows: readonly ChargeJson[] = [
      {
        charge_id: '1',
        tenant_id: 'acme',
        category: 'compute',
        cost: '9.99',
        currency: 'EUR',
        start: JUNE_START,
        end: JUNE_END,
        tags: {},
      },
    ];
    const people: readonly TenantJson[] = [{ tenant_id: 'acme', tier: 'pro', created_at: 0, deleted_at: null }];
    const billing: BillingPort = { charges: async () => rows };
    const service = new CostAllocationService({
      billing,
      tenants: { list: () => people },
      rules: { list: () => [{ strategy: 'equal' }], save: () => {} },
      clock: { now: () => new Date(JUNE_END * 1000) },
      ids: { next: () => 'id' },
    });
    const result = orThrow(await service.calculateTenantAllocation('acme', JUNE)());
    expect(texts(result.breakdown)['compute']).toBe('9.99');
  });
});

describe('weights of tiers and tenants in a proportional rule', () => {
  it('multiply the use of each driver: 70/30 by use, times tier', () => {
    // By use: compute 30 : 10 of 70, storage 10 : 40 of 30. a is on a tier of weight 2: compute 60 : 10, storage 20 : 40.
    const input = {
      period: JUNE,
      tenants: [{ tenantId: 'a', tier: 'pro' }, { tenantId: 'b' }],
      charges: [
        charge('a', '30'),
        charge('b', '10'),
        charge('a', '10', { category: 'storage' }),
        charge('b', '40', { category: 'storage' }),
        charge(null, '100.00'),
      ],
    };
    const shared = (rule: AllocationRuleInput): Record<string, string> =>
      Object.fromEntries(
        orThrow(allocatePeriod({ ...input, rules: [rule] })).results.map((r) => [
          r.tenantId,
          r.breakdown.shared.toFixed(2),
        ]),
      );
    const weightByCategory = { compute: '0.7', storage: '0.3' };
    expect(shared({ weightByCategory })).toEqual({ a: '58.50', b: '41.50' });
    expect(shared({ weightByCategory, weightByTier: { pro: '2' } })).toEqual({ a: '70.00', b: '30.00' });
    expect(shared({ weightByCategory, weightByTenant: { a: '2' } })).toEqual({ a: '70.00', b: '30.00' });
    // By direct cost 40 : 50, a twice by tier and b three times by name: 80 : 150.
    expect(shared({ weightByTier: { pro: '2' }, weightByTenant: { b: '3' } })).toEqual({ a: '34.78', b: '65.22' });
    expect(D('80').times(100).dividedBy(230).toFixed(2)).toBe('34.78');
  });
});
