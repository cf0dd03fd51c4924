import { rational } from '../../money/rational.js';
import { isObject } from '../plain-data.js';
import type { Equivalence } from './equivalence.js';

/**
 * An ARN against the name of the thing it ends in: `arn:aws:iam::123456789012:role/MyRole` = `MyRole`. Only the whole
 * final component counts: `a/b` is not `arn:aws:s3:::bucket/x/a/b`. Two ARNs never equal each other, save that the `:*`
 * behind the ARN of a log group carries no meaning.
 */
export const arnName: Equivalence = {
  name: 'arn_name',
  relates: (desired, actual) =>
    typeof desired === 'string' && typeof actual === 'string' && namesSameResource(desired, actual),
  recognizes: (value) => typeof value === 'string' && ARN.test(value),
  keyOf: (value) => (typeof value === 'string' ? lastComponent(withoutStar(value)) : undefined),
};

const ARN = /^arn:[^:]+:[^:]*:[^:]*:[^:]*:(.+)$/s;

const namesSameResource = (desired: string, actual: string): boolean => {
  const [left, right] = [withoutStar(desired), withoutStar(actual)];
  return (left === right && left.startsWith('arn:')) || isNameOf(left, right) || isNameOf(right, left);
};

const withoutStar = (arn: string): string => (/^arn:[^:]+:logs:.*:\*$/.test(arn) ? arn.slice(0, -2) : arn);

function isNameOf(name: string, arn: string): boolean {
  const resource = ARN.exec(arn)?.[1];
  if (resource === undefined || name === '' || name.startsWith('arn:')) return false;
  // `type/name`, `type:name` or the bare name, which itself may hold the separator (`function:fn:prod`, `role/team/r`).
  const afterType = resource.slice(resource.search(/[:/]/) + 1);
  return name === resource || name === afterType || name === lastComponent(resource);
}

const lastComponent = (text: string): string => text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);

/**
 * DNS names: case and the root's trailing dot carry no meaning, `Example.com.` = `example.com`; `\052` is the octal
 * escape that Route 53 writes for a wildcard label (RFC 1035 §5.1), `\052.example.com` = `*.example.com`.
 */
export const trailingDot: Equivalence = {
  name: 'trailing_dot',
  normalize: (value) => (typeof value === 'string' ? normalizeName(value) : undefined),
  recognizes: (value) => typeof value === 'string' && /^(?:[\w*-]+\.|\\052\.)+[\w-]*\.$/.test(value),
};

function normalizeName(name: string): string {
  const plain = name.replaceAll('\\052', '*').toLowerCase();
  return plain.length > 1 && plain.endsWith('.') && !plain.endsWith('..') ? plain.slice(0, -1) : plain;
}

/** Tokens whose case carries no meaning: `TCP` = `tcp`. */
export const caseInsensitive: Equivalence = {
  name: 'case_insensitive',
  normalize: (value) => (typeof value === 'string' ? value.toLowerCase() : undefined),
};

/** JSON in a text against the same document as text or as data; blanks and key order carry no meaning. */
export const json: Equivalence = {
  name: 'json',
  isDocument: true,
  normalize: (value) => (typeof value === 'string' ? parseDocument(value) : isObject(value) ? value : undefined),
  recognizes: (value) => typeof value === 'string' && parseDocument(value) !== undefined,
};

// No policy or template is nested this deep; a text that is counts as text.
const MAX_DOCUMENT_DEPTH = 200;
// A longer text is read once for all that ask about it one after the other.
const MIN_KEPT_LENGTH = 1_000;
const lastRead = { text: '', document: undefined as object | undefined };

/**
 * The object or list in a JSON text; `undefined` for anything else. A bare number or word is not a document: the text
 * `1.10` is a version, not the number 1.1.
 */
export function parseDocument(text: string): object | undefined {
  if (text.length < MIN_KEPT_LENGTH) return readDocument(text);
  if (lastRead.text !== text) {
    lastRead.document = readDocument(text);
    lastRead.text = text;
  }
  return lastRead.document;
}

function readDocument(text: string): object | undefined {
  const opening = /^\s*([[{])/.exec(text);
  if (opening === null || !/[\]}]\s*$/.test(text.slice(-100)) || isNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function isNestedTooDeep(text: string): boolean {
  if (text.length < 2 * MAX_DOCUMENT_DEPTH) return false;
  let depth = 0;
  // Brackets inside texts are passed over with them.
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (found === '[' || found === '{') depth++;
    else if (found === ']' || found === '}') depth--;
    if (depth > MAX_DOCUMENT_DEPTH) return true;
  }
  return false;
}

/** An exact fraction in lowest terms, as its text `n/d`: the normal form of the equivalences that count something. */
function fractionText(numerator: bigint, denominator: bigint): string {
  const { n, d } = rational(numerator, denominator);
  return `${n}/${d}`;
}

/** A decimal text as digits × 10^exponent. */
interface ExactDecimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MAX_DECIMAL_LENGTH = 400;

/** Reads `-1.50e3` exactly; `undefined` for anything that is not a decimal number or is longer than 400 characters. */
function readDecimal(text: string): ExactDecimal | undefined {
  const found = text.length > MAX_DECIMAL_LENGTH ? null : DECIMAL.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** The decimal times `scale`, as an exact fraction. */
function scaledFraction(decimal: ExactDecimal, numerator = 1n, denominator = 1n): string {
  const power = 10n ** BigInt(Math.abs(decimal.exponent));
  return decimal.exponent < 0
    ? fractionText(decimal.digits * numerator, power * denominator)
    : fractionText(decimal.digits * power * numerator, denominator);
}

/** Any spelling of the same number, compared exactly: `"1.0"` = `1` = `"+01"` = `" 1e0 "`; hexadecimal is refused. */
export const lenientNumber: Equivalence = {
  name: 'number',
  normalize: (value) => {
    if (typeof value === 'bigint') return `${value}/1`;
    if (typeof value === 'number') return Number.isFinite(value) ? normalizeText(String(value)) : undefined;
    return typeof value === 'string' ? normalizeText(value.trim()) : undefined;
  },
  // Two texts may be versions; only against a number is a text certainly one.
  recognizes: (value) => typeof value === 'number' || typeof value === 'bigint',
};

function normalizeText(text: string): string | undefined {
  const decimal = readDecimal(text);
  return decimal && scaledFraction(decimal);
}

// Kubernetes API conventions, "resource quantities": SI suffixes count in thousands, binary ones in 1,024.
const POWERS = ['k', 'M', 'G', 'T', 'P', 'E'];
const SUFFIXES = new Map<string, readonly [numerator: bigint, denominator: bigint]>([
  ['', [1n, 1n]],
  ['n', [1n, 10n ** 9n]],
  ['u', [1n, 10n ** 6n]],
  ['m', [1n, 1000n]],
]);
for (const [i, suffix] of POWERS.entries()) {
  SUFFIXES.set(suffix, [1000n ** BigInt(i + 1), 1n]);
  SUFFIXES.set(suffix === 'k' ? 'Ki' : `${suffix}i`, [1024n ** BigInt(i + 1), 1n]);
}
const QUANTITY = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/;

/** Kubernetes quantities as exact fractions: `1000m` = `1`, `1024Mi` = `1Gi`, `1e3` = `1k`; but `1Gi` ≠ `1G`. */
export const quantity: Equivalence = {
  name: 'quantity',
  normalize: (value) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    const found = typeof text === 'string' ? QUANTITY.exec(text) : null;
    if (found === null) return undefined;
    const scale = SUFFIXES.get(found[2]!);
    const decimal = scale && readDecimal(found[1]!);
    return decimal && scaledFraction(decimal, ...scale);
  },
};

// Nanoseconds in each unit of Go's and most tools' short form; months and years have no fixed length and are refused.
const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['w', 604_800_000_000_000n],
]);
const SHORT_DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)([a-zµ]+)/g;
const ISO_DURATION = new RegExp(
  String.raw`^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+` +
    String.raw`(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$`,
);
const ISO_UNITS = ['w', 'd', 'h', 'm', 's'];
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const MAX_DURATION_LENGTH = 100;

/**
 * Durations, exactly: `60s` = `1m` = `PT1M` = `60` (seconds), `1h30m` = `5400`, `rate(60 minutes)` = `rate(1 hour)`;
 * `1m` ≠ `1ms`; months and years are refused.
 */
export const duration: Equivalence = {
  name: 'duration',
  normalize: (value) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text !== 'string' || text.length > MAX_DURATION_LENGTH) return undefined;
    const parts = partsOf(text.trim());
    return parts && totalOf(parts);
  },
  recognizes: (value) => typeof value === 'string' && RATE.test(value),
};

type Part = readonly [amount: string, unit: string];

function partsOf(text: string): readonly Part[] | undefined {
  if (SHORT_DURATION.test(text)) return [...text.matchAll(DURATION_PART)].map(([, amount, unit]) => [amount!, unit!]);
  const rate = RATE.exec(text);
  if (rate !== null) return [[rate[1]!, rate[2]![0]!]];
  const iso = ISO_DURATION.exec(text);
  if (iso !== null) return iso.slice(1).flatMap((amount, i) => (amount === undefined ? [] : [[amount, ISO_UNITS[i]!]]));
  return readDecimal(text) && [[text, 's']];
}

// Everything in 10^-18 nanoseconds would still be exact: parts are summed over the smallest power of ten among them.
function totalOf(parts: readonly Part[]): string | undefined {
  const decimals = parts.map(([amount, unit]) => ({ decimal: readDecimal(amount), scale: NANOSECONDS.get(unit) }));
  let exponent = 0;
  for (const { decimal } of decimals) exponent = Math.min(exponent, decimal?.exponent ?? 0);
  let digits = 0n;
  for (const { decimal, scale } of decimals) {
    if (decimal === undefined || scale === undefined) return undefined;
    digits += decimal.digits * 10n ** BigInt(decimal.exponent - exponent) * scale;
  }
  return scaledFraction({ digits, exponent });
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Instants (RFC 3339) whatever their offset and precision: `2026-01-01T00:00:00Z` = `2026-01-01T02:00:00.000+02:00`.
 * A time without a zone names no instant and is left to strict comparison. A `Date` counts as its instant.
 */
export const timestamp: Equivalence = {
  name: 'timestamp',
  recognizes: (value) => typeof value === 'string' && INSTANT.test(value),
  normalize: (value) => {
    if (value instanceof Date) return instantText(value.getTime(), '');
    const found = typeof value === 'string' ? INSTANT.exec(value) : null;
    if (found === null) return undefined;
    const [, day, minute, second = '00', fraction = '', zone] = found;
    const offset = zone!.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
    const dayExists = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day!) ?? false;
    return dayExists ? instantText(Date.parse(`${day}T${minute}:${second}${offset}`), fraction) : undefined;
  },
};

// Milliseconds of the whole second, then the fraction as its own digits: nanoseconds do not fit into a Date.
function instantText(milliseconds: number, fraction: string): string | undefined {
  if (Number.isNaN(milliseconds)) return undefined;
  const second = Math.floor(milliseconds / 1000);
  const digits = fraction === '' ? String(milliseconds - second * 1000).padStart(3, '0') : fraction;
  return `${second}.${digits.replace(/0+$/, '')}`;
}

const TRUE_WORDS = new Set(['true', 'yes', 'on', 'enabled', 'enable', '1', 't', 'y']);
const FALSE_WORDS = new Set(['false', 'no', 'off', 'disabled', 'disable', '0', 'f', 'n']);

/** Every usual spelling of yes and no: `"Enabled"` = `"yes"` = `1` = `true`; `""` is neither. */
export const booleanText: Equivalence = {
  name: 'boolean',
  normalize: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
    const word = String(value).trim().toLowerCase();
    return TRUE_WORDS.has(word) ? true : FALSE_WORDS.has(word) ? false : undefined;
  },
};
