import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A table, a column or a text that no statement can be made of. */
export type InvalidSqlSource = TaggedError<
  'InvalidSqlSource',
  { readonly what: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidSqlSource}. */
export const invalidSqlSource: MakeError<InvalidSqlSource> = defineError<InvalidSqlSource>(
  'InvalidSqlSource',
  (f) => `invalid ${f.what}: expected ${f.expected}, got ${show(f.value)}`,
);
