import { formatDecimal, formatRational, formatUnits } from '../../money/index.js';
import type { AmortizedLine } from '../amortization/lines.js';
import type { GroupedBill, SourceLine } from '../grouping/grouped-bill.js';
import { COST_CATEGORIES, UNALLOCATED } from '../model/index.js';
import type { CheckedConditions } from '../terms.js';
import type { PoolSplit } from '../sharing/share-pools.js';
import type { AllocationStep } from '../sharing/weigh.js';
import type { TenantTotal } from '../tenant-totals.js';
import type { AllocationRecord, RecordedLine, RecordedSplit, RecordedSum } from './allocation-record.js';
import { forEachRow, subtask, type ChunkedTask } from '../steps/steps.js';
import { recordDigest } from './seal.js';

/** What a record is written from. */
export interface RecordSources {
  readonly terms: CheckedConditions;
  readonly currency: string;
  readonly grouped: GroupedBill;
  readonly amortized: ReadonlyArray<AmortizedLine>;
  readonly splits: ReadonlyArray<PoolSplit>;
  readonly totals: ReadonlyArray<TenantTotal>;
  /** Digits of the totals. */
  readonly scale: number;
}

/** Writes down what an allocation rests on, every list in order of its names. */
export function* writeRecordTask(sources: RecordSources): ChunkedTask<AllocationRecord> {
  const { terms, currency, grouped, amortized, splits, totals, scale } = sources;
  const place = (line: Omit<SourceLine, 'chargeId'>): RecordedSum => ({
    tenantId: line.tenantId,
    poolId: line.poolId,
    category: line.category,
    from: terms.windows[line.window]!.start,
    until: terms.windows[line.window]!.end,
    currency: line.currency,
    month: line.month,
    cost: formatUnits(line.cost, grouped.costScale),
  });
  const lines: RecordedLine[] = [];
  yield* subtask(
    0,
    0.4,
    forEachRow(grouped.lines, (line) => {
      lines.push({ chargeId: line.chargeId, ...place(line) });
    }),
  );
  const used = new Set([...grouped.sums, ...amortized].map((line) => `${line.currency} ${line.month}`));
  const content: Omit<AllocationRecord, 'digest'> = {
    format: 'allocation/1',
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    currency,
    basis: terms.basis,
    view: terms.view,
    withLines: terms.keepLines,
    rates: sortByContent(
      terms.rates
        .filter((rate) => rate.to === currency && rate.from !== currency && used.has(`${rate.from} ${rate.month}`))
        .map(({ from, to, month, rate }) => ({ from, to, month, rate: formatDecimal(rate) })),
    ),
    sums: sortByContent(grouped.sums.map(place)),
    lines: sortByContent(lines),
    amortized: sortByContent(
      amortized.map(({ cost, scale: digits, ...line }) => ({ ...line, cost: formatUnits(cost, digits) })),
    ),
    splits: splits.map((split) => writeSplit(split, terms)),
    results: totals.map(({ tenantId, byCategory, total }) => ({
      tenantId,
      breakdown: Object.fromEntries(
        COST_CATEGORIES.map((category, i) => [category, formatUnits(byCategory[i]!, scale)]),
      ),
      total: formatUnits(total, scale),
    })),
    total: formatUnits(
      totals.reduce((sum, { total }) => sum + total, 0n),
      scale,
    ),
  };
  return { ...content, digest: yield* subtask(0.6, 1, recordDigest(content)) };
}

function writeSplit(split: PoolSplit, terms: CheckedConditions): RecordedSplit {
  const { poolId, category, segment, units, scale, rule, method, legs, entitlement, shares, carried } = split;
  return {
    poolId,
    category,
    from: terms.windows[segment.first]!.start,
    until: terms.windows[segment.last]!.end,
    amount: formatUnits(units, scale),
    scale,
    ruleId: rule.ruleId,
    strategy: rule.strategy,
    method,
    legs: legs.map((leg) => ({
      poolId: leg.poolId,
      ruleId: leg.ruleId,
      part: formatRational(leg.part),
      driver: leg.weights.driver,
      fallback: leg.weights.fallback ?? null,
      clamped: leg.weights.clamped ?? [],
      weights: weightsIn(leg, entitlement.names).map(String),
    })),
    shares: shares.map((share, i) => ({
      tenantId: entitlement.names[i]!,
      weight: entitlement.weights[i]!.toString(),
      amount: formatUnits(share, scale),
    })),
    carried:
      carried?.map(({ tenantId, entitled, given }) => ({ tenantId, entitled, given: formatDecimal(given) })) ?? null,
  };
}

/** The weights of one leg in the order of the names; only `__unallocated__` stands among them out of order. */
function weightsIn({ weights: weighing }: AllocationStep, names: ReadonlyArray<string>): ReadonlyArray<bigint> {
  let next = 0;
  return names.map((name) => (name === UNALLOCATED ? weighing.unallocated : weighing.weights[next++]!));
}

/**
 * In order of the content, field by field as JSON text, so that the order of the input leaves no trace. Mostly the first
 * field tells rows apart.
 */
function sortByContent<Row extends object>(rows: ReadonlyArray<Row>): ReadonlyArray<Row> {
  const keyed = rows.map((row) => ({ row, first: JSON.stringify(Object.values(row)[0]) }));
  return keyed
    .sort((a, b) => compareText(a.first, b.first) || compareText(textOf(a.row), textOf(b.row)))
    .map(({ row }) => row);
}

const textOf = (row: object): string =>
  Object.values(row)
    .map((value) => JSON.stringify(value))
    .join(' ');
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
