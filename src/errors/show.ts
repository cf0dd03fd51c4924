import { maskSecrets } from './mask-secrets.js';

const MAX_LENGTH = 80;

/** No secret is shorter with what names it: `pwd=…`. */
const MIN_SECRET_LENGTH = 5;

/** So much of a text is looked at: a secret that begins in the part that is shown is found whole. */
const MAX_SEARCHED_LENGTH = 4096;

/**
 * A value as an error message names it: at most 80 characters, on one line, with secrets masked, and safe for any input
 * (cycles, getters that throw, 50,000 levels, megabytes of text, exponents of 16 digits). Objects are named by their
 * outermost keys alone.
 */
export function show(value: unknown): string {
  try {
    return shorten(describe(value));
  } catch {
    return 'a value that cannot be shown';
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return describeText(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return describeBigint(value);
    case 'function':
      return 'a function';
    case 'symbol':
      return `Symbol(${maskSecrets((value.description ?? '').slice(0, MAX_SEARCHED_LENGTH))})`;
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return String(value);
  }
}

function describeText(text: string): string {
  if (text.length < MIN_SECRET_LENGTH) return JSON.stringify(text);
  return JSON.stringify(maskSecrets(text.slice(0, MAX_SEARCHED_LENGTH)).slice(0, MAX_LENGTH));
}

// Writing out a bigint of a million digits takes seconds.
const MAX_BIGINT = 10n ** BigInt(MAX_LENGTH);

function describeBigint(value: bigint): string {
  return value < MAX_BIGINT && value > -MAX_BIGINT ? `${value}n` : `a bigint of more than ${MAX_LENGTH} digits`;
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (isDecimalLike(value)) return describeDecimal(value);
  if (value instanceof Error) return maskSecrets(`${value.name}: ${value.message}`.slice(0, MAX_SEARCHED_LENGTH));
  const keys = firstKeys(value, 6);
  return `{${keys.slice(0, 5).map(describeKey).join(', ')}${keys.length > 5 ? ', …' : ''}}`;
}

/** The first keys of an object, without a list of the others. */
function firstKeys(value: object, count: number): string[] {
  const keys: string[] = [];
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    keys.push(key);
    if (keys.length === count) break;
  }
  return keys;
}

function describeKey(key: string): string {
  return maskSecrets(key.slice(0, MAX_LENGTH));
}

interface DecimalLike {
  readonly d: readonly number[] | null;
  readonly e: number;
  readonly s: number;
  toFixed(): string;
}

function isDecimalLike(value: object): value is DecimalLike {
  return 'd' in value && 'e' in value && 's' in value && typeof (value as { toFixed?: unknown }).toFixed === 'function';
}

/** A decimal of any copy of decimal.js; one that is too long to be written out by its sign and exponent. */
function describeDecimal(value: DecimalLike): string {
  const { d: words, e: exponent, s: sign } = value;
  if (words === null) return Number.isNaN(sign) ? 'NaN' : sign < 0 ? '-Infinity' : 'Infinity';
  // toFixed writes every zero: an exponent of 9e15 would take more memory than there is.
  const isShort = Math.abs(exponent) <= MAX_LENGTH && words.length <= MAX_LENGTH;
  return isShort ? value.toFixed() : `a decimal of about ${sign < 0 ? '-' : ''}1e${exponent}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
