import isEqual from 'lodash.isequal';
import type { DifferenceType } from '../model/drift-record.js';
import type { Fields } from '../plain-data.js';
import type { RuleNode, RuleTable } from '../rule-tree.js';

/**
 * Equality of opaque leaves: dates by instant, regular expressions and errors by their text, maps, sets, typed arrays
 * and what they hold by content, everything else (functions, promises) by identity. -0 is 0, NaN is itself. The order
 * of a map or set does not count, that of a list does. A cycle is equal to a cycle that closes in the same way.
 */
export function equalOpaque(left: unknown, right: unknown): boolean {
  return equal(left, right, new Map());
}

/** The values whose comparison is under way, each with the one it is compared to. */
type PairsUnderWay = Map<unknown, unknown>;

function equal(left: unknown, right: unknown, open: PairsUnderWay): boolean {
  if (left === right) return true;
  const tag = tagOf(left);
  if (tag !== tagOf(right)) return false;
  // What holds other values is walked here: lodash takes no notice of the order of lists inside a map or set, and of
  // the class of an object it does.
  const isContainer = tag === 'Map' || tag === 'Set' || tag === 'Array' || tag === 'Object';
  if (!isContainer) return isEqual(left, right);
  if (open.has(left)) return open.get(left) === right;
  open.set(left, right);
  const same = equalContainers(tag, left, right, open);
  open.delete(left);
  return same;
}

// What a built-in is in whatever realm it was made, where `instanceof` would only know this one's.
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

function equalContainers(tag: string, left: unknown, right: unknown, open: PairsUnderWay): boolean {
  if (tag === 'Array') return equalLists(left as unknown[], right as unknown[], open);
  if (tag === 'Object') return equalObjects(left as object, right as object, open);
  return equalCollections(left as Collection, right as Collection, open);
}

function equalLists(left: readonly unknown[], right: readonly unknown[], open: PairsUnderWay): boolean {
  return left.length === right.length && left.every((element, i) => equal(element, right[i], open));
}

type Collection = Map<unknown, unknown> | Set<unknown>;

/** Whether every entry of one collection has its own equal in the other; those that are found by key first. */
function equalCollections(left: Collection, right: Collection, open: PairsUnderWay): boolean {
  if (left.size !== right.size) return false;
  const valueAt = (all: Collection, key: unknown): unknown => ('get' in all ? all.get(key) : key);
  const isMatched = (key: unknown): boolean =>
    left.has(key) && right.has(key) && equal(valueAt(left, key), valueAt(right, key), open);
  const rest = [...right.keys()].filter((key) => !isMatched(key));
  for (const key of left.keys()) {
    if (isMatched(key)) continue;
    const entry = [key, valueAt(left, key)];
    const twin = rest.findIndex((other) => equal(entry, [other, valueAt(right, other)], open));
    if (twin < 0) return false;
    rest.splice(twin, 1);
  }
  return true;
}

/** By their own fields, whatever class holds them, as everywhere in a comparison. */
function equalObjects(left: object, right: object, open: PairsUnderWay): boolean {
  const keys = ownKeys(left);
  return (
    keys.length === ownKeys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(memberOf(left, key), memberOf(right, key), open))
  );
}

const ownKeys = (value: object): readonly PropertyKey[] =>
  Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));

const memberOf = (value: object, key: PropertyKey): unknown => (value as Record<PropertyKey, unknown>)[key];

/** What a value is to a comparison. Opaque: a leaf that only knows its own equality (a Date, a Map, a function). */
export type Kind = 'missing' | 'null' | 'boolean' | 'number' | 'string' | 'list' | 'map' | 'opaque';

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'missing';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'opaque';
    default:
      return 'opaque';
  }
}

/** Whether a value has members of its own: a list or a map. */
export function isContainer(value: unknown): value is object {
  const kind = kindOf(value);
  return kind === 'map' || kind === 'list';
}

// Plain objects first, whatever realm they come from; then host classes, which hold data; built-ins with inner state
// (Date, Map, typed arrays) name themselves otherwise.
function isMap(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === '[object Object]'
  );
}

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
function coercible(text: unknown, kind: Kind): boolean {
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

// A map of empty maps this deep is no longer looked through; it then counts as present.
const MAX_ABSENCE_DEPTH = 50;

/** Whether a map says nothing but `false`, at any depth: a feature that is switched off. */
export function isSwitchedOff(value: unknown, depth = 0): boolean {
  if (value === false) return depth > 0;
  if (kindOf(value) !== 'map' || depth > MAX_ABSENCE_DEPTH) return false;
  const members = Object.values(value as Fields);
  return members.length > 0 && members.every((member) => isSwitchedOff(member, depth + 1));
}

/** Whether the rules read a value as if the key were not there at all. */
export function isAbsent(
  value: unknown,
  table: RuleTable,
  node: RuleNode,
  kind: Kind = kindOf(value),
  depth = 0,
): boolean {
  if (kind === 'missing') return true;
  if (kind === 'null') return table.nullEqualsMissing || table.emptyEqualsMissing;
  if (!table.emptyEqualsMissing || node.insideExact) return false;
  if (kind === 'string') return value === '';
  if (kind === 'list') return (value as readonly unknown[]).length === 0;
  if (kind !== 'map' || depth >= MAX_ABSENCE_DEPTH || (table.emptyMapsCount && !node.exact)) return false;
  return Object.entries(value as Fields).every(([key, member]) =>
    isAbsent(member, table, node.child(key), kindOf(member), depth + 1),
  );
}

/** Whether a value says nothing under the widest reading: missing, `null`, `""`, `[]` or `{}`. */
export const isEmptyValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Whether a value contains itself. Looks at every container once and needs no stack, so any depth is safe. */
export function containsItself(root: unknown): boolean {
  if (!isContainer(root)) return false;
  const open = new Set<object>();
  const done = new Set<object>();
  const steps: OpenContainer[] = [];
  enter(root, steps, open, done);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const child = step.children.pop();
    if (child === undefined) {
      open.delete(step.container);
      done.add(step.container);
      steps.pop();
    } else if (open.has(child)) return true;
    else enter(child, steps, open, done);
  }
  return false;
}

interface OpenContainer {
  readonly container: object;
  readonly children: object[];
}

function enter(value: unknown, steps: OpenContainer[], open: Set<object>, done: Set<object>): void {
  if (!isContainer(value) || done.has(value)) return;
  open.add(value);
  steps.push({ container: value, children: Object.values(value as Fields).filter(isContainer) });
}

/** The one actual key that is spelled like a declared one but for case, has a value and is not itself declared. */
export function keyInOtherCase(key: string, desired: Fields, actual: Fields): string | undefined {
  const folded = key.toLowerCase();
  const isOther = (other: string): boolean => other.toLowerCase() === folded && !Object.hasOwn(desired, other);
  const [other, ...more] = Object.keys(actual).filter(isOther);
  return other === undefined || more.length > 0 || actual[other] === undefined ? undefined : other;
}

/** What kind of difference two unequal values at one place are. */
export function typeOf(
  desired: unknown,
  actual: unknown,
  desiredKind: Kind,
  actualKind: Kind,
  coerce: boolean,
): DifferenceType {
  if (desiredKind === 'missing') return 'key_added';
  if (actualKind === 'missing') return 'key_removed';
  if (desiredKind === actualKind || desiredKind === 'null' || actualKind === 'null') return 'value_changed';
  const spelled = coerce && (coercible(desired, actualKind) || coercible(actual, desiredKind));
  return spelled ? 'value_changed' : 'type_mismatch';
}
