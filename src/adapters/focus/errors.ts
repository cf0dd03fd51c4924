/** What can be wrong with a FOCUS file, and with a split that is to be written as one. */
import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A file that cannot be read as FOCUS. Rows are numbered as a spreadsheet does: the header is row 1. */
export type InvalidFocus = TaggedError<
  'InvalidFocus',
  {
    readonly file?: string;
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
  }
>;
/** Makes an {@link InvalidFocus}. */
export const invalidFocus: MakeError<InvalidFocus> = defineError<InvalidFocus>('InvalidFocus', (f) => {
  const row = f.row === undefined ? '' : `, row ${f.row}`;
  const column = f.column === undefined ? '' : `, column ${f.column}`;
  const file = f.file === undefined ? '' : ` ${show(f.file)}`;
  return `FOCUS file${file}${row}${column}: expected ${f.expected}, got ${show(f.value)}`;
});

/** A split of a charge that has no meaning: no shares, a weight below zero, the same resource twice. */
export type InvalidFocusSplit = TaggedError<'InvalidFocusSplit', { readonly value: unknown; readonly reason: string }>;
/** Makes an {@link InvalidFocusSplit}. */
export const invalidFocusSplit: MakeError<InvalidFocusSplit> = defineError<InvalidFocusSplit>(
  'InvalidFocusSplit',
  (f) => `cannot split a FOCUS charge: ${f.reason}, got ${show(f.value)}`,
);
