import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';
import { canonicalJson } from '../../codec/digest.js';
import * as t from '../../codec/io-ts.js';
import { guardedCodec, optional, record } from '../../codec/record.js';
import { checked, count, text } from '../../codec/values.js';
import { type Fields, isObject, isPlainObject, mapMembers } from '../plain-data.js';

/** Deeper than this no value is recorded: JSON writers and readers overflow their stack at a few thousand levels. */
export const MAX_RECORDED_DEPTH = 200;

const EXACT = '$exact';

/**
 * A configuration value as records, plans and history hold it, and as the wire carries it. What JSON has no word for
 * keeps its meaning: `{"$exact": ["bigint", "9007199254740993"]}`, `{"$exact": ["number", "NaN"]}`. Deeper than 200
 * levels a value is cut and says so.
 */
export const RecordedValue: Codec<unknown, unknown> = /* @__PURE__ */ guardedCodec(
  'a configuration value',
  (value): value is unknown => value !== undefined,
  (value, context) => (value === undefined ? t.failure(value, context) : t.success(fromWire(value, 0, new Map()))),
  (value) => toWire(value, 0, new Set()),
);

function toWire(value: unknown, depth: number, above: Set<object>): unknown {
  switch (typeof value) {
    case 'bigint':
      return { [EXACT]: ['bigint', value.toString()] };
    case 'number':
      return Number.isFinite(value) ? value : { [EXACT]: ['number', String(value)] };
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : objectToWire(value, depth, above);
    default:
      return { [EXACT]: ['opaque', typeof value] };
  }
}

function objectToWire(value: object, depth: number, above: Set<object>): unknown {
  if (depth >= MAX_RECORDED_DEPTH) return { [EXACT]: ['opaque', 'deeper levels'] };
  if (above.has(value)) return { [EXACT]: ['opaque', 'itself again'] };
  if (value instanceof Date)
    return { [EXACT]: ['opaque', Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()] };
  above.add(value);
  const wire = Array.isArray(value)
    ? value.map((member) => toWire(member, depth + 1, above))
    : mapToWire(value, depth, above);
  above.delete(value);
  return wire;
}

function mapToWire(value: object, depth: number, above: Set<object>): unknown {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const wire = Object.fromEntries(entries.map(([key, member]) => [key, toWire(member, depth + 1, above)]));
  // A user's own object that looks like one of ours is wrapped, so that reading it back gives the same.
  return entries.length === 1 && entries[0]![0] === EXACT ? { [EXACT]: ['object', wire] } : wire;
}

// What holds nothing of ours is passed on as it is: the same object. A value that contains itself stays one that does.
function fromWire(wire: unknown, depth: number, known: Map<object, unknown>): unknown {
  if (!isObject(wire) || depth > 2 * MAX_RECORDED_DEPTH) return wire;
  if (known.has(wire)) return known.get(wire);
  known.set(wire, wire);
  const value = readObject(wire, depth, known);
  known.set(wire, value);
  return value;
}

function readObject(wire: object, depth: number, known: Map<object, unknown>): unknown {
  const keys = isPlainObject(wire) ? Object.keys(wire) : [];
  const exact = keys.length === 1 && keys[0] === EXACT ? (wire as Fields)[EXACT] : undefined;
  return Array.isArray(exact) ? exactValue(exact, wire, depth, known) : membersFromWire(wire, depth, known);
}

function exactValue(
  [kind, text]: readonly unknown[],
  wire: object,
  depth: number,
  known: Map<object, unknown>,
): unknown {
  if (kind === 'bigint' && typeof text === 'string' && /^-?\d{1,10000}$/.test(text)) return BigInt(text);
  if (kind === 'number' && typeof text === 'string' && /^(?:NaN|-?Infinity)$/.test(text)) return Number(text);
  if (kind === 'object' && isObject(text)) return membersFromWire(text, depth, known);
  return wire;
}

const membersFromWire = (wire: object, depth: number, known: Map<object, unknown>): unknown =>
  mapMembers(wire, (member) => fromWire(member, depth + 1, known));

/**
 * The text that a configuration value is digested as: what JSON has no word for stands as `RecordedValue` writes it.
 */
export const recordedText = (value: unknown): string => canonicalJson(RecordedValue.encode(value));

/**
 * What stands in place of a sensitive value: enough to see whether it changed, nothing to read it by. Equal values
 * under the same key have equal digests; without the key a digest cannot be tried against a list of likely secrets.
 */
export interface RedactedValue {
  /** Always true: by this a reader knows that the value is not the value. */
  readonly redacted: true;
  /** Characters of a text, elements of a list, members of an object; 1 for anything else. */
  readonly length: number;
  /** The first 16 hexadecimal digits of HMAC-SHA256 under the installation's key. */
  readonly digest: string;
  /** Of a text with a secret inside: the text with `***` in its place. */
  readonly masked?: string;
}

/** The JSON form of {@link RedactedValue}. */
export type RedactedValueJson = WireForm<RedactedValue>;
export const RedactedValue: Codec<RedactedValue, RedactedValueJson> = record<RedactedValue>('a redacted value', {
  redacted: checked('true', (value): value is true => value === true),
  length: count,
  digest: text,
  masked: optional(text),
});
