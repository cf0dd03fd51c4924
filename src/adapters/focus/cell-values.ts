import { type Decimal, parseDecimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';

/** A member of a JSON object, as it is written. */
export interface JsonMember {
  readonly key: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** The JSON text of the value, digit for digit. */
  readonly json: string;
}

/**
 * The members of a JSON object in their order, a key twice where it stands twice and numbers with all their digits:
 * `JSON.parse` keeps neither. Undefined for anything that is no JSON object.
 */
export function scanJsonObject(text: string): readonly JsonMember[] | undefined {
  // One text is asked for several things in a row.
  if (text !== last.text) last = { text, members: scan(text) };
  return last.members;
}

let last: { readonly text: string; readonly members: readonly JsonMember[] | undefined } = {
  text: '',
  members: undefined,
};

function scan(text: string): readonly JsonMember[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // The text is well formed: what follows only cuts it up.
  const members: JsonMember[] = [];
  for (let at = text.indexOf('{') + 1; ;) {
    at = skipSpace(text, at);
    if (text[at] === '}') return members;
    if (text[at] === ',') at = skipSpace(text, at + 1);
    const keyEnd = endOfText(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    at = endOfValue(text, start);
    const json = text.slice(start, at);
    members.push({ key, type: typeOfJson(json), json });
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** The end of the text that starts at a quote. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) at += 1;
  }
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; ;) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfText(text, at);
      if (depth === 0) return at;
    } else if (code === 123 || code === 91) [depth, at] = [depth + 1, at + 1];
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      [depth, at] = [depth - 1, at + 1];
      if (depth === 0) return at;
    } else if (depth === 0 && (code === 44 || code <= 32)) return at;
    else at += 1;
  }
}

function typeOfJson(json: string): JsonMember['type'] {
  switch (json[0]) {
    case '"':
      return 'string';
    case '{':
      return 'object';
    case '[':
      return 'array';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

/** A number as FOCUS writes it: plain digits, or `mEn`; undefined for anything else. */
export function numberOf(text: string): Decimal | undefined {
  // An error for every empty cell would be most of the work.
  if (text === '') return undefined;
  const decimal = parseDecimal(text);
  return E.isRight(decimal) ? decimal.right : undefined;
}

const DATE_TIME = new RegExp(
  String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?)?(?: ?(Z|UTC|GMT` +
    String.raw`|[+-]\d{2}(?::?\d{2})?))?$`,
);

/**
 * An instant in seconds since the Unix epoch. Beside `2024-09-01T00:00:00Z`, which FOCUS demands, the spellings that
 * exports have are read: a blank for the T, no seconds, no time, ` UTC`, another offset (`+00`, `+02:00`). Without a
 * zone it is UTC. Undefined for anything else.
 */
export function toInstant(text: string): number | undefined {
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
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + minutes * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/**
 * Tags as the clouds write them: a JSON object (AWS, Oracle, FOCUS), a list of `{ "key", "value" }` (Google), an object
 * without its braces (Azure). Text stays text; numbers keep their digits, and `true` (a tag without a value) and `null`
 * become their JSON text, since a tag's value is text here. Undefined where it is none of these.
 */
export function readTags(text: string): Readonly<Record<string, string>> | undefined {
  const members = scanJsonObject(text) ?? scanJsonObject(`{${text}}`);
  if (members !== undefined) return Object.fromEntries(members.map((one) => [one.key, memberText(one)]));
  return readTagList(text);
}

/** The value of a member as text, digit for digit. */
function memberText({ type, json }: JsonMember): string {
  return type === 'string' ? (JSON.parse(json) as string) : json;
}

function readTagList(text: string): Readonly<Record<string, string>> | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const entries: Array<[string, string]> = [];
  for (const one of list as readonly unknown[]) {
    const { key, value } = (one ?? {}) as { readonly key?: unknown; readonly value?: unknown };
    if (typeof key !== 'string') return undefined;
    entries.push([key, typeof value === 'string' ? value : JSON.stringify(value ?? null)]);
  }
  return Object.fromEntries(entries);
}
