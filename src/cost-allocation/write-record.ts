import { type ChunkedTask, forEachRow, subtask } from '../host/chunked.js';
import { formatDecimal } from '../money/decimal.js';
import { formatUnits } from '../money/units.js';
import { formatRational } from '../money/rational.js';
import type { AmortizedLine } from './amortization.js';
import type { CostSum, GroupedBill, SourceLine } from './cost-sums.js';
import type { CheckedConditions } from './input.js';
import { UNALLOCATED } from './model/allocation-result.js';
import { COST_CATEGORIES } from './model/cost-category.js';
import {
  type AllocationRecord,
  type LineDetails,
  recordDigest,
  type RecordedDriver,
  type RecordedLine,
  type RecordedSplit,
  type RecordedSum,
} from './record.js';
import type { PoolSplit } from './share-pools.js';
import type { WeightedDriver } from './strategies/strategy.js';

/** What one tenant owes, in units of the totals' scale. */
export interface TenantTotal {
  readonly tenantId: string;
  /** In the order of `COST_CATEGORIES`. */
  readonly byCategory: readonly bigint[];
  readonly direct: bigint;
  readonly shared: bigint;
  readonly amortized: bigint;
  readonly total: bigint;
}

/** What a record is written from. */
interface RecordSources {
  readonly terms: CheckedConditions;
  readonly currency: string;
  readonly grouped: GroupedBill;
  readonly amortized: readonly AmortizedLine[];
  readonly splits: readonly PoolSplit[];
  readonly totals: readonly TenantTotal[];
  /** Digits of the totals. */
  readonly scale: number;
}

/** Writes down what an allocation rests on, every list in order of its names. */
export function* writeRecordTask(sources: RecordSources): ChunkedTask<AllocationRecord> {
  const { terms, currency, grouped, amortized, splits, totals, scale } = sources;
  const place = (line: CostSum | SourceLine): RecordedSum => ({
    tenantId: line.tenantId,
    poolId: line.poolId,
    category: line.category,
    from: terms.intervals[line.interval]!.start,
    until: terms.intervals[line.interval]!.end,
    currency: line.currency,
    month: line.month,
    cost: formatUnits(line.cost, grouped.costScale),
  });
  const lines: RecordedLine[] = [];
  yield* subtask(
    0,
    0.4,
    forEachRow(grouped.lines, (line) => {
      lines.push({ chargeId: line.charge.chargeId, ...detailsOf(line, grouped.usageScale), ...place(line) });
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

/** What else is known of the charge of a line; what it does not state is left out. */
function detailsOf({ charge, usage }: SourceLine, usageScale: number): LineDetails {
  const { projectId, resourceId, tags, usageUnit } = charge;
  return {
    ...(projectId === undefined ? {} : { projectId }),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(usage === undefined ? {} : { usage: formatUnits(usage, usageScale), usageUnit: usageUnit ?? '' }),
  };
}

/** `names` are those of the shares; empty for an only driver, whose amounts are the weights. */
function writeDriver(
  { weight, driver, amounts, unallocated }: WeightedDriver,
  names: readonly string[],
): RecordedDriver {
  const unit = driver?.usageUnit ?? null;
  return {
    by: driver === undefined ? 'tenants' : unit === null ? 'cost' : 'usage',
    category: driver?.category ?? null,
    unit,
    weight: weight.toString(),
    amounts: inOrderOf(names, amounts, unallocated).map(String),
  };
}

function writeSplit(split: PoolSplit, terms: CheckedConditions): RecordedSplit {
  const {
    poolId,
    category,
    interval: segment,
    units,
    scale,
    rule,
    method,
    steps,
    shareWeights,
    shares,
    carried,
  } = split;
  return {
    poolId,
    category,
    from: terms.intervals[segment.first]!.start,
    until: terms.intervals[segment.last]!.end,
    amount: formatUnits(units, scale),
    scale,
    ruleId: rule.ruleId,
    strategy: rule.strategy,
    method,
    legs: steps.map((step) => ({
      poolId: step.poolId,
      ruleId: step.ruleId,
      part: formatRational(step.part),
      driver: step.weights.driver,
      fallback: step.weights.fallback ?? null,
      clamped: step.weights.clamped ?? [],
      weights: inOrderOf(shareWeights.names, step.weights.byRecipient, step.weights.unallocated).map(String),
      drivers: (step.weights.drivers ?? []).map((driver, _, all) =>
        writeDriver(driver, all.length === 1 ? [] : shareWeights.names),
      ),
    })),
    shares: shares.map((share, i) => ({
      tenantId: shareWeights.names[i]!,
      weight: shareWeights.weights[i]!.toString(),
      amount: formatUnits(share, scale),
    })),
    carried:
      carried?.map(({ tenantId, entitled, given }) => ({ tenantId, entitled, given: formatDecimal(given) })) ?? null,
  };
}

/** What recipients have in the order of the names; only `__unallocated__` stands among them out of order. */
function inOrderOf(names: readonly string[], byRecipient: readonly bigint[], unallocated: bigint): readonly bigint[] {
  let next = 0;
  return names.map((name) => (name === UNALLOCATED ? unallocated : byRecipient[next++]!));
}

/**
 * In order of the content, field by field as JSON text, so that the order of the input leaves no trace. Mostly the first
 * field tells rows apart.
 */
function sortByContent<Row extends object>(rows: readonly Row[]): readonly Row[] {
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
