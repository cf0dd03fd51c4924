import { t } from '../../codec/index.js';

/** Deeper than this no value is recorded: JSON writers and readers overflow their stack at a few thousand levels. */
export const DEEPEST_RECORDED = 200;

const EXACT = '$exact';

/**
 * A configuration value as records, plans and history hold it, and as the wire carries it. What JSON has no word for
 * keeps its meaning: `{"$exact": ["bigint", "9007199254740993"]}`, `{"$exact": ["number", "NaN"]}`. Deeper than 200
 * levels a value is cut and says so.
 */
export const RecordedValue: t.Type<unknown, unknown> = new t.Type(
  'a configuration value',
  (value): value is unknown => value !== undefined,
  (value, context) => (value === undefined ? t.failure(value, context) : t.success(fromWire(value, 0))),
  (value) => toWire(value, 0),
);

function toWire(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'bigint':
      return { [EXACT]: ['bigint', value.toString()] };
    case 'number':
      return Number.isFinite(value) ? value : { [EXACT]: ['number', String(value)] };
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : objectToWire(value, depth);
    default:
      return { [EXACT]: ['opaque', typeof value] };
  }
}

function objectToWire(value: object, depth: number): unknown {
  if (depth >= DEEPEST_RECORDED) return { [EXACT]: ['opaque', 'deeper levels'] };
  if (Array.isArray(value)) return value.map((element) => toWire(element, depth + 1));
  if (value instanceof Date) return { [EXACT]: ['opaque', Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()] };
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const wire = Object.fromEntries(entries.map(([key, member]) => [key, toWire(member, depth + 1)]));
  // A user's own object that looks like one of ours is wrapped, so that reading it back gives the same.
  return entries.length === 1 && entries[0]![0] === EXACT ? { [EXACT]: ['object', wire] } : wire;
}

function fromWire(wire: unknown, depth: number): unknown {
  if (typeof wire !== 'object' || wire === null || depth > DEEPEST_RECORDED + 2) return wire;
  if (Array.isArray(wire)) return wire.map((element) => fromWire(element, depth + 1));
  const entries = Object.entries(wire);
  if (entries.length === 1 && entries[0]![0] === EXACT && Array.isArray(entries[0]![1])) return exactValue(entries[0]![1], wire, depth);
  return membersFromWire(entries, depth);
}

function exactValue([kind, text]: readonly unknown[], wire: unknown, depth: number): unknown {
  if (kind === 'bigint' && typeof text === 'string' && /^-?\d{1,10000}$/.test(text)) return BigInt(text);
  if (kind === 'number') return Number(text);
  if (kind === 'object' && typeof text === 'object' && text !== null) return membersFromWire(Object.entries(text), depth);
  return wire;
}

const membersFromWire = (entries: readonly [string, unknown][], depth: number): unknown =>
  Object.fromEntries(entries.map(([key, member]) => [key, fromWire(member, depth + 1)]));
