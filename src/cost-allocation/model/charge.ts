import {
  decimalCodec,
  mapOf,
  nonEmptyText,
  nullable,
  optional,
  record,
  text,
  withDefault,
  type t,
} from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { CostCategory } from './cost-category.js';
import { seconds } from './seconds.js';

/** Which of a charge's costs is counted. A charge that does not state it counts with its `cost`. */
export type CostBasis = 'effective' | 'billed' | 'list' | 'contracted';

/** One line of a bill, accruing evenly over [start, end); a line with start = end accrues at that instant. */
export interface Charge {
  /** Unique within a bill. */
  readonly chargeId: string;
  /** Who is charged; null for a shared pool. Ownership intervals of the resource go before it. */
  readonly tenantId: string | null;
  /** The shared pool, where there are several in a category; the category is the pool where left out. */
  readonly poolId?: string;
  /** The project it belongs to, for reports. */
  readonly projectId?: string;
  /** What was paid for; owners are looked up by it. */
  readonly resourceId?: string;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** The effective (amortised) cost; negative for a credit or a refund. */
  readonly cost: Decimal;
  /** What the invoice says. */
  readonly billedCost?: Decimal;
  /** What it would have cost without any discount. */
  readonly listCost?: Decimal;
  /** What it cost at negotiated prices, commitments not counted. */
  readonly contractedCost?: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  /** How much was used, in `usageUnit`. */
  readonly usageQuantity?: Decimal;
  /** In what the quantity is counted, `Hours` for example. */
  readonly usageUnit?: string;
  /** Seconds since the Unix epoch, read to the millisecond. */
  readonly start: number;
  /** Seconds since the epoch, the first instant that is not charged for any more. */
  readonly end: number;
  /** The period on whose invoice the charge stands: where the cash view counts it. */
  readonly billedFrom?: number;
  /** Where the billing period of its invoice ends, seconds since the epoch. */
  readonly billedUntil?: number;
  /** The charge that this one is a part of: that one then counts only what its parts leave. */
  readonly originChargeId?: string;
  /** Labels of the resource at the time. */
  readonly tags: Readonly<Record<string, string>>;
}

/** {@link Charge} as it goes over the wire. */
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
  projectId: optional(text),
  resourceId: optional(text),
  category: CostCategory,
  cost: decimalCodec,
  billedCost: optional(decimalCodec),
  listCost: optional(decimalCodec),
  contractedCost: optional(decimalCodec),
  currency: nonEmptyText,
  usageQuantity: optional(decimalCodec),
  usageUnit: optional(text),
  start: seconds,
  end: seconds,
  billedFrom: optional(seconds),
  billedUntil: optional(seconds),
  originChargeId: optional(nonEmptyText),
  tags: withDefault(mapOf(text), () => ({})),
});
