import { memoryCostPorts } from '../../../src/adapters/memory/index.js';
import { SqlBill, type SqlClient, type SqlSource } from '../../../src/adapters/sql/index.js';
import {
  type AllocationRule,
  type Charge,
  CostAllocationResult,
  CostAllocationService,
  Decimal,
  type Tenant,
} from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { generateBill } from '../../../src/testing/index.js';
import { period } from '../../../src/time/period.js';

const start = Date.UTC(2026, 9, 1) / 1000;
const end = Date.UTC(2026, 10, 1) / 1000;

// A rule that begins in the middle of the month cuts the month in two, and the lines at the cut must come as rows.
const rules: readonly AllocationRule[] = [
  {
    ruleId: 'from mid-month',
    name: '',
    category: 'shared',
    strategy: 'proportional',
    weightByCategory: { compute: new Decimal('0.7'), storage: new Decimal('0.3') },
    effectiveFrom: start + 15 * 86_400 + 1800,
    effectiveUntil: null,
    isActive: true,
  },
];

export interface SmallBill {
  readonly tenants: readonly Tenant[];
  readonly charges: readonly Charge[];
}

/** A generated bill with what engines stumble over: quotes, backslashes, halves of months, parts, many digits. */
export function oddBill(lines: number): SmallBill {
  const { tenants, charges } = generateBill({ seed: 7, tenants: 12, charges: lines, start, end });
  const odd = charges.map((charge, i) => ({
    ...charge,
    resourceId: i % 3 === 0 ? `it's "i"\\${i % 5}` : `r-${i % 7}`,
    billedCost: new Decimal(i).div(1000),
    ...(i % 11 === 0 ? { billedFrom: start - 86_400 * 3, billedUntil: start + 86_400 * 3 } : {}),
    ...(i % 50 === 1 ? { originChargeId: charges[i - 1]!.chargeId } : {}),
    ...(i % 40 === 3 ? { commitmentId: 'plan', purchaseCost: new Decimal(i % 3) } : {}),
  }));
  const first = odd[0]!;
  const digits = {
    ...first,
    chargeId: 'digits',
    resourceId: 'r-1',
    cost: new Decimal('0.1000000000000000000000001'),
    start: start + 1,
    end: start + 2,
  };
  // Half an hour of these is in the other interval, or in the next month.
  const cut = rules[0]!.effectiveFrom;
  const crossing = [cut, end].map((at, i) => ({
    ...digits,
    chargeId: `crosses ${i}`,
    tenantId: i === 0 ? null : tenants[0]!.tenantId,
    category: 'shared' as const,
    cost: new Decimal('1000.01'),
    start: at - 1800,
    end: at + 1800,
  }));
  return { tenants, charges: [...odd, digits, ...crossing] };
}

/** The rows of a bill for `INSERT`, in the order of {@link COLUMNS}. */
export function rowsOf(charges: readonly Charge[]): readonly (readonly (string | null)[])[] {
  const text = (value: Decimal | string | number | null | undefined): string | null =>
    value === null || value === undefined ? null : typeof value === 'object' ? value.toFixed() : String(value);
  return charges.map((c) =>
    [
      c.chargeId,
      c.tenantId,
      c.poolId,
      c.resourceId,
      c.category,
      c.cost,
      c.billedCost,
      c.purchaseCost,
      c.currency,
      c.usageQuantity,
      c.usageUnit,
      c.start,
      c.end,
      c.billedFrom,
      c.billedUntil,
      c.originChargeId,
    ].map(text),
  );
}

export const COLUMNS = {
  chargeId: 'id',
  tenantId: 'tenant',
  poolId: 'pool',
  resourceId: 'the "resource"',
  category: 'category',
  cost: 'cost',
  billedCost: 'billed',
  purchaseCost: 'purchase',
  currency: 'currency',
  usageQuantity: 'quantity',
  usageUnit: 'unit',
  start: 'from',
  end: 'until',
  billedFrom: 'billed_from',
  billedUntil: 'billed_until',
  originChargeId: 'origin',
} as const;

/** Allocates October from a store and from memory, by basis and view: the results as text. */
export async function allocateBoth(bill: SmallBill, client: SqlClient, source: SqlSource) {
  const ports = memoryCostPorts({
    tenants: bill.tenants,
    charges: bill.charges,
    rules,
    ownership: [{ resourceId: `it's "i"\\0`, tenantId: bill.tenants[0]!.tenantId, start: 0, end: start + 86_400 * 9 }],
    now: new Date(end * 1000),
  });
  const october = orThrow(period(new Date(start * 1000), new Date(end * 1000)));
  const shown = async (billing: SqlBill | undefined, options: object): Promise<string> => {
    const service = new CostAllocationService(billing === undefined ? ports : { ...ports, billing }, options);
    const { results, excluded } = await orThrow(service.allocateBill(october));
    const purchases = excluded.filter(({ reason }) => reason === 'commitment_purchase');
    return JSON.stringify([results.map((result) => CostAllocationResult.encode(result)), purchases]);
  };
  const outcomes = [];
  for (const options of [{}, { basis: 'billed', view: 'cash' }, { unusedCommitments: 'owner' }]) {
    outcomes.push({
      fromStore: await shown(new SqlBill(client, source), options),
      inMemory: await shown(undefined, options),
    });
  }
  return outcomes;
}
