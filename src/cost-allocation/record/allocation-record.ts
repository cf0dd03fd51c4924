import { count, listOf, mapOf, nullable, oneOf, record, t } from '../../codec/index.js';
import { CostCategory } from '../model/index.js';
import { seconds } from '../model/seconds.js';

/** Where a cost stands: with a tenant (or `__unallocated__`), or in a pool where `tenantId` is null. */
export interface RecordedSum {
  readonly tenantId: string | null;
  readonly poolId: string;
  readonly category: CostCategory;
  readonly from: number;
  readonly until: number;
  readonly currency: string;
  readonly month: string;
  /** In its own currency. */
  readonly cost: string;
}

/** The part of one charge that went into a sum. */
export interface RecordedLine extends RecordedSum {
  readonly chargeId: string;
}

/** What of a reservation fell into the period, and to whom. */
export interface RecordedAmortization {
  readonly reservationId: string;
  readonly tenantId: string;
  readonly currency: string;
  readonly month: string;
  readonly cost: string;
}

/** One pool on the way of a shared cost, and what the tenants were weighed by in it. */
export interface RecordedLeg {
  readonly poolId: string;
  readonly ruleId: string;
  /** The part of the cost that the tenants take out of this pool, as a fraction. */
  readonly part: string;
  readonly driver: string;
  readonly fallback: string | null;
  readonly clamped: ReadonlyArray<string>;
  /** The weights in this pool, in the order of the shares. */
  readonly weights: ReadonlyArray<string>;
}

/** What a tenant got of a split: weight, quota and amount. */
export interface RecordedShare {
  readonly tenantId: string;
  /** A whole number; the shares are in the ratio of these. */
  readonly weight: string;
  readonly amount: string;
}

/** One apportionment: an amount, whole weights, and shares that add up to it. */
export interface RecordedSplit {
  readonly poolId: string;
  readonly category: CostCategory;
  readonly from: number;
  readonly until: number;
  readonly amount: string;
  /** Shares are whole multiples of 10^-scale. */
  readonly scale: number;
  readonly ruleId: string;
  readonly strategy: string;
  readonly method: 'hamilton' | 'sainteLague';
  readonly legs: ReadonlyArray<RecordedLeg>;
  readonly shares: ReadonlyArray<RecordedShare>;
  /** The balances before, under a rule that carries remainders forward. */
  readonly carried: ReadonlyArray<{
    readonly tenantId: string;
    readonly entitled: string;
    readonly given: string;
  }> | null;
}

/** What a tenant owes, as the record states it. */
export interface RecordedResult {
  readonly tenantId: string;
  readonly breakdown: Readonly<Record<string, string>>;
  readonly total: string;
}

/**
 * Everything that an allocation rests on, as plain JSON with every amount a decimal text: enough for anyone to check it
 * with paper and pencil, and for `verifyAllocation` to do so.
 */
export interface AllocationRecord {
  readonly format: 'allocation/1';
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly currency: string;
  readonly basis: string;
  readonly view: string;
  /** Whether `lines` holds every charge behind the sums. */
  readonly withLines: boolean;
  readonly rates: ReadonlyArray<{
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: string;
  }>;
  readonly sums: ReadonlyArray<RecordedSum>;
  readonly lines: ReadonlyArray<RecordedLine>;
  readonly amortized: ReadonlyArray<RecordedAmortization>;
  readonly splits: ReadonlyArray<RecordedSplit>;
  readonly results: ReadonlyArray<RecordedResult>;
  readonly total: string;
  /** SHA-256 of all the rest. */
  readonly digest: string;
}

const text = t.string;
const place = {
  tenantId: nullable(text),
  poolId: text,
  category: CostCategory,
  from: seconds,
  until: seconds,
  currency: text,
  month: text,
  cost: text,
};

export const AllocationRecord: t.Type<AllocationRecord> = record<AllocationRecord, AllocationRecord>(
  'an allocation record',
  {
    format: oneOf(['allocation/1']),
    periodStart: place.from,
    periodEnd: place.from,
    currency: text,
    basis: text,
    view: text,
    withLines: t.boolean,
    rates: listOf(
      record<AllocationRecord['rates'][number]>('a rate', { from: text, to: text, month: text, rate: text }),
    ),
    sums: listOf(record<RecordedSum>('a sum', place)),
    lines: listOf(record<RecordedLine>('a line', { chargeId: text, ...place })),
    amortized: listOf(
      record<RecordedAmortization>('an amortisation', {
        reservationId: text,
        tenantId: text,
        currency: text,
        month: text,
        cost: text,
      }),
    ),
    splits: listOf(
      record<RecordedSplit>('a split', {
        poolId: text,
        category: CostCategory,
        from: place.from,
        until: place.from,
        amount: text,
        scale: count,
        ruleId: text,
        strategy: text,
        method: oneOf(['hamilton', 'sainteLague']),
        legs: listOf(
          record<RecordedLeg>('a leg', {
            poolId: text,
            ruleId: text,
            part: text,
            driver: text,
            fallback: nullable(text),
            clamped: listOf(text),
            weights: listOf(text),
          }),
        ),
        shares: listOf(record<RecordedShare>('a share', { tenantId: text, weight: text, amount: text })),
        carried: nullable(
          listOf(
            record<{ readonly tenantId: string; readonly entitled: string; readonly given: string }>('a balance', {
              tenantId: text,
              entitled: text,
              given: text,
            }),
          ),
        ),
      }),
    ),
    results: listOf(record<RecordedResult>('a result', { tenantId: text, breakdown: mapOf(text), total: text })),
    total: text,
    digest: text,
  },
) as t.Type<AllocationRecord>;
