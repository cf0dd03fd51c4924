import { hashText, mix } from './hash.js';
import { identical } from './identical.js';
import type { Fields } from './kind.js';

export type Match = readonly [desired: number, actual: number];

/**
 * Matches the elements of two lists that are the same to the letter, wherever they stand. Such elements are
 * interchangeable, so they can be matched first whatever else the lists hold, and most lists are then nearly done: what
 * is left needs normal forms, which cost ten times as much. Near linear.
 */
export function matchToTheLetter(desired: readonly unknown[], actual: readonly unknown[]): readonly Match[] {
  const { matched, left, right } = matchInPlace(desired, actual);
  if (left.length <= FEW || right.length <= FEW) return matched;
  const waiting = new Map<number, number[]>();
  for (const j of right.toReversed()) {
    const hash = hashOf(actual[j], 0);
    const same = waiting.get(hash);
    if (same === undefined) waiting.set(hash, [j]);
    else same.push(j);
  }
  for (const i of left) {
    const same = waiting.get(hashOf(desired[i], 0));
    const j = same?.at(-1);
    // Two contents may share a hash; then the second is simply left for the normal forms.
    if (j === undefined || !identical(desired[i], actual[j])) continue;
    same!.pop();
    matched.push([i, j]);
  }
  return matched;
}

// So few elements are matched by their normal forms right away.
const FEW = 8;

function matchInPlace(desired: readonly unknown[], actual: readonly unknown[]) {
  const matched: Match[] = [];
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0; i < desired.length || i < actual.length; i++) {
    const present = i < desired.length && i < actual.length && desired[i] !== undefined;
    if (present && identical(desired[i], actual[i])) matched.push([i, i]);
    else {
      if (i < desired.length && desired[i] !== undefined) left.push(i);
      if (i < actual.length && actual[i] !== undefined) right.push(i);
    }
  }
  return { matched, left, right };
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
