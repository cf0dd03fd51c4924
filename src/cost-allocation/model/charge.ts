import { decimalCodec, mapOf, nonEmptyText, nullable, optional, record, t, withDefault } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { CostCategory } from './cost-category.js';
import { seconds } from './seconds.js';

/** Which of a charge's costs is counted. A charge that does not state it counts with its `cost`. */
export type CostBasis = 'effective' | 'billed' | 'list' | 'contracted';

/** One line of a bill, accruing evenly over [start, end); a line with start = end accrues at that instant. */
export interface Charge {
  readonly chargeId: string;
  /** Who is charged; null for a shared pool. Ownership intervals of the resource go before it. */
  readonly tenantId: string | null;
  /** The shared pool, where there are several in a category; the category is the pool where left out. */
  readonly poolId?: string;
  readonly projectId?: string;
  readonly resourceId?: string;
  readonly category: CostCategory;
  /** The effective (amortised) cost; negative for a credit or a refund. */
  readonly cost: Decimal;
  readonly billedCost?: Decimal;
  readonly listCost?: Decimal;
  readonly contractedCost?: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  readonly usageQuantity?: Decimal;
  readonly usageUnit?: string;
  /** Seconds since the Unix epoch, read to the millisecond. */
  readonly start: number;
  readonly end: number;
  /** The period on whose invoice the charge stands: where the cash view counts it. */
  readonly billedFrom?: number;
  readonly billedUntil?: number;
  /** The charge that this one is a part of: that one then counts only what its parts leave. */
  readonly originChargeId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ChargeJson {
  readonly charge_id: string;
  readonly tenant_id: string | null;
  readonly pool_id?: string;
  readonly project_id?: string;
  readonly resource_id?: string;
  readonly category: CostCategory;
  readonly cost: string;
  readonly billed_cost?: string;
  readonly list_cost?: string;
  readonly contracted_cost?: string;
  readonly currency: string;
  readonly usage_quantity?: string;
  readonly usage_unit?: string;
  readonly start: number;
  readonly end: number;
  readonly billed_from?: number;
  readonly billed_until?: number;
  readonly origin_charge_id?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const Charge: t.Type<Charge, ChargeJson> = record<Charge, ChargeJson>('a charge', {
  chargeId: nonEmptyText,
  tenantId: withDefault(nullable(nonEmptyText), () => null),
  poolId: optional(nonEmptyText),
  projectId: optional(t.string),
  resourceId: optional(t.string),
  category: CostCategory,
  cost: decimalCodec,
  billedCost: optional(decimalCodec),
  listCost: optional(decimalCodec),
  contractedCost: optional(decimalCodec),
  currency: nonEmptyText,
  usageQuantity: optional(decimalCodec),
  usageUnit: optional(t.string),
  start: seconds,
  end: seconds,
  billedFrom: optional(seconds),
  billedUntil: optional(seconds),
  originChargeId: optional(nonEmptyText),
  tags: withDefault(mapOf(t.string), () => ({})),
});
