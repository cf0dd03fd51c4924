import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { listOf } from '../codec/record.js';
import type { ChargeColumns } from '../cost-allocation/model/charge-columns.js';
import { ChargeTotal } from '../cost-allocation/model/charge-total.js';
import { Charge } from '../cost-allocation/model/charge.js';
import type { CostBasis } from '../cost-allocation/model/cost-view.js';
import type { BillingPort, ChargeQuery, TotalsQuery } from '../cost-allocation/ports.js';
import { Decimal } from '../money/decimal.js';
import { sum } from '../money/units.js';
import { generateBill } from './generate.js';
import {
  type BillingSetup,
  contractCase,
  type ContractCase,
  HOSTILE_NAMES,
  neverAborted,
  readAnswer,
  toInterval,
} from './port-cases.js';

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** The totals of charges, added up one by one: what a store's own sums are held against. */
function expectedTotals(charges: readonly Charge[], query: TotalsQuery): readonly ChargeTotal[] {
  const held = inTotals(charges, query);
  const groups = new Map<string, Charge[]>();
  const keyOf = (charge: Charge): string => {
    const { tenantId, poolId, category, currency, usageUnit, usageQuantity } = charge;
    const place = [tenantId, poolId ?? null, category, currency, usageUnit ?? null, usageQuantity === undefined];
    return JSON.stringify([...place, getMonth(charge, query), held.get(charge.chargeId)]);
  };
  for (const charge of charges.filter((one) => held.has(one.chargeId))) {
    const key = keyOf(charge);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [charge]);
    else group.push(charge);
  }
  return [...groups.values()].map((group) => totalOf(group, query, held.get(group[0]!.chargeId)!));
}

/** The charges that totals hold, with the interval that holds each. */
function inTotals(charges: readonly Charge[], query: TotalsQuery): ReadonlyMap<string, number> {
  const origins = new Set(charges.map((charge) => charge.originChargeId));
  const except = new Set(query.exceptResources);
  const held = new Map<string, number>();
  for (const charge of charges) {
    const isPurchase = query.basis !== 'billed' && charge.purchaseCost !== undefined && !charge.purchaseCost.isZero();
    const apart = isPurchase || charge.originChargeId !== undefined || origins.has(charge.chargeId);
    if (apart || (charge.resourceId !== undefined && except.has(charge.resourceId))) continue;
    const [from, until] = getTerm(charge, query);
    const interval = query.intervals.findIndex(
      (w) => from >= toMilliseconds(w.start) && from < toMilliseconds(w.end) && until <= toMilliseconds(w.end),
    );
    if (interval >= 0) held.set(charge.chargeId, interval);
  }
  return held;
}

/** Totals as text, in an order of their own, to be compared. */
function totalTexts(totals: readonly ChargeTotal[]): readonly string[] {
  return totals.map((total) => JSON.stringify(Object.entries(ChargeTotal.encode(total)).sort())).sort();
}

function totalOf(group: readonly Charge[], query: TotalsQuery, interval: number): ChargeTotal {
  const { tenantId, poolId, category, currency, usageUnit, usageQuantity } = group[0]!;
  const costs = group.map((charge) => costOf(charge, query.basis));
  return {
    tenantId,
    ...(poolId === undefined ? {} : { poolId }),
    category,
    currency,
    month: getMonth(group[0]!, query),
    interval,
    cost: sum(costs),
    ...(usageQuantity === undefined ? {} : { usageQuantity: sum(group.map((charge) => charge.usageQuantity!)) }),
    ...(usageUnit === undefined ? {} : { usageUnit }),
    costly: costs.some((cost) => cost.greaterThan(0)),
  };
}

function costOf(charge: Charge, basis: CostBasis): Decimal {
  const { cost, billedCost = cost, listCost = cost, contractedCost = cost } = charge;
  return { effective: cost, billed: billedCost, list: listCost, contracted: contractedCost }[basis];
}

function getTerm(charge: Charge, { view }: TotalsQuery): readonly [number, number] {
  const { start, end, billedFrom, billedUntil } = charge;
  if (view === 'cash' && billedFrom !== undefined && billedUntil !== undefined)
    return [toMilliseconds(billedFrom), toMilliseconds(billedUntil)];
  return [toMilliseconds(start), toMilliseconds(end)];
}

function getMonth(charge: Charge, query: TotalsQuery): string {
  return new Date(getTerm(charge, query)[0]).toISOString().slice(0, 7);
}

const WIDE = toInterval(0, 4e9);

const charge = (chargeId: string, changes: Partial<Charge> = {}): Charge => ({
  chargeId,
  tenantId: 'acme',
  category: 'compute',
  cost: new Decimal('1.5'),
  currency: 'USD',
  start: 1000,
  end: 2000,
  tags: {},
  ...changes,
});

/** What a source of charges promises. */
export function billingContract({ open, totals }: BillingSetup): readonly ContractCase[] {
  const of = (name: string, charges: readonly Charge[], check: (bill: BillingPort) => Promise<void>): ContractCase =>
    contractCase(
      `billing: ${name}`,
      () => open(charges),
      ({ port }) => check(port),
    );
  const odd = charge('odd', {
    tenantId: null,
    poolId: 'security',
    projectId: 'p',
    resourceId: 'r',
    commitmentId: 'plan',
    purchaseCost: new Decimal('-1e-21'),
    cost: new Decimal('-123456789012345678901234567890.000000000000000000001'),
    billedCost: new Decimal(0),
    listCost: new Decimal('1e-40'),
    contractedCost: new Decimal('0.1'),
    usageQuantity: new Decimal('3.000000000000000001'),
    usageUnit: 'hours',
    billedFrom: 1500.25,
    billedUntil: 2500.75,
    originChargeId: 'plain',
    tags: JSON.parse('{"__proto__": "x", "team": "α,=\\\\ ", "": ""}') as Record<string, string>,
  });
  const plain = charge('plain');
  return [
    of(
      'a charge comes as it is, to the last digit, and what it does not state stays out',
      [odd, plain],
      async (bill) => {
        const found = await every(bill, { period: WIDE });
        deepStrictEqual(
          found.map((c) => Charge.encode(c)),
          [Charge.encode(odd), Charge.encode(plain)],
        );
      },
    ),
    of('no charges: nothing', [], async (bill) => {
      deepStrictEqual(await every(bill, { period: WIDE }), []);
    }),
    of('a period holds what has an instant in common with it, and no more', PERIOD_CHARGES, async (bill) => {
      const ids = async (start: number, end: number): Promise<string[]> =>
        idsOf(await every(bill, { period: toInterval(start, end) }));
      deepStrictEqual(await ids(100, 200), ['across', 'at 100', 'at 150', 'in', 'over']);
      deepStrictEqual(await ids(200, 300), ['after', 'at 200', 'over']);
      deepStrictEqual(await ids(0, 100), ['across', 'before', 'over']);
      deepStrictEqual(await ids(100.001, 101), ['across', 'in', 'over']);
    }),
    of('the cash view goes by the invoice where a charge has one', CASH_CHARGES, async (bill) => {
      const ids = async (view: 'cash' | 'accrual', start: number, end: number): Promise<string[]> =>
        idsOf(await every(bill, { period: toInterval(start, end), view }));
      deepStrictEqual(await ids('accrual', 100, 200), ['half an invoice', 'invoiced later', 'never invoiced']);
      deepStrictEqual(await ids('cash', 100, 200), ['half an invoice', 'never invoiced']);
      deepStrictEqual(await ids('cash', 300, 400), ['invoiced later']);
    }),
    of(
      'a tenant’s bill has its own charges, and those of the resources asked for, each once',
      TENANT_CHARGES,
      async (bill) => {
        for (const tenantId of HOSTILE_NAMES) {
          deepStrictEqual(idsOf(await every(bill, { period: WIDE, tenantId })), [`of ${tenantId}`]);
        }
        const query = { period: WIDE, tenantId: 'acme', resourceIds: ['moved', 'own', 'unknown'] };
        deepStrictEqual(idsOf(await every(bill, query)), ['moved here', 'of acme']);
        deepStrictEqual(await every(bill, { period: WIDE, tenantId: 'nobody' }), []);
      },
    ),
    of('a bill of several thousand lines comes whole, each line once', LARGE.charges, async (bill) => {
      const found = await every(bill, { period: WIDE });
      deepStrictEqual(idsOf(found), idsOf(LARGE.charges));
    }),
    ...(totals ? totalsCases(of) : []),
  ];
}

const LARGE = generateBill({ seed: 7, tenants: 4, charges: 6000, start: 1_709_251_200, end: 1_711_929_600 });

const PERIOD_CHARGES = [
  charge('before', { start: 50, end: 100 }),
  charge('across', { start: 50, end: 150 }),
  charge('in', { start: 100, end: 200 }),
  charge('over', { start: 0, end: 300 }),
  charge('after', { start: 200, end: 250 }),
  charge('at 100', { start: 100, end: 100 }),
  charge('at 150', { start: 150, end: 150 }),
  charge('at 200', { start: 200, end: 200 }),
];

const CASH_CHARGES = [
  charge('invoiced later', { start: 100, end: 200, billedFrom: 300, billedUntil: 400 }),
  charge('half an invoice', { start: 100, end: 200, billedFrom: 300 }),
  charge('never invoiced', { start: 100, end: 200 }),
];

const TENANT_CHARGES = [
  ...HOSTILE_NAMES.map((tenantId) =>
    charge(`of ${tenantId}`, { tenantId, ...(tenantId === 'acme' ? { resourceId: 'own' } : {}) }),
  ),
  charge('moved here', { tenantId: 'former owner', resourceId: 'moved' }),
  charge('shared', { tenantId: null, resourceId: 'pool' }),
];

/**
 * Lines of every kind that a sum must tell apart: instants, boundaries, credits, parts, quantities, currencies,
 * bases.
 */
const TOTALS_CHARGES: readonly Charge[] = [
  ...LARGE.charges.slice(0, 800),
  charge('at the boundary', { start: 1_710_028_800, end: 1_710_028_800 }),
  charge('across the boundary', { start: 1_710_028_799, end: 1_710_028_801 }),
  charge('up to the boundary', { start: 1_710_028_000.0004, end: 1_710_028_800 }),
  charge('at the very end', { start: 1_711_929_600, end: 1_711_929_600 }),
  charge('whole', { start: 1_709_300_000, end: 1_709_310_000, poolId: 'p', tenantId: null }),
  charge('part', { start: 1_709_300_000, end: 1_709_310_000, originChargeId: 'whole' }),
  charge('no unit', { start: 1_709_300_000, end: 1_709_310_000, usageQuantity: new Decimal('0.000000000001') }),
  charge('list', {
    start: 1_709_300_000,
    end: 1_709_310_000,
    listCost: new Decimal('-7'),
    billedCost: new Decimal('1e-30'),
  }),
  charge('purchase', {
    start: 1_709_300_000,
    end: 1_709_310_000,
    commitmentId: 'plan',
    purchaseCost: new Decimal('9'),
  }),
  charge('free purchase', { start: 1_709_300_000, end: 1_709_310_000, purchaseCost: new Decimal('0') }),
  charge('euro', { start: 1_709_300_000, end: 1_709_310_000, currency: 'EUR', cost: new Decimal('1e30') }),
  charge('leap day', {
    start: 1_709_164_800,
    end: 1_709_164_801,
    billedFrom: 1_709_300_000,
    billedUntil: 1_709_310_000,
  }),
];

function totalsCases(
  of: (name: string, charges: readonly Charge[], check: (bill: BillingPort) => Promise<void>) => ContractCase,
): readonly ContractCase[] {
  const intervals = [toInterval(1_709_251_200, 1_710_028_800), toInterval(1_710_028_800, 1_711_929_600)];
  const queries: readonly TotalsQuery[] = [
    { intervals, exceptResources: [], basis: 'effective', view: 'accrual' },
    { intervals, exceptResources: ['resource-tenant-1-0', 'resource-shared-3'], basis: 'list', view: 'cash' },
    { intervals: intervals.slice(1), exceptResources: [], basis: 'billed', view: 'accrual' },
    { intervals: [], exceptResources: [], basis: 'contracted', view: 'accrual' },
  ];
  return queries.flatMap((query, i) => [
    of(`totals are exact and by group (${i + 1})`, TOTALS_CHARGES, async (bill) => {
      const found = readAnswer(listOf(ChargeTotal), await bill.totals!(query, neverAborted()));
      deepStrictEqual(totalTexts(found), totalTexts(expectedTotals(TOTALS_CHARGES, query)));
    }),
    of(`\`excludeCoveredBy\` is what totals leave out (${i + 1})`, TOTALS_CHARGES, async (bill) => {
      const left = await every(bill, { period: WIDE, view: query.view, excludeCoveredBy: query });
      const held = inTotals(TOTALS_CHARGES, query);
      deepStrictEqual(idsOf(left), idsOf(TOTALS_CHARGES.filter((one) => !held.has(one.chargeId))));
      strictEqual(held.size > 0, query.intervals.length > 0);
    }),
  ]);
}

async function every(bill: BillingPort, query: ChargeQuery): Promise<Charge[]> {
  const answer = await bill.charges(query, neverAborted());
  const all: Charge[] = [];
  if (Array.isArray(answer)) return [...(answer as readonly Charge[])].sort(byId);
  for await (const batch of answer as AsyncIterable<readonly Charge[] | ChargeColumns>) {
    if (!Array.isArray(batch)) throw new TypeError('the contract reads batches of rows only');
    all.push(...(batch as readonly Charge[]));
  }
  return all.sort(byId);
}

const byId = (a: Charge, b: Charge): number => (a.chargeId < b.chargeId ? -1 : a.chargeId > b.chargeId ? 1 : 0);
const idsOf = (charges: readonly Charge[]): string[] => charges.map((one) => one.chargeId).sort();
