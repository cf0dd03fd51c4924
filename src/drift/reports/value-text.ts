import { isRedacted } from '../redaction/sealed.js';
import { RecordedValue } from '../model/recorded-value.js';

const MAX_VALUE_LENGTH = 120;

/** A value on one line, short; a redacted one by its length and digest. */
export function valueText(value: unknown): string {
  if (value === undefined) return '(nothing)';
  if (isRedacted(value)) return `(redacted, length ${value.length}, digest ${value.digest})`;
  const text = (JSON.stringify(RecordedValue.encode(value)) ?? 'null').replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}
