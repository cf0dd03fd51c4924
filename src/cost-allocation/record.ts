import { canonicalPieces, sha256HexOf } from '../codec/digest.js';
import type * as t from '../codec/io-ts.js';
import type { Codec } from '../codec/io-ts.js';
import { listOf, mapOf, nullable, optional, record } from '../codec/record.js';
import { count, flag, oneOf, seconds, text } from '../codec/values.js';
import { CHUNK_SIZE, type ChunkedTask } from '../host/chunked.js';
import { Decimal } from '../money/decimal.js';
import { CostCategory } from './model/cost-category.js';
import type {
  RecordedAmortization,
  RecordedDriver,
  RecordedLine,
  RecordedResult,
  RecordedShare,
  RecordedSplit,
  RecordedStep,
  RecordedSum,
} from './recorded-parts.js';

/**
 * Everything that an allocation rests on, as plain JSON with every amount a decimal text: enough for anyone to check it
 * with paper and pencil, and for `verifyAllocation` to do so.
 */
export interface AllocationRecord {
  /** The version of this form. */
  readonly format: 'allocation/1';
  /** Where the period begins, seconds since the epoch. */
  readonly periodStart: number;
  /** Where it ends, seconds since the epoch; this instant is not in it. */
  readonly periodEnd: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Which cost of a charge counted. */
  readonly basis: string;
  /** Whether charges count when they are used or when they are invoiced. */
  readonly view: string;
  /** Whether `lines` holds every charge behind the sums. */
  readonly withLines: boolean;
  /** The exchange rates that were used. */
  readonly rates: ReadonlyArray<{
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: string;
  }>;
  /** Charges added up by who, what and when. */
  readonly sums: readonly RecordedSum[];
  /** The charges behind the sums; empty where lines were not kept. */
  readonly lines: readonly RecordedLine[];
  /** What reservations cost in the period. */
  readonly amortized: readonly RecordedAmortization[];
  /** Every pool, and how it was shared. */
  readonly splits: readonly RecordedSplit[];
  /** What each tenant owes. */
  readonly results: readonly RecordedResult[];
  /** What all owe together. */
  readonly total: string;
  /** SHA-256 of all the rest. */
  readonly digest: string;
}

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

export const AllocationRecord: Codec<AllocationRecord> = record<AllocationRecord, AllocationRecord>(
  'an allocation record',
  {
    format: oneOf(['allocation/1']),
    periodStart: place.from,
    periodEnd: place.from,
    currency: text,
    basis: text,
    view: text,
    withLines: flag,
    rates: listOf(
      record<AllocationRecord['rates'][number]>('a rate', { from: text, to: text, month: text, rate: text }),
    ),
    sums: listOf(record<RecordedSum>('a sum', place)),
    lines: listOf(
      record<RecordedLine>('a line', {
        chargeId: text,
        projectId: optional(text),
        resourceId: optional(text),
        tags: optional(mapOf(text)),
        usage: optional(text),
        usageUnit: optional(text),
        ...place,
      }),
    ),
    amortized: listOf(
      record<RecordedAmortization>('an amortization', {
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
          record<RecordedStep>('a leg', {
            poolId: text,
            ruleId: text,
            part: text,
            driver: text,
            fallback: nullable(text),
            clamped: listOf(text),
            weights: listOf(text),
            drivers: optional(
              listOf(
                record<RecordedDriver>('a driver', {
                  by: oneOf(['usage', 'cost', 'tenants']),
                  category: nullable(CostCategory),
                  unit: nullable(text),
                  weight: text,
                  amounts: listOf(text),
                }),
              ),
            ),
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

/** The digest of a record: SHA-256 of the canonical JSON of everything else in it, a step for every thousand lines. */
export function* recordDigest(content: Omit<AllocationRecord, 'digest'>): ChunkedTask<string> {
  const hashing = sha256HexOf(canonicalPieces(content, CHUNK_SIZE));
  // A few pieces are no lines: the share is a little low.
  const pieces = (content.lines.length + content.sums.length) / CHUNK_SIZE + 50;
  for (let done = 1; ; done += 1) {
    const step = hashing.next();
    if (step.done === true) return step.value;
    yield Math.min(1, done / pieces);
  }
}

/** An amount of a record in its own currency. */
interface RecordedAmount {
  readonly currency: string;
  readonly month: string;
  readonly cost: string;
}

/** What amounts of a record are worth in the currency of the allocation, by the rates that the record holds. */
export function amountsInCurrency({ currency: to, rates }: AllocationRecord): (part: RecordedAmount) => Decimal {
  const byMonth = new Map(rates.map(({ from, month, rate }) => [`${from} ${month}`, new Decimal(rate)]));
  return ({ currency, month, cost }) => {
    const amount = new Decimal(cost);
    const rate = currency === to ? undefined : byMonth.get(`${currency} ${month}`);
    return rate === undefined ? amount : amount.times(rate);
  };
}
