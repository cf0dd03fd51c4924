import { cancelled, type Cancelled } from '../../errors/port.js';
import { quietly } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Steps } from './steps.js';
import { takingTurns } from './turns.js';

/** How to follow long work, and how to call it off. */
export interface Following {
  /** Calls the work off: it ends with `Cancelled`, and nothing is kept of it. */
  readonly signal?: AbortSignal;
  /** Told every few milliseconds how much of the work is done, in rows of `total`. What it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Takes steps in turns with other work. `what` names the work in `Cancelled`, `rows` is how many it is about. */
export async function stepByStep<L, A>(
  what: string,
  rows: number,
  steps: Steps<Either<L, A>>,
  { signal, onProgress }: Following,
): Promise<Either<L | Cancelled, A>> {
  const nextTurn = takingTurns();
  const tell = (share: number): unknown => quietly(() => onProgress?.(Math.floor(share * rows), rows));
  while (signal?.aborted !== true) {
    const step = steps.next();
    if (step.done !== true) tell(step.value);
    else if (E.isLeft(step.value)) return step.value;
    else {
      tell(1);
      if (!signal?.aborted) return step.value;
    }
    await nextTurn();
  }
  return E.left(cancelled({ what }));
}
