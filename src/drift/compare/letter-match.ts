import { hashText, mix } from './hash.js';
import { identical } from './identical.js';
import type { Fields } from './kind.js';

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
  const { left, right } = matchInPlace(desired, actual, partners);
  if (left.length <= FEW || right.length <= FEW) return partners;
  // The actual elements of one hash form a chain, in the order of the list: one number each instead of a list each.
  const first = new Map<number, number>();
  const next = new Int32Array(actual.length).fill(NONE);
  for (let at = right.length - 1; at >= 0; at--) {
    const j = right[at]!;
    const hash = hashOf(actual[j], 0);
    next[j] = first.get(hash) ?? NONE;
    first.set(hash, j);
  }
  for (const i of left) {
    const hash = hashOf(desired[i], 0);
    const j = first.get(hash) ?? NONE;
    // Two contents may share a hash; then the second is simply left for the normal forms.
    if (j === NONE || !identical(desired[i], actual[j])) continue;
    first.set(hash, next[j]!);
    partners[i] = j;
  }
  return partners;
}

// So few elements are matched by their normal forms right away.
const FEW = 8;

/** Matches what stands at the same place in both lists; says which elements are left. */
function matchInPlace(desired: readonly unknown[], actual: readonly unknown[], partners: Partners) {
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0; i < desired.length || i < actual.length; i++) {
    const present = i < desired.length && i < actual.length && desired[i] !== undefined;
    if (present && identical(desired[i], actual[i])) partners[i] = i;
    else {
      if (i < desired.length && desired[i] !== undefined) left.push(i);
      if (i < actual.length && actual[i] !== undefined) right.push(i);
    }
  }
  return { left, right };
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
  for (const key of Object.keys(value))
    hash = (hash + mix(hashText(key), hashOf((value as Fields)[key], depth + 1))) | 0;
  return hash;
}
