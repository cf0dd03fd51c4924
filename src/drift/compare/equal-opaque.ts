import isEqual from 'lodash.isequal';

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
