import { hmacHex } from '../../digest/index.js';
import { recordedText } from '../model/recorded-text.js';
import { RedactedValue } from '../model/redacted-value.js';
import { isObject } from '../fields.js';

/**
 * What stands behind a redacted value, known by the identity of the object alone: a copy, a log line, JSON or another
 * process has the digest and nothing else, while a plan made here can still be applied here.
 */
const originals = new WeakMap<RedactedValue, unknown>();

/** Puts a value behind a digest under a key. */
export function toRedacted(value: unknown, key: string): RedactedValue {
  const redacted: RedactedValue = {
    redacted: true,
    length: lengthOf(value),
    digest: hmacHex(key, recordedText(value)).slice(0, 16),
  };
  originals.set(redacted, value);
  return redacted;
}

/** Whether a value is a redacted one, of this process or of another. */
export const isRedacted = (value: unknown): value is RedactedValue =>
  RedactedValue.is(value) && Object.keys(value).length === 3;

/** What stands behind a redacted value of this process; `undefined` where it is not known here. */
export const originalOf = (value: RedactedValue): { readonly value: unknown } | undefined =>
  originals.has(value) ? { value: originals.get(value) } : undefined;

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 1;
}
