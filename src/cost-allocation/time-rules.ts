import { divideRounded } from '../money/rational.js';
import { E, type Either } from '../prelude.js';
import type { EpochSeconds, Interval } from '../time/period.js';
import { overlappingOwners, type OverlappingOwners } from './errors.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { AllocationRule, ZeroWeightPolicy } from './model/allocation-rule.js';
import type { CostCategory } from './model/cost-category.js';
import type { Ownership } from './model/tenant.js';

/** The id of the rule that holds where no other does. */
const DEFAULT_RULE_ID = 'default';

/** Without a rule: by usage in the category itself; `shared` and `support` by direct cost. */
export function defaultRule(category: CostCategory, onZeroWeights: ZeroWeightPolicy): AllocationRule {
  return {
    ruleId: DEFAULT_RULE_ID,
    name: 'by usage',
    category,
    strategy: 'proportional',
    weightByCategory: {},
    effectiveFrom: 0,
    effectiveUntil: null,
    isActive: true,
    onZeroWeights,
  };
}

/**
 * The one rule for a pool's money of a category at an instant: a rule of the pool before one of the category, then the
 * latest `effectiveFrom`, then the first `ruleId`.
 */
export function ruleAt(
  rules: ReadonlyArray<AllocationRule>,
  poolId: string,
  category: CostCategory,
  instant: number,
): AllocationRule | undefined {
  let best: AllocationRule | undefined;
  for (const rule of rules) {
    if (!rule.isActive || rule.effectiveFrom > instant) continue;
    if (rule.effectiveUntil !== null && rule.effectiveUntil <= instant) continue;
    const applies = rule.poolId === undefined ? rule.category === category : rule.poolId === poolId;
    if (applies && (best === undefined || hasPriority(rule, best))) best = rule;
  }
  return best;
}

/** The period cut wherever an active rule begins or ends inside it. */
export function splitAtRuleChanges(period: Interval, rules: ReadonlyArray<AllocationRule>): ReadonlyArray<Interval> {
  const cuts = new Set<number>();
  for (const rule of rules) {
    if (!rule.isActive) continue;
    for (const at of [rule.effectiveFrom, rule.effectiveUntil]) {
      if (at !== null && at > period.start && at < period.end) cuts.add(at);
    }
  }
  const edges = [period.start, ...[...cuts].sort((a, b) => a - b), period.end];
  return edges.slice(1).map((end, i) => ({ start: edges[i]! as EpochSeconds, end: end as EpochSeconds }));
}

function hasPriority(a: AllocationRule, b: AllocationRule): boolean {
  if ((a.poolId === undefined) !== (b.poolId === undefined)) return a.poolId !== undefined;
  return a.effectiveFrom === b.effectiveFrom ? a.ruleId < b.ruleId : a.effectiveFrom > b.effectiveFrom;
}

/** A stretch of whole milliseconds, [from, to). */
export interface MillisecondInterval {
  readonly from: number;
  readonly to: number;
}

/** An instant in seconds as whole milliseconds: what all proration counts in. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/**
 * How much of a cost has accrued after `elapsed` of `term` milliseconds, rounded half to even. What falls to a stretch
 * of time is the difference of two such values, so whatever the partition of a term, its parts add up to the cost.
 */
export function accruedUnits(units: bigint, elapsed: number, term: number): bigint {
  if (elapsed <= 0) return 0n;
  if (elapsed >= term) return units;
  return divideRounded(units * BigInt(elapsed), BigInt(term));
}

/** Who owns what, by resource; the intervals of a resource stand in order of time. */
export type Owners = ReadonlyMap<string, ReadonlyArray<Ownership>>;

/** A stretch of time with its owner; null stands for a shared pool. */
interface OwnedInterval extends MillisecondInterval {
  readonly owner: string | null;
}

/**
 * Sorts ownership intervals by resource and time; two owners at one instant are an error. Empty intervals count for
 * nothing.
 */
export function groupOwnership(intervals: ReadonlyArray<Ownership>): Either<OverlappingOwners, Owners> {
  const byResource = new Map<string, Ownership[]>();
  for (const interval of intervals) {
    if (endOf(interval) <= toMilliseconds(interval.start)) continue;
    const known = byResource.get(interval.resourceId);
    if (known === undefined) byResource.set(interval.resourceId, [interval]);
    else known.push(interval);
  }
  for (const [resourceId, known] of byResource) {
    known.sort((a, b) => a.start - b.start || endOf(a) - endOf(b) || (a.tenantId < b.tenantId ? -1 : 1));
    for (let i = 1; i < known.length; i += 1) {
      const [first, second] = [known[i - 1]!, known[i]!];
      if (endOf(first) > toMilliseconds(second.start)) return E.left(overlappingOwners({ resourceId, first, second }));
    }
  }
  return E.right(byResource);
}

/** A term cut at its changes of owner, in order of time. Without intervals all of it is `otherwise`'s. */
function ownedIntervals(
  term: MillisecondInterval,
  intervals: ReadonlyArray<Ownership> | undefined,
  otherwise: string | null,
): ReadonlyArray<OwnedInterval> {
  if (intervals === undefined) return [{ ...term, owner: otherwise }];
  const stretches: OwnedInterval[] = [];
  let at = term.from;
  for (const interval of intervals) {
    const from = Math.max(toMilliseconds(interval.start), at);
    const to = Math.min(endOf(interval), term.to);
    if (from >= to) continue;
    if (from > at) stretches.push({ from: at, to: from, owner: UNALLOCATED });
    stretches.push({ from, to, owner: interval.tenantId });
    at = to;
  }
  if (at < term.to) stretches.push({ from: at, to: term.to, owner: UNALLOCATED });
  return stretches;
}

/** Who owns a resource at one instant: at a change of owner it is the new one. */
function ownerAt(
  instant: number,
  intervals: ReadonlyArray<Ownership> | undefined,
  otherwise: string | null,
): string | null {
  if (intervals === undefined) return otherwise;
  const found = intervals.find((i) => toMilliseconds(i.start) <= instant && instant < endOf(i));
  return found === undefined ? UNALLOCATED : found.tenantId;
}

function endOf(interval: Ownership): number {
  return interval.end === null ? Number.POSITIVE_INFINITY : toMilliseconds(interval.end);
}

/** What of an amount falls to one owner in one window. */
export interface Portion {
  readonly owner: string | null;
  readonly window: number;
  readonly amounts: readonly bigint[];
}

/** An amount (or several, such as cost and usage) that accrues evenly over a term. */
interface Accrual {
  readonly term: MillisecondInterval;
  readonly amounts: readonly bigint[];
  /** The owner where there are no intervals. */
  readonly owner: string | null;
  readonly intervals?: ReadonlyArray<Ownership> | undefined;
}

/**
 * Divides an accrual among its owners and the windows, both exactly: each owner's stretches are laid end to end, owners
 * in the order in which they first appear, and the accrued amount is rounded where two pieces meet. So an owner who
 * comes back is rounded once, nobody is charged for time that is not theirs, and for every owner the windows of any
 * partition add up. A term without length belongs wholly to the window and the owner of its instant.
 */
export function portionsOf(accrual: Accrual, windows: readonly MillisecondInterval[]): ReadonlyArray<Portion> {
  const { term, amounts, intervals } = accrual;
  if (term.from === term.to) {
    const window = windows.findIndex((w) => w.from <= term.from && term.from < w.to);
    return window < 0 ? [] : [{ owner: ownerAt(term.from, intervals, accrual.owner), window, amounts }];
  }
  if (intervals === undefined) {
    const window = firstEndingAfter(windows, term.from);
    const whole = windows[window];
    // Most charges: one owner, and wholly inside one window.
    if (whole !== undefined && whole.from <= term.from && term.to <= whole.to)
      return [{ owner: accrual.owner, window, amounts }];
  }
  const length = term.to - term.from;
  const found = new Map<string, { owner: string | null; window: number; amounts: bigint[] }>();
  let laid = 0;
  for (const stretch of groupByOwner(ownedIntervals(term, intervals, accrual.owner))) {
    for (let window = firstEndingAfter(windows, stretch.from); window < windows.length; window += 1) {
      const from = Math.max(windows[window]!.from, stretch.from);
      const to = Math.min(windows[window]!.to, stretch.to);
      if (from >= to) break;
      const start = laid + from - stretch.from;
      const pieces = amounts.map((a) => accruedUnits(a, start + to - from, length) - accruedUnits(a, start, length));
      const key = `${window} ${stretch.owner ?? ''}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { owner: stretch.owner, window, amounts: pieces });
      else
        pieces.forEach((piece, i) => {
          known.amounts[i]! += piece;
        });
    }
    laid += stretch.to - stretch.from;
  }
  return [...found.values()];
}

/** Windows as stretches of milliseconds. */
export function toMillisecondIntervals(windows: ReadonlyArray<Interval>): ReadonlyArray<MillisecondInterval> {
  return windows.map((window) => ({ from: toMilliseconds(window.start), to: toMilliseconds(window.end) }));
}

function groupByOwner(stretches: ReadonlyArray<OwnedInterval>): ReadonlyArray<OwnedInterval> {
  if (stretches.length === 1) return stretches;
  const byOwner = new Map<string | null, OwnedInterval[]>();
  for (const stretch of stretches) {
    const known = byOwner.get(stretch.owner);
    if (known === undefined) byOwner.set(stretch.owner, [stretch]);
    else known.push(stretch);
  }
  return [...byOwner.values()].flat();
}

/** The first window that ends after an instant. */
function firstEndingAfter(windows: readonly MillisecondInterval[], instant: number): number {
  let [low, high] = [0, windows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[middle]!.to > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
