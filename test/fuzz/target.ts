import type { Random } from './random.js';

/** One door of the library that takes text or data from outside, and the law that must hold behind it for any input. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes an input from a seed; ordinary ones, and ones that nobody would write. */
  readonly input: (random: Random) => unknown;
  /** Throws where the law is broken; anything that the library itself throws is a broken law too. */
  readonly check: (input: unknown) => void | Promise<void>;
}

/** Fails a check with a sentence. */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}
