import { FOCUS_COLUMNS } from './columns.js';
import type { FocusRow } from './focus-row.js';

const SPLIT_COLUMNS = FOCUS_COLUMNS['1.3'].filter((column) => column.startsWith('Allocated'));

/**
 * Writes rows as CSV (RFC 4180, LF), piece by piece: the header, then a line a row. Columns are those of the first row,
 * and the five split columns of FOCUS 1.3. Nulls are empty fields.
 */
export function* writeFocusCsv(rows: Iterable<FocusRow>): Generator<string> {
  let columns: ReadonlyArray<string> | undefined;
  for (const row of rows) {
    if (columns === undefined) {
      const own = row.columns;
      columns = [...own, ...SPLIT_COLUMNS.filter((column) => !own.includes(column))];
      yield `${columns.map(quoted).join(',')}\n`;
    }
    yield `${columns.map((column) => quoted(row.get(column))).join(',')}\n`;
  }
}

function quoted(text: string | null): string {
  if (text === null) return '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
