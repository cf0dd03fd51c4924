import { type Decimal, parseDecimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';

/** A number as FOCUS writes it: plain digits, or `mEn`; undefined for anything else. */
export function numberOf(text: string): Decimal | undefined {
  // An error for every empty cell would be most of the work.
  if (text === '') return undefined;
  const decimal = parseDecimal(text);
  return E.isRight(decimal) ? decimal.right : undefined;
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * An instant in seconds since the Unix epoch. Beside `2024-09-01T00:00:00Z`, which FOCUS demands, the spellings that
 * exports have are read: a blank for the T, no seconds, no time, another offset. Without a zone it is UTC. Undefined
 * for anything else.
 */
export function instantOf(text: string): number | undefined {
  const known = INSTANTS.get(text);
  if (known !== undefined) return known;
  const instant = readInstant(text);
  // A bill has few instants; more of them than this are not worth keeping.
  if (INSTANTS.size > 10_000) INSTANTS.clear();
  if (instant !== undefined) INSTANTS.set(text, instant);
  return instant;
}

const INSTANTS = new Map<string, number>();

function readInstant(text: string): number | undefined {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  if (hour! > 23 || minute! > 59 || second! >= 60) return undefined;
  const midnight = new Date(Date.UTC(year!, month! - 1, day));
  // A 31st of February would roll over.
  if (midnight.getUTCDate() !== day || midnight.getUTCMonth() !== month! - 1) return undefined;
  return midnight.getTime() / 1000 + hour! * 3600 + minute! * 60 + second! - offsetOf(parts[7]);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/**
 * Tags out of their JSON. Text stays text; `true` (a tag without a value), `null` and numbers become their JSON text,
 * since a tag's value is text here. Undefined where it is no JSON object.
 */
export function tagsOf(text: string): Readonly<Record<string, string>> | undefined {
  const parsed = jsonObject(text);
  if (parsed === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** A JSON object, or undefined for anything else. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
