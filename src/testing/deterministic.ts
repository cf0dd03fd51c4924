import type { Clock, IdSource } from '../host/clock-ids.js';
import { type PointInTime, toDate } from '../time/period.js';

/** A clock that stands still until it is told to go on. */
export interface FixedClock extends Clock {
  /** The instant at which it stands. */
  now(): Date;

  /** Moves the clock on (or back, where negative). */
  advance(seconds: number): void;
}

/** A clock at `now`; each reading is a fresh Date. */
export function fixedClock(now: PointInTime): FixedClock {
  let at = toDate(now).getTime();
  return {
    now: () => new Date(at),
    advance(seconds) {
      at += seconds * 1000;
    },
  };
}

/** Ids in a row: `id-1`, `id-2`, …; two sources with one prefix give the same ids. */
export function countingIds(prefix = 'id'): IdSource {
  let last = 0;
  return {
    next() {
      last += 1;
      return `${prefix}-${last}`;
    },
  };
}

/** A source of numbers that look random and are the same for the same seed, on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  /** From a normal distribution with mean 0 and standard deviation 1 (Box and Muller, 1958). */
  normal(): number;
  /** One of several. */
  pick<A>(items: readonly A[]): A;
}

/** Mulberry32 (T. Ettinger, 2017): 32 bits of state, good enough for test data and quick to read. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => items[below(items.length)]!,
  };
}
