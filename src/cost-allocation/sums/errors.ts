import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A column of a bill that is missing, too short or holds what it must not. */
export type InvalidColumns = TaggedError<
  'InvalidColumns',
  { readonly column: string; readonly value: unknown; readonly expected: string; readonly row?: number }
>;
/** Makes an {@link InvalidColumns}. */
export const invalidColumns: MakeError<InvalidColumns> = defineError<InvalidColumns>(
  'InvalidColumns',
  (f) =>
    `column ${f.column}${f.row === undefined ? '' : `, row ${f.row}`}: expected ${f.expected}, got ${show(f.value)}`,
);

/** A row of a bill that cannot be added up; rows count from 0. */
export type InvalidCostRow = TaggedError<
  'InvalidCostRow',
  { readonly row: number; readonly field: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidCostRow}. */
export const invalidCostRow: MakeError<InvalidCostRow> = defineError<InvalidCostRow>(
  'InvalidCostRow',
  (f) => `row ${f.row}, ${f.field}: expected ${f.expected}, got ${show(f.value)}`,
);

/**
 * CSV that cannot be added up: no header, a column missing, cut off, or a field without a meaning; the header is row 1.
 */
export type InvalidCostCsv = TaggedError<
  'InvalidCostCsv',
  { readonly row?: number; readonly column?: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidCostCsv}. */
export const invalidCostCsv: MakeError<InvalidCostCsv> = defineError<InvalidCostCsv>('InvalidCostCsv', (f) => {
  const place = [
    f.row === undefined ? [] : [`row ${f.row}`],
    f.column === undefined ? [] : [`column ${f.column}`],
  ].flat();
  return `${['cost CSV', ...place].join(', ')}: expected ${f.expected}, got ${show(f.value)}`;
});
