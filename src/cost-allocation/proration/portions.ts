import type { Interval } from '../../time/index.js';
import type { Ownership } from '../model/index.js';
import { accruedUnits, toMilliseconds, type MillisecondInterval } from './accrued.js';
import { ownedIntervals, ownerAt, type OwnedInterval } from './owners.js';

/** What of an amount falls to one owner in one window. */
export interface Portion {
  readonly owner: string | null;
  readonly window: number;
  readonly amounts: readonly bigint[];
}

/** An amount (or several, such as cost and usage) that accrues evenly over a term. */
export interface Accrual {
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
