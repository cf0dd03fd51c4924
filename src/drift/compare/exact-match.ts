import type { Fields } from '../plain-data.js';

/** A 32-bit number that depends on the text alone (FNV-1a over UTF-16 code units). Orders content; proves nothing. */
export function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash;
}

/** One hash of two, in this order. */
export const mixHashes = (left: number, right: number): number =>
  Math.imul(left ^ Math.imul(right, 0x85eb_ca6b), 0xc2b2_ae35) ^ (right >>> 15);

// Deeper values are simply not called identical here and take the full comparison.
const MAX_IDENTICAL_DEPTH = 100;

/** Whether two plain values are the same to the letter. A quick yes; a no only means that the rules must decide. */
export function identical(left: unknown, right: unknown, depth = 0): boolean {
  if (left === right) return typeof left !== 'object' || left === null;
  if (
    typeof left !== 'object' ||
    typeof right !== 'object' ||
    left === null ||
    right === null ||
    depth > MAX_IDENTICAL_DEPTH
  )
    return false;
  if (Array.isArray(left)) return Array.isArray(right) && identicalLists(left, right, depth);
  const prototype: unknown = Object.getPrototypeOf(left);
  if (prototype !== Object.prototype || Object.getPrototypeOf(right) !== prototype) return false;
  return identicalMaps(left as Fields, right as Fields, depth);
}

function identicalLists(left: readonly unknown[], right: readonly unknown[], depth: number): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (!identical(left[i], right[i], depth + 1)) return false;
  return true;
}

function identicalMaps(left: Fields, right: Fields, depth: number): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) if (!Object.hasOwn(right, key) || !identical(left[key], right[key], depth + 1)) return false;
  return true;
}

/** For each desired element the position of the actual one that equals it, `NONE` where no one does. */
export type Partners = Int32Array;
export const NO_PARTNER = -1;

/**
 * Matches the elements of two lists that are the same to the letter, wherever they stand. Such elements are
 * interchangeable, so they can be matched first whatever else the lists hold, and most lists are then nearly done: what
 * is left needs normal forms, which cost ten times as much. Near linear.
 */
export function matchExactly(desired: readonly unknown[], actual: readonly unknown[]): Partners {
  const partners = new Int32Array(desired.length).fill(NO_PARTNER);
  const areLong = desired.length > MIN_HASHED && actual.length > MIN_HASHED;
  const left = areLong ? new Unmatched(desired.length) : undefined;
  const right = areLong ? new Unmatched(actual.length) : undefined;
  // Elements are hashed while they are at hand for the comparison: in long lists fetching them is most of the work.
  for (let i = 0; i < desired.length || i < actual.length; i++) {
    const [want, have] = [desired[i], actual[i]];
    if (want !== undefined && identical(want, have)) partners[i] = i;
    else {
      if (want !== undefined) left?.add(i, want);
      if (have !== undefined) right?.add(i, have);
    }
  }
  if (left !== undefined && right !== undefined && left.count > MIN_HASHED && right.count > MIN_HASHED)
    matchByHash(left, right, partners, (i, j) => identical(desired[i], actual[j]));
  return partners;
}

// So few elements are matched by their normal forms right away.
const MIN_HASHED = 8;

/** Elements of a long list that nothing equals so far: their places, and the hash of each. */
class Unmatched {
  readonly places: Int32Array;
  readonly hashes: Int32Array;
  count = 0;

  constructor(most: number) {
    this.places = new Int32Array(most);
    this.hashes = new Int32Array(most);
  }

  add(place: number, element: unknown): void {
    this.places[this.count] = place;
    this.hashes[this.count++] = valueHash(element, 0);
  }
}

/** Enters among the partners, of the elements with one hash, those that are equal, in the order of the lists. */
function matchByHash(
  left: Unmatched,
  right: Unmatched,
  partners: Partners,
  equal: (i: number, j: number) => boolean,
): void {
  // The actual elements of one hash form a chain: one number each instead of a list each.
  const first = new Map<number, number>();
  const next = new Int32Array(right.count);
  for (let at = right.count - 1; at >= 0; at--) {
    const hash = right.hashes[at]!;
    next[at] = first.get(hash) ?? NO_PARTNER;
    first.set(hash, at);
  }
  for (let at = 0; at < left.count; at++) {
    const [i, hash] = [left.places[at]!, left.hashes[at]!];
    const found = first.get(hash) ?? NO_PARTNER;
    // Two contents may share a hash; then the second is simply left for the normal forms.
    if (found === NO_PARTNER || !equal(i, right.places[found]!)) continue;
    first.set(hash, next[found]!);
    partners[i] = right.places[found]!;
  }
}

// Deeper values, and what lies behind the start of a long text, do not enter the hash; `identical` looks at all of it.
const MAX_HASH_DEPTH = 20;
const MAX_HASHED_LENGTH = 40;

/** A number that identical values share, whatever the order of their keys. */
function valueHash(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return hashText(value.length > MAX_HASHED_LENGTH ? value.slice(0, MAX_HASHED_LENGTH) : value);
    case 'number':
      return mixHashes(value | 0, Math.trunc(value / 0x1_0000_0000) | 0);
    case 'object':
      return value === null || depth > MAX_HASH_DEPTH ? 3 : containerHash(value, depth);
    default:
      return value === true ? 1 : 2;
  }
}

function containerHash(value: object, depth: number): number {
  let hash = 7;
  for (const key of Object.keys(value))
    hash = (hash + mixHashes(keyHash(key), valueHash((value as Fields)[key], depth + 1))) | 0;
  return hash;
}

// The keys of most elements are the same ones: enough of each to tell from_port from to_port.
const keyHash = (key: string): number => (key.length << 16) | key.charCodeAt(0);

/** How many elements two ordered lists share at their head, and then at their tail. */
export function commonEnds(
  desired: readonly unknown[],
  actual: readonly unknown[],
  equal: (desired: unknown, actual: unknown, position: number) => boolean,
): { readonly head: number; readonly tail: number } {
  const shortest = Math.min(desired.length, actual.length);
  let head = 0;
  while (head < shortest && equal(desired[head], actual[head], head)) head++;
  let tail = 0;
  while (head + tail < shortest && equal(desired.at(-1 - tail), actual.at(-1 - tail), desired.length - 1 - tail))
    tail++;
  return { head, tail };
}
