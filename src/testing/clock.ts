import type { Clock } from '../time/index.js';

/** A clock that stands still until it is told to go on. */
export interface FixedClock extends Clock {
  /** Moves the clock on (or back, where negative). */
  advance(seconds: number): void;
}

/** A clock at `now`; each reading is a fresh Date. */
export function fixedClock(now: Date): FixedClock {
  let at = now.getTime();
  return {
    now: () => new Date(at),
    advance(seconds) {
      at += seconds * 1000;
    },
  };
}
