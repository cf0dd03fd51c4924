import type { Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { mapOf, nullable, optional, record, withDefault } from '../../codec/record.js';
import { checked, count, decimalCodec, flag, nonEmptyText, text, seconds } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import { CostCategory } from './cost-category.js';

/** Every cost that a charge may state. */
export const COST_BASES = ['effective', 'billed', 'list', 'contracted'] as const;

/** Which of a charge's costs is counted. A charge that does not state it counts with its `cost`. */
export type CostBasis = (typeof COST_BASES)[number];

/** Every time at which a charge may count. */
export const COST_VIEWS = ['accrual', 'cash'] as const;

/** When a charge counts: as it accrues, or in the period on whose invoice it stands. */
export type CostView = (typeof COST_VIEWS)[number];

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

/** A column of few different values: row i holds `names[codes[i]]`. */
export interface DictionaryColumn<Name> {
  /** For each row the position of its name in `names`. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  /** Every name once. */
  readonly names: readonly Name[];
}

/** A column of decimals as whole units of 10^-scale. Doubles must hold safe integers; NaN and holes are not allowed. */
export interface DecimalColumn {
  /** The amounts as whole numbers, each to be divided by 10 ** scale. */
  readonly units: BigInt64Array | Float64Array;
  /** Decimal places that all of them have. */
  readonly scale: number;
}

/**
 * A batch of charges by column, for bills of millions of lines: row i of every column is one charge. The same rules
 * hold as for `Charge`; a column that is left out stands for a property that no row has.
 */
export interface ChargeColumns {
  /** How many rows the columns have. */
  readonly rows: number;
  /** Whose charge each row is. */
  readonly tenantId: DictionaryColumn<string | null>;
  /** The kind of cost of each row. */
  readonly category: DictionaryColumn<CostCategory>;
  /** The amount of each row. */
  readonly cost: DecimalColumn;
  /** The currency of each row. */
  readonly currency: DictionaryColumn<string>;
  /** Seconds since the Unix epoch. */
  readonly start: Float64Array;
  /** Where each row's time ends, seconds since the epoch. */
  readonly end: Float64Array;
  /** The pool of each row that is nobody's own. */
  readonly poolId?: DictionaryColumn<string | null>;
  /** The project of each row. */
  readonly projectId?: DictionaryColumn<string | null>;
  /** What each row was paid for. */
  readonly resourceId?: DictionaryColumn<string | null>;
  /** Every row has a quantity of its unit where the column is given. */
  readonly usageQuantity?: DecimalColumn;
  /** In what each row's quantity is counted. */
  readonly usageUnit?: DictionaryColumn<string | null>;
}

/**
 * The exact sums of a group of charges, as a store adds them up: `GROUP BY tenant, pool, category, currency, unit,
 * month of the start, interval`. Charges with and without a quantity stand in separate groups.
 */
export interface ChargeTotal {
  /** Whose charges they are; null for a shared pool. */
  readonly tenantId: string | null;
  /** The pool, where they are nobody's own. */
  readonly poolId?: string;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The month (UTC) in which the charges start, `2024-03`: it decides the exchange rate. */
  readonly month: string;
  /** The position of the interval that holds the charges. */
  readonly interval: number;
  /** Their sum. */
  readonly cost: Decimal;
  /** Absent for the charges that state none. */
  readonly usageQuantity?: Decimal;
  /** In what the quantity is counted, `Hours` for example. */
  readonly usageUnit?: string;
  /** Some charge of the group costs more than zero. */
  readonly costly: boolean;
}

/** {@link ChargeTotal} as it goes over the wire. */
export interface ChargeTotalJson {
  readonly tenant_id: string | null;
  readonly pool_id?: string;
  readonly category: CostCategory;
  readonly currency: string;
  readonly month: string;
  readonly interval: number;
  readonly cost: string;
  readonly usage_quantity?: string;
  readonly usage_unit?: string;
  readonly costly: boolean;
}

export const ChargeTotal: Codec<ChargeTotal, ChargeTotalJson> = record<ChargeTotal, ChargeTotalJson>(
  'a total of charges',
  {
    tenantId: nullable(nonEmptyText),
    poolId: optional(nonEmptyText),
    category: CostCategory,
    currency: nonEmptyText,
    month: nonEmptyText,
    interval: count,
    cost: decimalCodec,
    usageQuantity: optional(decimalCodec),
    usageUnit: optional(text),
    costly: flag,
  },
);

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

const month: t.Type<string> = checked(
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
