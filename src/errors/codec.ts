import { defineError, type TaggedError } from './tagged.js';

/** One place in a decoded value that is not what was expected. */
export interface DecodeIssue {
  /** Where, as `rules[2].weight_by_category.compute`; empty for the value itself. */
  readonly path: string;
  /** What was expected there, and what was found. */
  readonly message: string;
}

/** A value from a port, a wire or a caller that is not of the promised shape. */
export type DecodeError = TaggedError<
  'DecodeError',
  { readonly what: string; readonly issues: readonly DecodeIssue[] }
>;
/** Makes a {@link DecodeError}. */
export const decodeError = defineError<DecodeError>('DecodeError', (f) => {
  const shown = f.issues.slice(0, 3).map((i) => (i.path === '' ? i.message : `${i.path}: ${i.message}`));
  const more = f.issues.length > 3 ? ` (and ${f.issues.length - 3} more)` : '';
  return `${f.what} is not as expected: ${shown.join('; ')}${more}`;
});
/** The error of a value that is wrong as a whole. */
export const notAsExpected = (what: string, message: string, cause?: unknown): DecodeError =>
  decodeError({ what, issues: [{ path: '', message }] }, cause);
