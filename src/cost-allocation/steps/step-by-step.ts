import { cancelled, type Cancelled } from '../../errors/port.js';
import { ignoreErrors } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ChunkedTask } from './steps.js';
import { createYielder } from './turns.js';

/** How to follow long work, and how to call it off. */
export interface ProgressOptions {
  /** Calls the work off: it ends with `Cancelled`, and nothing is kept of it. */
  readonly signal?: AbortSignal;
  /** Told every few milliseconds how much of the work is done, in rows of `total`. What it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Takes steps in turns with other work. `what` names the work in `Cancelled`, `rows` is how many it is about. */
export async function runAsync<L, A>(
  what: string,
  rows: number,
  steps: ChunkedTask<Either<L, A>>,
  { signal, onProgress }: ProgressOptions,
): Promise<Either<L | Cancelled, A>> {
  const nextTurn = createYielder();
  const tell = (share: number): unknown => ignoreErrors(() => onProgress?.(Math.floor(share * rows), rows));
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
