import { ChargeTotal, type Charge, type CostBasis } from '../../cost-allocation/model/index.js';
import type { TotalsQuery } from '../../cost-allocation/ports.js';
import { sum, type Decimal } from '../../money/index.js';

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** The totals of charges, added up one by one: what a store's own sums are held against. */
export function expectedTotals(charges: readonly Charge[], query: TotalsQuery): readonly ChargeTotal[] {
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

/** The charges that totals hold, with the window that holds each. */
export function inTotals(charges: readonly Charge[], query: TotalsQuery): ReadonlyMap<string, number> {
  const origins = new Set(charges.map((charge) => charge.originChargeId));
  const except = new Set(query.exceptResources);
  const held = new Map<string, number>();
  for (const charge of charges) {
    const apart = charge.originChargeId !== undefined || origins.has(charge.chargeId);
    if (apart || (charge.resourceId !== undefined && except.has(charge.resourceId))) continue;
    const [from, until] = getTerm(charge, query);
    const window = query.windows.findIndex(
      (w) => from >= toMilliseconds(w.start) && from < toMilliseconds(w.end) && until <= toMilliseconds(w.end),
    );
    if (window >= 0) held.set(charge.chargeId, window);
  }
  return held;
}

/** Totals as text, in an order of their own, to be compared. */
export function totalTexts(totals: readonly ChargeTotal[]): readonly string[] {
  return totals.map((total) => JSON.stringify(Object.entries(ChargeTotal.encode(total)).sort())).sort();
}

function totalOf(group: readonly Charge[], query: TotalsQuery, window: number): ChargeTotal {
  const { tenantId, poolId, category, currency, usageUnit, usageQuantity } = group[0]!;
  const costs = group.map((charge) => costOf(charge, query.basis));
  return {
    tenantId,
    ...(poolId === undefined ? {} : { poolId }),
    category,
    currency,
    month: getMonth(group[0]!, query),
    window,
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
