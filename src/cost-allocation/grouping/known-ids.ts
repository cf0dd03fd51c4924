/** A set of the engine holds 2^24 members at most. */
const MAX_SET_SIZE = 2 ** 24 - 1;

/** The ids of a bill of any length. */
export class KnownIds {
  readonly #full: Set<string>[] = [];
  #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id) || this.#full.some((ids) => ids.has(id));
  }

  /** Takes an id in; false where it was known already. */
  add(id: string): boolean {
    if (this.#full.some((ids) => ids.has(id))) return false;
    if (this.#ids.size === MAX_SET_SIZE) {
      this.#full.push(this.#ids);
      this.#ids = new Set();
    }
    return this.#ids.size < this.#ids.add(id).size;
  }
}
