import { hashText } from './hash.js';

/** The keys of an object in order, by which objects of the same keys are told from others. */
export interface Shape {
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
