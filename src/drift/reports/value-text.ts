import { isRedacted } from '../redaction/sealed.js';
import { RecordedValue } from '../model/recorded-value.js';

const LONGEST = 120;

/** A value on one line, short; a redacted one by its length and digest. */
export function valueText(value: unknown): string {
  if (value === undefined) return '(nothing)';
  if (isRedacted(value)) return `(redacted, length ${value.length}, digest ${value.digest})`;
  const text = (JSON.stringify(RecordedValue.encode(value)) ?? 'null').replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
