import type * as t from '../../codec/io-ts.js';
import type { Codec } from '../../codec/io-ts.js';
import { mapOf, nullable, optional, record, withDefault } from '../../codec/record.js';
import { checked, decimalCodec, nonEmptyText, seconds, text } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import { CostCategory } from './cost-category.js';

/** What one unit of `from` is worth in `to` during a calendar month (UTC): one rate a month and pair. */
export interface ExchangeRate {
  /** ISO 4217. */
  readonly from: string;
  /** ISO 4217 code of the currency that is bought. */
  readonly to: string;
  /** `2024-03`. */
  readonly month: string;
  /** So many units of `to` for one of `from`. */
  readonly rate: Decimal;
}

/** {@link ExchangeRate} as it goes over the wire. */
export interface ExchangeRateJson {
  readonly from: string;
  readonly to: string;
  readonly month: string;
  readonly rate: string;
}

export const month: t.Type<string> = checked(
  'a month such as "2024-03"',
  (value): value is string => typeof value === 'string' && /^-?\d{4,}-(0[1-9]|1[0-2])$/.test(value),
);

export const ExchangeRate: Codec<ExchangeRate, ExchangeRateJson> = record<ExchangeRate, ExchangeRateJson>(
  'an exchange rate',
  {
    from: nonEmptyText,
    to: nonEmptyText,
    month,
    rate: decimalCodec,
  },
);

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
  /** The effective (amortized) cost; negative for a credit or a refund. */
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
  /** The commitment (a reservation, a savings plan) that was bought by this charge or that covers it. */
  readonly commitmentId?: string;
  /**
   * What the bill states for buying a commitment, where `cost` is zero because that cost comes back in the charges that
   * the commitment covers. It is not allocated again: `excluded` counts it, see `unusedCommitments` of the allocation.
   */
  readonly purchaseCost?: Decimal;
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
  readonly commitment_id?: string;
  readonly purchase_cost?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const Charge: Codec<Charge, ChargeJson> = record<Charge, ChargeJson>('a charge', {
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
  commitmentId: optional(nonEmptyText),
  purchaseCost: optional(decimalCodec),
  tags: withDefault(mapOf(text), () => ({})),
});

/** One tag to filter by, or with the value `*` to group by. */
export interface CostTag {
  /** The label's name. */
  readonly key: string;
  /** Its value; `*` groups by the key. */
  readonly value: string;
}

export const CostTag: Codec<CostTag, CostTag> = record<CostTag, CostTag>('a cost tag', {
  key: text,
  value: text,
});
