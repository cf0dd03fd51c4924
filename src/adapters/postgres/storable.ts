import { unstorableText } from '../../errors/store.js';

// Half a surrogate pair: a driver would silently store U+FFFD instead, and two ids would become one.
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** An id or a name as PostgreSQL can hold it, unchanged; throws `UnstorableText` for anything else. */
export function toStorableText(text: string, what: string): string {
  if (typeof text !== 'string' || text.includes('\0') || HALF_PAIR.test(text)) throw unstorableText({ what, text });
  return text;
}

/** A document as PostgreSQL's `json` type keeps it: to the letter, with `\u0000` and half pairs as escapes. */
export function toJsonText(document: unknown): string {
  return JSON.stringify(document);
}
