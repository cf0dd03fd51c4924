/** The same work as one writes it with decimal.js: a map of decimals, then largest remainders on exact products. */
import { Decimal } from '../../../src/money/decimal.js';
import type { BillRow } from './bill.js';
import type { Outcome } from './results.js';

const SCALE = 9;

export interface DecimalResult {
  readonly sums: ReadonlyMap<string | null, ReadonlyMap<string, Decimal>>;
  readonly shares: ReadonlyMap<string, Decimal>;
}

export function withDecimals(rows: readonly BillRow[]): DecimalResult {
  const sums = new Map<string | null, Map<string, Decimal>>();
  for (const { tenantId, category, cost } of rows) {
    let ofTenant = sums.get(tenantId);
    if (ofTenant === undefined) sums.set(tenantId, (ofTenant = new Map()));
    ofTenant.set(category, new Decimal(cost).plus(ofTenant.get(category) ?? 0));
  }
  const total = (amounts: Iterable<Decimal>): Decimal =>
    [...amounts].reduce((all, amount) => all.plus(amount), new Decimal(0));
  const tenants = [...sums.keys()].filter((tenant) => tenant !== null).sort();
  const weights = tenants.map((tenant) => Decimal.max(0, total(sums.get(tenant)!.values())));
  const shares = split(total(sums.get(null)?.values() ?? []), weights);
  return { sums, shares: new Map(tenants.map((tenant, i) => [tenant, shares[i]!])) };
}

/** Hamilton's method: exact products, floored quotients, the units left to the largest remainders. */
export function split(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const unit = new Decimal(10).pow(-SCALE);
  const units = amount.div(unit);
  const weightSum = weights.reduce((all, weight) => all.plus(weight), new Decimal(0));
  const quotas = weights.map((weight) => {
    const product = units.times(weight);
    const floor = product.divToInt(weightSum);
    return { floor, remainder: product.minus(floor.times(weightSum)) };
  });
  const left = quotas.reduce((rest, { floor }) => rest.minus(floor), units).toNumber();
  const order = quotas.map((_, i) => i).sort((a, b) => quotas[b]!.remainder.cmp(quotas[a]!.remainder) || a - b);
  const extra = new Set(order.slice(0, left));
  return quotas.map(({ floor }, i) => floor.plus(extra.has(i) ? 1 : 0).times(unit));
}

export function decimalOutcome({ sums, shares }: DecimalResult): Outcome {
  const lines = [...sums].flatMap(([tenant, ofTenant]) =>
    [...ofTenant].flatMap(([category, cost]) =>
      cost.isZero() ? [] : [`${tenant ?? ''}|${category}=${cost.toFixed()}`],
    ),
  );
  const pool = [...shares].flatMap(([tenant, share]) => (share.isZero() ? [] : [`${tenant}|pool=${share.toFixed()}`]));
  return [...lines, ...pool].sort();
}
