import { hashText } from './exact-match.js';

/** The keys of an object in order, by which objects of the same keys are recognized. */
interface Shape {
  readonly id: number;
  /** By UTF-16 code unit. */
  readonly sorted: readonly string[];
  /** One a sorted key; depends on the key alone. */
  readonly hashes: readonly number[];
}

// Kept between comparisons, because the same kinds of objects come again.
const MAX_KEPT_SHAPES = 1_000;

/** Numbers the sets of keys it meets. The elements of a list mostly have one and the same, which answers at once. */
export class Shapes {
  readonly #known = new Map<string, Shape>();
  #lastKeys: readonly string[] = [];
  #last: Shape = this.#find([]);

  of(keys: readonly string[]): Shape {
    if (!sameKeys(keys, this.#lastKeys)) {
      this.#lastKeys = keys;
      this.#last = this.#find(keys);
    }
    return this.#last;
  }

  /** Lets go of the shapes, once they are many. */
  reset(): void {
    if (this.#known.size < MAX_KEPT_SHAPES) return;
    this.#known.clear();
    this.#lastKeys = [];
    this.#last = this.#find([]);
  }

  #find(keys: readonly string[]): Shape {
    const sorted = keys.toSorted();
    const text = sorted.map((key) => `${key.length}:${key}`).join('');
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = { id: this.#known.size, sorted, hashes: sorted.map(hashText) };
    this.#known.set(text, made);
    return made;
  }
}

function sameKeys(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/**
 * What is left of a value when everything that the rules call meaningless is taken away. Two values of one `Forms`
 * with the same `id` are equal under the rules; the hash depends on the content alone and orders forms reproducibly.
 */
export interface NormalForm {
  readonly id: number;
  readonly hash: number;
  /** The id of a coarser form that also joins what is equal only by a relation without a normal form. */
  readonly looseId: number;
}

/** A value was found to contain itself. Thrown inside the comparison, turned into an error value at its door. */
export class CyclicValue extends Error {}
