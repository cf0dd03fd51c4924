import type { InvalidFocus } from '../../errors/focus.js';
import type { Cancelled } from '../../errors/port.js';
import * as E from '../../either.js';
import type { TaskEither } from '../../prelude.js';
import { followRows, type FocusFollowing } from './follow-rows.js';
import type { FocusRow } from './focus-row.js';
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
