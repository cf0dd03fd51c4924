import { equalOpaque } from './equal.js';
import type { Kind } from './kind.js';

// Canonical decimal text alone: no leading or trailing zero, no exponent, no "-0".
const NUMBER_TEXT = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const TRUE_TEXT = /^(?:true|True|TRUE)$/;
const FALSE_TEXT = /^(?:false|False|FALSE)$/;

/** Whether two leaves (neither a list nor a map) say the same; across kinds only where `coerce` allows it. */
export function equalLeaves(
  desired: unknown,
  actual: unknown,
  desiredKind: Kind,
  actualKind: Kind,
  coerce: boolean,
): boolean {
  if (desired === actual) return true;
  if (desiredKind !== actualKind)
    return coerce && (coerced(desired, actual, desiredKind) || coerced(actual, desired, actualKind));
  if (desiredKind === 'number') return numberText(desired as number) === numberText(actual as number);
  return desiredKind === 'opaque' && equalOpaque(desired, actual);
}

/** Whether `value`, a number or a boolean, is what `text` spells. */
function coerced(value: unknown, text: unknown, kind: Kind): boolean {
  if (typeof text !== 'string') return false;
  if (kind === 'number') return NUMBER_TEXT.test(text) && text === numberText(value as number);
  return kind === 'boolean' && spelledBoolean(text) === value;
}

/** Whether a text could have been a leaf of another kind: `"8080"` a number, `"true"` a boolean, `"http"` neither. */
export function coercible(text: unknown, kind: Kind): boolean {
  if (typeof text !== 'string') return false;
  return kind === 'number' ? NUMBER_TEXT.test(text) : kind === 'boolean' && spelledBoolean(text) !== undefined;
}

/** Whether a text is the canonical text of some number. */
export const isNumberText = (text: string): boolean => NUMBER_TEXT.test(text);

/** The boolean that a text spells in one of the three usual ways. */
export const spelledBoolean = (text: string): boolean | undefined =>
  text.length > 5 ? undefined : TRUE_TEXT.test(text) ? true : FALSE_TEXT.test(text) ? false : undefined;

/** The exact decimal text of a number, without exponent: the one text that coerces to it. -0 is 0, NaN is itself. */
export function numberText(value: number | bigint): string {
  const text = String(value === 0 ? 0 : value);
  if (typeof value === 'bigint' || !text.includes('e')) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  const [mantissa, exponent] = text.split('e') as [string, string];
  const digits = mantissa.replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(-Number(exponent) - 1)}${digits}`;
}

/** Whether a number is a whole one that may already have lost digits on its way through a JavaScript number. */
export const mayHaveLostPrecision = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
