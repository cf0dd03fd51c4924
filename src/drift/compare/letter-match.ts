import { hashText, mix } from './hash.js';
import { identical } from './identical.js';
import type { Fields } from '../fields.js';

/** For each desired element the position of the actual one that equals it, `NONE` where no one does. */
export type Partners = Int32Array;
export const NONE = -1;

/**
 * Matches the elements of two lists that are the same to the letter, wherever they stand. Such elements are
 * interchangeable, so they can be matched first whatever else the lists hold, and most lists are then nearly done: what
 * is left needs normal forms, which cost ten times as much. Near linear.
 */
export function matchToTheLetter(desired: readonly unknown[], actual: readonly unknown[]): Partners {
  const partners = new Int32Array(desired.length).fill(NONE);
  const areLong = desired.length > FEW && actual.length > FEW;
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
  if (left !== undefined && right !== undefined && left.count > FEW && right.count > FEW)
    matchByHash(left, right, partners, (i, j) => identical(desired[i], actual[j]));
  return partners;
}

// So few elements are matched by their normal forms right away.
const FEW = 8;

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
    this.hashes[this.count++] = hashOf(element, 0);
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
    next[at] = first.get(hash) ?? NONE;
    first.set(hash, at);
  }
  for (let at = 0; at < left.count; at++) {
    const [i, hash] = [left.places[at]!, left.hashes[at]!];
    const found = first.get(hash) ?? NONE;
    // Two contents may share a hash; then the second is simply left for the normal forms.
    if (found === NONE || !equal(i, right.places[found]!)) continue;
    first.set(hash, next[found]!);
    partners[i] = right.places[found]!;
  }
}

// Deeper values, and what lies behind the start of a long text, do not enter the hash; `identical` looks at all of it.
const DEEPEST = 20;
const LONGEST = 40;

/** A number that identical values share, whatever the order of their keys. */
function hashOf(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return hashText(value.length > LONGEST ? value.slice(0, LONGEST) : value);
    case 'number':
      return mix(value | 0, Math.trunc(value / 0x1_0000_0000) | 0);
    case 'object':
      return value === null || depth > DEEPEST ? 3 : hashOfContainer(value, depth);
    default:
      return value === true ? 1 : 2;
  }
}

function hashOfContainer(value: object, depth: number): number {
  let hash = 7;
  for (const key of Object.keys(value)) hash = (hash + mix(markOf(key), hashOf((value as Fields)[key], depth + 1))) | 0;
  return hash;
}

// The keys of most elements are the same ones: enough of each to tell from_port from to_port.
const markOf = (key: string): number => (key.length << 16) | key.charCodeAt(0);
