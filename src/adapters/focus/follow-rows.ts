import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either } from '../../prelude.js';
import type { InvalidFocus } from './errors.js';
import { type FocusBatch, type FocusSource, readRows } from './read-rows.js';

/** How to follow the reading of a file, and how to call it off. */
export interface FocusFollowing {
  /** Stops the reading within a thousand rows; the answer is then `Cancelled`. */
  readonly signal?: AbortSignal;
  /** Told after each thousand rows how many have been read; how many there are is known at the end alone. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * {@link readRows} in turns with other work. Progress is told when what came of a batch is done with, and the next is asked
 * for.
 */
export async function* followRows(
  source: FocusSource,
  { signal, onProgress }: FocusFollowing,
): AsyncGenerator<Either<InvalidFocus | Cancelled, FocusBatch>> {
  const isOff = (): boolean => signal?.aborted === true;
  let rows = 0;
  for await (const batch of readRows(source)) {
    await othersTurn();
    if (isOff()) break;
    yield batch;
    if (E.isLeft(batch)) return;
    rows += batch.right.rows.length;
    ignoreErrors(() => onProgress?.(rows));
  }
  if (isOff()) yield E.left(cancelled({ what: 'reading a FOCUS file' }));
}

/** Lets other work go on, and with it the timer or the click that may call this off. */
const othersTurn = (): Promise<void> => new Promise((resume) => setImmediate(resume));
