import type { Codec } from '../../codec/io-ts.js';
import { nullable, optional, record } from '../../codec/record.js';
import { count, decimalCodec, flag, nonEmptyText, text } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import { CostCategory } from './cost-category.js';

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
