/**
 * A FOCUS file to invoices in cents, by tenant: read, allocated and rounded by the library, and by a DuckDB script on one
 * thread that does the same on the same file (exact sums, shared cost by direct cost, largest remainders twice).
 */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { readFocusCharges } from '../../../src/adapters/focus/index.js';
import { allocatePeriod, invoiceLines, month } from '../../../src/cost-allocation/index.js';
import { formatUnits } from '../../../src/money/units.js';
import { orThrow } from '../../../src/prelude.js';
import type { BillRow } from './bill.js';
import type { Outcome } from './results.js';

const HEADER =
  'BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargePeriodEnd,' +
  'ChargePeriodStart,ConsumedQuantity,ConsumedUnit,EffectiveCost,ResourceId,ServiceCategory,ServiceName,SubAccountId,Tags';
const SERVICES = {
  compute: 'Compute',
  storage: 'Storage',
  network: 'Networking',
  shared: 'Security',
  reserved: 'Databases',
  support: 'Other',
};

/** Writes a bill as FOCUS 1.0. */
export function writeFocus(rows: readonly BillRow[], file: string): number {
  const out = openSync(file, 'w');
  let bytes = writeSync(out, `${HEADER}\n`);
  for (let from = 0; from < rows.length; from += 10_000) {
    bytes += writeSync(
      out,
      rows
        .slice(from, from + 10_000)
        .map(focusLine)
        .join(''),
    );
  }
  closeSync(out);
  return bytes;
}

function focusLine({ tenantId, resourceId, category, cost, start, tags }: BillRow): string {
  const end = `${new Date(Date.parse(start) + 3_600_000).toISOString().slice(0, 19)}Z`;
  const service = SERVICES[category];
  return (
    `${cost},payer,USD,2024-10-01T00:00:00Z,2024-09-01T00:00:00Z,Usage,${end},${start},1,Hours,${cost},${resourceId},` +
    `${service},Cloud ${service},${tenantId ?? ''},"${tags.replaceAll('"', '""')}"\n`
  );
}

/** By the library. */
export async function ourInvoices(file: string): Promise<Outcome> {
  const { charges } = await orThrow(readFocusCharges(createReadStream(file)));
  const tenants = [...new Set(charges.map(({ tenantId }) => tenantId))].flatMap((tenantId) =>
    tenantId === null ? [] : [{ tenantId, tier: 'standard', createdAt: 0, deletedAt: null }],
  );
  const allocation = orThrow(
    allocatePeriod({ period: orThrow(month('2024-09')), tenants, charges, scale: 9, keepLines: false }),
  );
  const cents = new Map<string, bigint>();
  for (const { tenantId, amount } of orThrow(invoiceLines(allocation, { scale: 2 }))) {
    cents.set(tenantId, (cents.get(tenantId) ?? 0n) + BigInt(amount.times(100).toFixed()));
  }
  return outcomeOf([...cents]);
}

interface Reader {
  getRows(): readonly (readonly unknown[])[];
}

/** By a script for DuckDB: rows of tenant and cents. */
export function invoiceScript(file: string): string {
  const cents = '10000000';
  return `WITH b AS (
      SELECT SubAccountId AS tenant, (sum(CAST(EffectiveCost AS DECIMAL(18, 9))) * 1000000000)::HUGEINT AS units
      FROM read_csv('${file}', header = true, all_varchar = true) GROUP BY ALL),
    w AS (SELECT tenant, units, greatest(0::HUGEINT, units) AS w FROM b WHERE tenant IS NOT NULL),
    p AS (SELECT coalesce(sum(units), 0)::HUGEINT AS n FROM b WHERE tenant IS NULL),
    t AS (SELECT sum(w)::HUGEINT AS total FROM w),
    q AS (SELECT tenant, units, (n * w) // total AS quota, (n * w) % total AS rest FROM w, p, t),
    s AS (SELECT *, row_number() OVER (ORDER BY rest DESC, tenant) AS place, sum(quota) OVER ()::HUGEINT AS given FROM q),
    e AS (SELECT tenant, units + quota + CASE WHEN place <= n - given THEN 1 ELSE 0 END AS exact FROM s, p),
    f AS (SELECT tenant, exact, (exact - ((exact % ${cents}) + ${cents}) % ${cents}) // ${cents} AS low,
      ((exact % ${cents}) + ${cents}) % ${cents} AS rest FROM e),
    r AS (SELECT tenant, low, rest, row_number() OVER (ORDER BY rest DESC, tenant) AS place,
      round_even(CAST(sum(exact) OVER () AS DECIMAL(38, 0)) / ${cents}, 0)::HUGEINT - sum(low) OVER ()::HUGEINT AS extra FROM f)
    SELECT tenant, (low + CASE WHEN place <= extra THEN 1 ELSE 0 END)::HUGEINT AS cents FROM r`;
}

/** What the script answered. */
export function scriptOutcome(reader: Reader): Outcome {
  return outcomeOf(reader.getRows().map(([tenant, cents]) => [String(tenant), BigInt(cents as bigint)]));
}

function outcomeOf(invoices: readonly (readonly [string, bigint])[]): Outcome {
  return invoices
    .filter(([, cents]) => cents !== 0n)
    .map(([tenant, cents]) => `${tenant}=${formatUnits(cents, 2)}`)
    .sort();
}
