import { type Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { mapOf, record } from '../../codec/record.js';
import { anything, decimalCodec, epochSecondsCodec, nonEmptyText } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import type { EpochSeconds } from '../../time/period.js';
import { COST_CATEGORIES, type CostCategory } from './cost-category.js';

/** The name under which costs stand that no tenant can be charged with. */
export const UNALLOCATED = '__unallocated__';

/** What one tenant owes for one period. */
export interface CostAllocationResult {
  /** Made from the content: the same result has the same id, so that storing it twice changes nothing. */
  readonly allocationId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** Where the period begins, seconds since the epoch. */
  readonly periodStart: EpochSeconds;
  /** Where it ends, seconds since the epoch; this instant is not in it. */
  readonly periodEnd: EpochSeconds;
  /** Every category, always. */
  readonly breakdown: Readonly<Record<CostCategory, Decimal>>;
  /** The exact sum of the breakdown. */
  readonly totalAllocated: Decimal;
  /** How it came about, as plain JSON. */
  readonly allocationMetadata: Readonly<Record<string, unknown>>;
}

/** {@link CostAllocationResult} as it goes over the wire. */
export interface CostAllocationResultJson {
  readonly allocation_id: string;
  readonly tenant_id: string;
  readonly period_start: number;
  readonly period_end: number;
  readonly breakdown: Readonly<Record<CostCategory, string>>;
  readonly total_allocated: string;
  readonly allocation_metadata: Readonly<Record<string, unknown>>;
}

const breakdown: t.Type<Readonly<Record<CostCategory, Decimal>>, Readonly<Record<CostCategory, string>>> = record(
  'a breakdown by category',
  Object.fromEntries(COST_CATEGORIES.map((category) => [category, decimalCodec])) as Record<
    CostCategory,
    typeof decimalCodec
  >,
);

export const CostAllocationResult: Codec<CostAllocationResult, CostAllocationResultJson> = record<
  CostAllocationResult,
  CostAllocationResultJson
>('a cost allocation result', {
  allocationId: nonEmptyText,
  tenantId: nonEmptyText,
  periodStart: epochSecondsCodec,
  periodEnd: epochSecondsCodec,
  breakdown,
  totalAllocated: decimalCodec,
  allocationMetadata: mapOf(anything),
});
