import type { Fields } from '../fields.js';

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
