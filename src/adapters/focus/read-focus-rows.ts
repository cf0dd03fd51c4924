import type { InvalidFocus } from '../../errors/focus.js';
import { E, type TaskEither } from '../../prelude.js';
import type { FocusRow } from './focus-row.js';
import { readRows, type FocusSource } from './read-rows.js';

/** Reads the lines of a FOCUS file as they are, for splitting them and writing them out again. */
export function readFocusRows(source: FocusSource): TaskEither<InvalidFocus, ReadonlyArray<FocusRow>> {
  return async () => {
    const rows: FocusRow[] = [];
    for await (const batch of readRows(source)) {
      if (E.isLeft(batch)) return batch;
      for (const row of batch.right.rows) rows.push(row);
    }
    return E.right(rows);
  };
}
