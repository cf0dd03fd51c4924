import { Decimal, formatDecimal, getScale } from '../../money/decimal.js';
import { sum } from '../../money/units.js';
import type { CostCause } from '../model/anomaly.js';

/** The least that explaining a cost needs of a charge; the bill's charges and a tenant's shares of pools both fit. */
export interface CostLine {
  /** The kind of cost. */
  readonly category: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId?: string;
  /** What it cost. */
  readonly cost: Decimal;
  /** How much was used, in `usageUnit`. */
  readonly usageQuantity?: Decimal;
  /** In what the quantity is counted, `Hours` for example. */
  readonly usageUnit?: string;
  /** For a share of a pool: the pool and what it cost in all. */
  readonly pool?: { readonly poolId: string; readonly total: Decimal };
}

/** All lines of one resource and unit, of one pool, or of one category where no resource is named. */
interface GroupedLine {
  readonly subject: string;
  readonly cost: Decimal;
  readonly pool: boolean;
  /** Undefined where a line does not state it. */
  readonly quantity?: Decimal;
  readonly unit?: string;
  readonly poolTotal?: Decimal;
}

/** Adds up lines by what they are for, as the mean of so many periods. */
function groupLines(lines: readonly CostLine[], periods: number): ReadonlyMap<string, GroupedLine> {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const { pool, resourceId, category, usageUnit } = line;
    const key = JSON.stringify([pool?.poolId ?? null, resourceId ?? null, category, usageUnit ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return new Map([...groups].map(([key, group]) => [key, toGroupedLine(group, periods)]));
}

function toGroupedLine(group: readonly CostLine[], periods: number): GroupedLine {
  const [first] = group as [CostLine, ...CostLine[]];
  const quantities = group.flatMap((line) => line.usageQuantity ?? []);
  const pools = group.flatMap((line) => line.pool?.total ?? []);
  const mean = (amounts: readonly Decimal[]): Decimal => sum(amounts).dividedBy(periods);
  return {
    subject: subjectOf(first),
    cost: mean(group.map((line) => line.cost)),
    pool: first.pool !== undefined,
    ...(quantities.length === group.length && { quantity: mean(quantities) }),
    ...(first.usageUnit !== undefined && { unit: first.usageUnit }),
    ...(pools.length > 0 && { poolTotal: mean(pools) }),
  };
}

function subjectOf({ pool, resourceId, category }: CostLine): string {
  if (pool !== undefined) return `pool ${pool.poolId}`;
  return resourceId === undefined ? category : `${category} of ${resourceId}`;
}

/** How an increase is to be explained. */
export interface ExplainOptions {
  /** How many periods the earlier lines span; their amounts and quantities are averaged. 1 unless told. */
  readonly periods?: number;
  /** The increase, where it was computed elsewhere; what the lines do not explain becomes the cause `other`. */
  readonly increase?: Decimal;
}

/** Digits that an averaged amount gets beyond those of the lines. */
const EXTRA_DIGITS = 6;

/**
 * Splits the increase between two sets of cost lines into its causes, largest first: for each resource its change of
 * usage at the old price and of price at the new usage, new and gone resources, and for shares of a pool the pool's
 * own change (usage) and that of the share (rule). The amounts add up to the increase exactly. Lines that
 * cannot be read explain nothing. O(n log n).
 */
export function explainIncrease(
  before: readonly CostLine[],
  after: readonly CostLine[],
  options: ExplainOptions = {},
): readonly CostCause[] {
  try {
    const causes = causesBetween(before, after, options);
    return causes.some((cause) => cause.amount.isNaN()) ? [] : causes;
  } catch {
    return [];
  }
}

function causesBetween(
  before: readonly CostLine[],
  after: readonly CostLine[],
  { periods = 1, increase }: ExplainOptions,
): readonly CostCause[] {
  const costs = [...before, ...after].map((line) => line.cost);
  const scale = [...costs, ...(increase ? [increase] : [])].reduce((most, cost) => Math.max(most, getScale(cost)), 0);
  const old = groupLines(before, Math.max(1, Math.floor(periods) || 1));
  const now = groupLines(after, 1);
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  const causes = keys.flatMap((key) => causesOf(old.get(key), now.get(key), scale + EXTRA_DIGITS));
  const rest = increase?.minus(sum(causes.map((cause) => cause.amount)));
  const all = rest === undefined || rest.isZero() ? causes : [...causes, other(rest)];
  return all.filter((cause) => !cause.amount.isZero()).sort(largestFirst);
}

const other = (amount: Decimal): CostCause => ({
  kind: 'other',
  subject: 'everything else',
  amount,
  reason: `${signed(amount)} that the lines at hand do not explain`,
});

function causesOf(before: GroupedLine | undefined, after: GroupedLine | undefined, scale: number): CostCause[] {
  const round = (amount: Decimal): Decimal => amount.toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
  if (before === undefined) return after === undefined ? [] : [appeared(after, round(after.cost))];
  if (after === undefined) return [vanished(before, round(before.cost.negated()))];
  const change = round(after.cost).minus(round(before.cost));
  return before.poolTotal === undefined || after.poolTotal === undefined
    ? usageAndPrice(before, after, change, round)
    : poolAndShare(before, after, change, round);
}

function appeared({ subject, pool }: GroupedLine, amount: Decimal): CostCause {
  return pool
    ? { kind: 'shared_rule', subject, amount, reason: `${subject} is shared with it now: ${signed(amount)}` }
    : { kind: 'new_resource', subject, amount, reason: `${subject} is new: ${signed(amount)}` };
}

function vanished({ subject, pool }: GroupedLine, amount: Decimal): CostCause {
  return pool
    ? { kind: 'shared_rule', subject, amount, reason: `${subject} is no longer shared with it: ${signed(amount)}` }
    : { kind: 'gone_resource', subject, amount, reason: `${subject} is gone: ${signed(amount)}` };
}

/** Usage at the old price; what remains of the change is price. Without quantities a change is one of usage. */
function usageAndPrice(
  before: GroupedLine,
  after: GroupedLine,
  change: Decimal,
  round: (amount: Decimal) => Decimal,
): CostCause[] {
  const { subject } = after;
  const [q0, q1] = [before.quantity, after.quantity];
  if (q0 === undefined || q1 === undefined || q0.isZero()) {
    const reason = `the cost of ${subject} changed by ${signed(change)}; how much of it was used is not stated`;
    return [{ kind: 'usage', subject, amount: change, reason }];
  }
  const usage = round(q1.minus(q0).times(before.cost).dividedBy(q0));
  const price = change.minus(usage);
  const quantities = `${brief(q0)} to ${brief(q1)} ${after.unit ?? 'units'}`;
  return [
    { kind: 'usage', subject, amount: usage, reason: `usage of ${subject} went from ${quantities}: ${signed(usage)}` },
    { kind: 'price', subject, amount: price, reason: `the price of ${subject} changed: ${signed(price)}` },
  ];
}

/** The pool's change at the old share; what remains is a change of the share, by a rule or by the others' usage. */
function poolAndShare(
  before: GroupedLine,
  after: GroupedLine,
  change: Decimal,
  round: (amount: Decimal) => Decimal,
): CostCause[] {
  const { subject } = after;
  const [total0, total1] = [before.poolTotal ?? new Decimal(0), after.poolTotal ?? new Decimal(0)];
  const pool = total0.isZero() ? new Decimal(0) : round(total1.minus(total0).times(before.cost).dividedBy(total0));
  const share = change.minus(pool);
  const totals = `${brief(total0)} to ${brief(total1)}`;
  return [
    { kind: 'usage', subject, amount: pool, reason: `${subject} went from ${totals} in all: ${signed(pool)}` },
    { kind: 'shared_rule', subject, amount: share, reason: `the share of ${subject} changed: ${signed(share)}` },
  ];
}

function largestFirst(a: CostCause, b: CostCause): number {
  return b.amount.abs().comparedTo(a.amount.abs()) || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0);
}

const signed = (amount: Decimal): string => `${amount.gt(0) ? '+' : ''}${formatDecimal(amount)}`;
const brief = (amount: Decimal): string => formatDecimal(amount.toSignificantDigits(12));
