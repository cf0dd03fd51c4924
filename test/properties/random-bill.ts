import fc from 'fast-check';
import {
  ALLOCATION_STRATEGIES,
  type AllocationRule,
  type Charge,
  COST_CATEGORIES,
  type Ownership,
  type Reservation,
  type Tenant,
} from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { type Bill, JUNE, JUNE_END, JUNE_START } from '../cost-allocation/bill.js';

/** Names that have hurt others: keys of Object.prototype, separators, the empty-looking and the long. */
const NAMES = ['a', 'b', 'c', 'Z', '__proto__', 'constructor', 'a b', 'ü', '1:x'];
const name = fc.constantFrom(...NAMES);
const category = fc.constantFrom(...COST_CATEGORIES);
/** On the edges of June, days inside it, odd milliseconds, and far outside. */
const instant = fc.oneof(
  fc.constantFrom(JUNE_START, JUNE_END, JUNE_START - 86_400, JUNE_END + 3600, 0),
  fc.integer({ min: 0, max: 60 }).map((half) => JUNE_START + half * 43_200),
  fc.integer({ min: -1e9, max: 4e9 }).map((ms) => JUNE_START + ms / 1000),
);
const later = fc.tuple(instant, instant).map(([a, b]) => (a <= b ? { start: a, end: b } : { start: b, end: a }));
const amount = fc
  .oneof(
    fc.constantFrom('0', '0.01', '-0.01', '100.00', '1e-9', '-99999999999.99', '92233720368547758.08'),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => `${cents}e-2`),
    fc.integer({ min: -1e9, max: 1e9 }).map((units) => `${units}e-11`),
  )
  .map((text) => new Decimal(text));
const weight = fc
  .oneof(fc.constantFrom('0', '1', '0.3', '1e-6'), fc.nat(1000).map(String))
  .map((text) => new Decimal(text));
const maybe = <A>(key: string, arbitrary: fc.Arbitrary<A>): fc.Arbitrary<object> =>
  fc.option(arbitrary).map((value) => (value === null ? {} : { [key]: value }));

const charge: fc.Arbitrary<Omit<Charge, 'chargeId'>> = fc
  .tuple(
    fc.option(name),
    category,
    amount,
    later,
    maybe('projectId', fc.constantFrom('web', 'ml', '__proto__')),
    maybe('resourceId', name),
    maybe('tags', fc.dictionary(fc.constantFrom('team', 'env', '__proto__'), fc.constantFrom('', 'x', 'y'))),
    maybe('poolId', fc.constantFrom('p', 'q', 'r')),
    maybe('usageQuantity', amount),
    maybe('usageUnit', fc.constantFrom('GB', 'h')),
  )
  .map(
    ([tenantId, cat, cost, span, ...more]) =>
      Object.assign({ tenantId, category: cat, cost, currency: 'USD', ...span, tags: {} }, ...more) as Omit<
        Charge,
        'chargeId'
      >,
  );

const tenants: fc.Arbitrary<Tenant[]> = fc
  .uniqueArray(fc.tuple(name, fc.constantFrom('free', 'pro'), instant, fc.option(instant)), {
    selector: ([id]) => id,
    maxLength: 6,
  })
  .map((rows) => rows.map(([tenantId, tier, createdAt, deletedAt]) => ({ tenantId, tier, createdAt, deletedAt })));

const weightTable = fc
  .uniqueArray(fc.tuple(name, weight), { selector: ([id]) => id, minLength: 1 })
  .map((rows) =>
    Object.fromEntries(
      rows.some(([, w]) => !w.isZero()) ? rows : [...rows.slice(1), [rows[0]![0], new Decimal(1)] as const],
    ),
  );

const rule: fc.Arbitrary<Omit<AllocationRule, 'ruleId'>> = fc
  .tuple(
    category,
    fc.constantFrom(...ALLOCATION_STRATEGIES),
    fc.record({ compute: weight, storage: weight }),
    weightTable,
    later.filter(({ start, end }) => start < end),
    maybe('poolId', fc.constantFrom('p', 'q', 'r')),
    maybe(
      'shareToPools',
      fc.constantFrom(
        { q: new Decimal('0.3') },
        { p: new Decimal('0.5'), r: new Decimal('0.1') },
        { r: new Decimal('0.9') },
      ),
    ),
    fc.record({
      onZeroWeights: fc.constantFrom('equal', 'unallocated'),
      method: fc.constantFrom('hamilton', 'sainteLague'),
      carryForward: fc.boolean(),
    }),
  )
  .map(
    ([cat, strategy, weightByCategory, weightByTenant, span, ...more]) =>
      Object.assign(
        {
          name: '',
          category: cat,
          strategy,
          weightByCategory,
          weightByTenant,
          weightByTier: { free: new Decimal(1), pro: new Decimal(3) },
          effectiveFrom: span.start,
          effectiveUntil: span.end,
          isActive: true,
          reciprocal: true,
        },
        ...more,
      ) as Omit<AllocationRule, 'ruleId'>,
  );

/** Intervals without overlap: each resource's instants in order, taken in pairs. */
const ownership: fc.Arbitrary<Ownership[]> = fc
  .uniqueArray(fc.tuple(name, fc.uniqueArray(instant, { maxLength: 6 }), fc.infiniteStream(name)), {
    selector: ([id]) => id,
    maxLength: 4,
  })
  .map((rows) =>
    rows.flatMap(([resourceId, instants, owners]) => {
      const sorted = [...instants].sort((a, b) => a - b);
      return sorted
        .slice(1)
        .flatMap((end, i) =>
          i % 3 === 2 ? [] : [{ resourceId, tenantId: owners.next().value as string, start: sorted[i]!, end }],
        );
    }),
  );

const reservation: fc.Arbitrary<Omit<Reservation, 'reservationId'>> = fc
  .tuple(
    name,
    amount,
    later.filter(({ start, end }) => end - start >= 0.001),
    fc.option(instant),
  )
  .map(([tenantId, upfrontCost, span, cancelledAt]) => ({ tenantId, upfrontCost, ...span, cancelledAt }));

/** A bill of June with everything that can be odd about one. */
export const randomBill: fc.Arbitrary<Bill> = fc
  .record({
    tenants,
    ownership,
    charges: fc.array(charge, { maxLength: 15 }),
    rules: fc.array(rule, { maxLength: 4 }),
    reservations: fc.array(reservation, { maxLength: 3 }),
    onZeroWeights: fc.constantFrom('equal' as const, 'unallocated' as const),
  })
  .map((bill) => ({
    ...bill,
    period: JUNE,
    currency: 'USD',
    charges: bill.charges.map((row, i) => ({ ...row, chargeId: `c${i}` })),
    rules: bill.rules.map((row, i) => ({ ...row, ruleId: `r${i}` })),
    reservations: bill.reservations.map((row, i) => ({ ...row, reservationId: `v${i}` })),
  }));
