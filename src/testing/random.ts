/** A source of numbers that look random and are the same for the same seed, on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  /** From a normal distribution with mean 0 and standard deviation 1 (Box and Muller, 1958). */
  normal(): number;
  /** One of several. */
  pick<A>(items: readonly A[]): A;
}

/** Mulberry32 (T. Ettinger, 2017): 32 bits of state, good enough for test data and quick to read. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => items[below(items.length)]!,
  };
}
