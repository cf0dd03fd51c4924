import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  allocatePeriod,
  amortize,
  CostAllocationService,
  explain,
  type PeriodAllocation,
} from '../../src/cost-allocation/index.js';
import { verifyAllocation } from '../../src/cost-allocation/verification.js';
import { Decimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';
import { E, orThrow } from '../../src/prelude.js';
import { type Bill, JUNE, JUNE_END, JUNE_START } from '../cost-allocation/bill.js';
import { randomBill } from './random-bill.js';
import { runs } from './runs.js';

const lies = ({ start, end }: { start: number; end: number }): boolean =>
  start >= JUNE_START && (start === end ? start < JUNE_END : end <= JUNE_END);
const allocated = (bill: Bill): PeriodAllocation | undefined => {
  const outcome = allocatePeriod(bill);
  // Pools that share everything in a circle are the one thing that a random bill may rightly be refused for.
  if (E.isLeft(outcome)) expect(outcome.left._tag).toBe('ClosedPools');
  return E.isRight(outcome) ? outcome.right : undefined;
};
const inside = (bill: Bill): Bill => ({ ...bill, charges: bill.charges.filter(lies) });

describe('the first law', () => {
  it('tenants and unallocated add up to charges and amortization, exactly', () => {
    fc.assert(
      fc.property(randomBill.map(inside), (bill) => {
        const allocation = allocated(bill);
        if (allocation === undefined) return;
        const charges = sum(bill.charges.map((charge) => charge.cost));
        const reserved = sum(bill.reservations!.map((r) => orThrow(amortize(r, JUNE))));
        expect(sum(allocation.results.map((r) => r.totalAllocated)).eq(charges.plus(reserved))).toBe(true);
        expect(allocation.total.eq(charges.plus(reserved))).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
  it('holds in every category, and every breakdown adds up to its total', () => {
    fc.assert(
      fc.property(randomBill.map(inside), (bill) => {
        const allocation = allocated({ ...bill, reservations: [] });
        for (const category of ['compute', 'shared', 'reserved'] as const) {
          if (allocation === undefined) return;
          const charged = sum(bill.charges.filter((c) => c.category === category).map((c) => c.cost));
          expect(sum(allocation.results.map((r) => r.breakdown[category])).eq(charged)).toBe(true);
        }
        for (const r of allocation!.results) expect(sum(Object.values(r.breakdown)).eq(r.totalAllocated)).toBe(true);
      }),
      { numRuns: runs(100) },
    );
  });
  it('any partition of a period adds up to the whole', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 30 * 86_400_000 - 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(randomBill, cuts, (bill, ms) => {
        const whole = allocated({ ...bill, rules: [] });
        const edges = [0, ...ms.sort((a, b) => a - b), 30 * 86_400_000].map(
          (offset) => new Date(JUNE_START * 1000 + offset),
        );
        const parts = edges
          .slice(1)
          .map((end, i) => allocated({ ...bill, rules: [], period: { start: edges[i]!, end } })!);
        expect(sum(parts.map((part) => part.total)).eq(whole!.total)).toBe(true);
        const direct = (a: PeriodAllocation, key: string): Record<string, string> =>
          Object.fromEntries(a.results.map((r) => [r.tenantId, r.allocationMetadata[key] as string]));
        for (const key of ['direct', 'amortized']) {
          const told = direct(whole!, key);
          const added = new Map<string, Decimal>();
          for (const part of parts)
            for (const [id, text] of Object.entries(direct(part, key)))
              added.set(id, (added.get(id) ?? new Decimal(0)).plus(text));
          for (const [id, total] of added) expect(total.eq(Object.hasOwn(told, id) ? told[id]! : '0')).toBe(true);
        }
      }),
      { numRuns: runs(100) },
    );
  });
  it('the mirror of a bill is the mirror of its allocation, where costs are not weights', () => {
    fc.assert(
      fc.property(randomBill, (bill) => {
        const rules = bill.rules!.map((r) => ({
          ...r,
          strategy: r.strategy === 'proportional' ? ('equal' as const) : r.strategy,
          carryForward: false,
        }));
        // Without owners, so that no charge of a pool is somebody's direct cost: that would be a weight, and negative ones count as zero.
        const pools = {
          ...bill,
          rules,
          ownership: [],
          reservations: [],
          charges: bill.charges.filter((c) => c.tenantId === null),
        };
        const [there, mirrored] = [
          allocated(pools),
          allocated({ ...pools, charges: pools.charges.map((c) => ({ ...c, cost: c.cost.negated() })) }),
        ];
        there?.results.forEach((r, i) =>
          expect(r.totalAllocated.negated().eq(mirrored!.results[i]!.totalAllocated)).toBe(true),
        );
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('determinism', () => {
  it('the order of the input leaves no trace, and the same input gives the same ids', () => {
    fc.assert(
      fc.property(randomBill, fc.infiniteStream(fc.nat()), (bill, random) => {
        const shuffled = <A>(rows: ReadonlyArray<A>): A[] =>
          rows
            .map((row) => ({ row, key: random.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
        const other = {
          ...bill,
          tenants: shuffled(bill.tenants),
          charges: shuffled(bill.charges),
          rules: shuffled(bill.rules!),
          ownership: shuffled(bill.ownership!),
          reservations: shuffled(bill.reservations!),
        };
        expect(JSON.stringify(allocatePeriod(other))).toBe(JSON.stringify(allocatePeriod(bill)));
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the service', () => {
  it('adding up calculateTenantAllocation over all tenants is allocatePeriod', async () => {
    await fc.assert(
      fc.asyncProperty(randomBill, async (bill) => {
        const allocation = allocated({ ...bill, onZeroWeights: 'equal' });
        if (allocation === undefined) return;
        const service = () =>
          new CostAllocationService(memoryCostPorts({ ...bill, now: new Date(0) } as never), { currency: 'USD' });
        let total = new Decimal(0);
        for (const { tenantId } of bill.tenants) {
          const own = await orThrow(service().calculateTenantAllocation(tenantId, JUNE));
          const told = allocation.results.find((r) => r.tenantId === tenantId);
          expect(own.totalAllocated.eq(told?.totalAllocated ?? 0)).toBe(true);
          total = total.plus(own.totalAllocated);
        }
        const nobody = allocation.results.find((r) => r.tenantId === '__unallocated__');
        expect(total.plus(nobody?.totalAllocated ?? 0).eq(allocation.total)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('records', () => {
  it('every allocation verifies, also after a journey as JSON', () => {
    fc.assert(
      fc.property(randomBill, (bill) => {
        const allocation = allocated(bill);
        if (allocation === undefined) return;
        const outcome = verifyAllocation(JSON.parse(JSON.stringify(allocation.record)));
        expect(E.isLeft(outcome) ? outcome.left.message : 'sound').toBe('sound');
      }),
      { numRuns: runs(100) },
    );
  });
  it('an allocation verifies whose rule has one category with a weight other than one', () => {
    const [start, end] = [Date.UTC(2026, 5, 1) / 1000, Date.UTC(2026, 6, 1) / 1000];
    const charge = { currency: 'USD', category: 'compute', start, end, tags: {} } as const;
    const allocation = orThrow(
      allocatePeriod({
        period: { start: new Date(start * 1000), end: new Date(end * 1000) },
        tenants: [{ tenantId: 'a' }, { tenantId: 'b' }],
        rules: [{ category: 'compute', strategy: 'proportional', weightByCategory: { compute: new Decimal(2) } }],
        charges: [
          { ...charge, chargeId: 'own', tenantId: 'a', cost: new Decimal(3) },
          { ...charge, chargeId: 'shared', tenantId: null, cost: new Decimal(1) },
        ],
      }),
    );
    expect(allocation.results.map(({ totalAllocated }) => totalAllocated.toFixed())).toEqual(['4', '0']);
    expect(E.isRight(verifyAllocation(JSON.parse(JSON.stringify(allocation.record))))).toBe(true);
  });
  it('the parts of every explanation add up to its amount, down to charges and legs', () => {
    fc.assert(
      fc.property(randomBill, (bill) => {
        const allocation = allocated(bill);
        for (const { tenantId, totalAllocated } of allocation?.results ?? []) {
          const { amount, parts } = orThrow(explain(allocation!, tenantId));
          expect(amount.eq(totalAllocated)).toBe(true);
          expect(sum(parts.map((part) => part.amount)).eq(amount)).toBe(true);
          for (const part of parts) {
            if (part.kind === 'direct') expect(sum(part.charges.map((c) => c.amount)).eq(part.amount)).toBe(true);
            if (part.kind !== 'shared') continue;
            expect(sum(part.steps.map((leg) => leg.amount)).eq(part.amount)).toBe(true);
            expect(sum(part.charges.map((c) => c.amount)).eq(part.poolAmount)).toBe(true);
            expect(part.quotaFloor.plus(part.remainder).eq(part.amount)).toBe(true);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
