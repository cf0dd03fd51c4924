import type { Fields } from '../fields.js';

/** The one actual key that is spelled like a declared one but for case, has a value and is not itself declared. */
export function keyInOtherCase(key: string, desired: Fields, actual: Fields): string | undefined {
  const folded = key.toLowerCase();
  const isOther = (other: string): boolean => other.toLowerCase() === folded && !Object.hasOwn(desired, other);
  const [other, ...more] = Object.keys(actual).filter(isOther);
  return other === undefined || more.length > 0 || actual[other] === undefined ? undefined : other;
}
