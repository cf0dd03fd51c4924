import type { Cancelled } from '../../errors/kernel.js';
import { E, type TaskEither } from '../../prelude.js';
import type { InvalidFocus } from './errors.js';
import type { FocusRow } from './focus-row.js';
import { type FocusFollowing, followRows } from './follow-rows.js';
import type { FocusSource } from './read-rows.js';

/** Reads the lines of a FOCUS file as they are, for splitting them and writing them out again. */
export function readFocusRows(
  source: FocusSource,
  following: FocusFollowing = {},
): TaskEither<InvalidFocus | Cancelled, ReadonlyArray<FocusRow>> {
  return async () => {
    const rows: FocusRow[] = [];
    for await (const batch of followRows(source, following ?? {})) {
      if (E.isLeft(batch)) return batch;
      for (const row of batch.right.rows) rows.push(row);
    }
    return E.right(rows);
  };
}
