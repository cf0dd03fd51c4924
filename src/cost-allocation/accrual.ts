import { divideRounded } from '../money/rational.js';
import { E, type Either } from '../prelude.js';
import type { Interval } from '../time/period.js';
import { type OverlappingOwners, overlappingOwners } from './errors.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { Ownership } from './model/tenant.js';

/** Whole milliseconds, [from, to). */
export interface MillisecondInterval {
  readonly from: number;
  readonly to: number;
}

/** An instant in seconds as whole milliseconds: what all proration counts in. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/**
 * How much of a cost has accrued after `elapsed` of `term` milliseconds, rounded half to even. What falls to an
 * interval of time is the difference of two such values, so whatever the partition of a term, its parts add up to the
 * cost.
 */
export function accruedUnits(units: bigint, elapsed: number, term: number): bigint {
  if (elapsed <= 0) return 0n;
  if (elapsed >= term) return units;
  return divideRounded(units * BigInt(elapsed), BigInt(term));
}

/** Intervals in milliseconds. */
export function toMillisecondIntervals(intervals: readonly Interval[]): readonly MillisecondInterval[] {
  return intervals.map((interval) => ({ from: toMilliseconds(interval.start), to: toMilliseconds(interval.end) }));
}

const DAY = 86_400_000;
const MONTHS = new Map<number, string>();

/** The month (UTC) of an instant in milliseconds: `2024-03`. */
export function monthOf(instant: number): string {
  const day = Math.floor(instant / DAY);
  const known = MONTHS.get(day);
  if (known !== undefined) return known;
  const text = new Date(instant).toISOString();
  const month = text.slice(0, text.length - 17);
  // A bill has few days; more of them than this are no calendar worth keeping.
  if (MONTHS.size > 10_000) MONTHS.clear();
  MONTHS.set(day, month);
  return month;
}

/** Who owns what, by resource; the intervals of a resource stand in order of time. */
export type Owners = ReadonlyMap<string, readonly Ownership[]>;

/** An interval with its owner; null stands for a shared pool. */
interface OwnedInterval extends MillisecondInterval {
  readonly owner: string | null;
}

/**
 * Sorts ownership intervals by resource and time; two owners at one instant are an error. Empty intervals count for
 * nothing.
 */
export function groupOwnership(ownership: readonly Ownership[]): Either<OverlappingOwners, Owners> {
  const byResource = new Map<string, Ownership[]>();
  for (const owned of ownership) {
    if (endOf(owned) <= toMilliseconds(owned.start)) continue;
    const known = byResource.get(owned.resourceId);
    if (known === undefined) byResource.set(owned.resourceId, [owned]);
    else known.push(owned);
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
  ownership: readonly Ownership[] | undefined,
  otherwise: string | null,
): readonly OwnedInterval[] {
  if (ownership === undefined) return [{ ...term, owner: otherwise }];
  const pieces: OwnedInterval[] = [];
  let at = term.from;
  for (const owned of ownership) {
    const from = Math.max(toMilliseconds(owned.start), at);
    const to = Math.min(endOf(owned), term.to);
    if (from >= to) continue;
    if (from > at) pieces.push({ from: at, to: from, owner: UNALLOCATED });
    pieces.push({ from, to, owner: owned.tenantId });
    at = to;
  }
  if (at < term.to) pieces.push({ from: at, to: term.to, owner: UNALLOCATED });
  return pieces;
}

/** Who owns a resource at one instant: at a change of owner it is the new one. */
function ownerAt(
  instant: number,
  ownership: readonly Ownership[] | undefined,
  otherwise: string | null,
): string | null {
  if (ownership === undefined) return otherwise;
  const found = ownership.find((i) => toMilliseconds(i.start) <= instant && instant < endOf(i));
  return found === undefined ? UNALLOCATED : found.tenantId;
}

function endOf(owned: Ownership): number {
  return owned.end === null ? Number.POSITIVE_INFINITY : toMilliseconds(owned.end);
}

/** What of an amount falls to one owner in one interval. */
export interface Portion {
  readonly owner: string | null;
  readonly interval: number;
  readonly amounts: readonly bigint[];
}

/** An amount (or several, such as cost and usage) that accrues evenly over a term. */
interface Accrual {
  readonly term: MillisecondInterval;
  readonly amounts: readonly bigint[];
  /** The owner where there are no intervals. */
  readonly owner: string | null;
  readonly ownership?: readonly Ownership[] | undefined;
}

/**
 * Divides an accrual among its owners and the intervals, both exactly: each owner's pieces are laid end to end, owners
 * in the order in which they first appear, and the accrued amount is rounded where two pieces meet. So an owner who
 * comes back is rounded once, nobody is charged for time that is not theirs, and for every owner the intervals of any
 * partition add up. A term without length belongs wholly to the interval and the owner of its instant.
 */
export function portionsOf(accrual: Accrual, intervals: readonly MillisecondInterval[]): readonly Portion[] {
  const { term, amounts, ownership } = accrual;
  if (term.from === term.to) {
    const interval = intervals.findIndex((w) => w.from <= term.from && term.from < w.to);
    return interval < 0 ? [] : [{ owner: ownerAt(term.from, ownership, accrual.owner), interval, amounts }];
  }
  if (ownership === undefined) {
    const interval = firstEndingAfter(intervals, term.from);
    const whole = intervals[interval];
    // Most charges: one owner, and wholly inside one interval.
    if (whole !== undefined && whole.from <= term.from && term.to <= whole.to)
      return [{ owner: accrual.owner, interval, amounts }];
  }
  const length = term.to - term.from;
  const found = new Map<string, { owner: string | null; interval: number; amounts: bigint[] }>();
  let laid = 0;
  for (const piece of groupByOwner(ownedIntervals(term, ownership, accrual.owner))) {
    for (let interval = firstEndingAfter(intervals, piece.from); interval < intervals.length; interval += 1) {
      const from = Math.max(intervals[interval]!.from, piece.from);
      const to = Math.min(intervals[interval]!.to, piece.to);
      if (from >= to) break;
      const start = laid + from - piece.from;
      const parts = amounts.map((a) => accruedUnits(a, start + to - from, length) - accruedUnits(a, start, length));
      const key = `${interval} ${piece.owner ?? ''}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { owner: piece.owner, interval, amounts: parts });
      else
        parts.forEach((part, i) => {
          known.amounts[i]! += part;
        });
    }
    laid += piece.to - piece.from;
  }
  return [...found.values()];
}

function groupByOwner(pieces: readonly OwnedInterval[]): readonly OwnedInterval[] {
  if (pieces.length === 1) return pieces;
  const byOwner = new Map<string | null, OwnedInterval[]>();
  for (const piece of pieces) {
    const known = byOwner.get(piece.owner);
    if (known === undefined) byOwner.set(piece.owner, [piece]);
    else known.push(piece);
  }
  return [...byOwner.values()].flat();
}

/** The first interval that ends after an instant. */
function firstEndingAfter(intervals: readonly MillisecondInterval[], instant: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intervals[middle]!.to > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
