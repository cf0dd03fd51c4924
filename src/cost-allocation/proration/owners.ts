import { overlappingOwners, type OverlappingOwners } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { UNALLOCATED, type Ownership } from '../model/index.js';
import { toMilliseconds, type MillisecondInterval } from './accrued.js';

/** Who owns what, by resource; the intervals of a resource stand in order of time. */
export type Owners = ReadonlyMap<string, ReadonlyArray<Ownership>>;

/** A stretch of time with its owner; null stands for a shared pool. */
export interface OwnedInterval extends MillisecondInterval {
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
export function ownedIntervals(
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
export function ownerAt(
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
