/**
 * Room for numbers, cut from blocks. A `Float64Array` of its own has memory of its own outside the heap: a microsecond
 * to fetch and to release, and a forecast of a hundred values needs hundreds of them. Nothing is handed out twice, and
 * a block goes with the last array cut from it.
 */
const BLOCK = 8192;
/** Larger arrays are worth memory of their own. */
const MAX_CUT = BLOCK / 4;

let block = new Float64Array(0);
let used = 0;

/** So many zeros. */
export function allocFloat64(length: number): Float64Array {
  if (used + length > block.length) return allocBlock(length);
  const start = used;
  used += length;
  return block.subarray(start, used);
}

function allocBlock(length: number): Float64Array {
  const memory = new Float64Array(length > MAX_CUT ? length : BLOCK);
  if (length > MAX_CUT) return memory;
  block = memory;
  used = length;
  return block.subarray(0, length);
}

export function copyFloat64(values: Float64Array): Float64Array {
  const copy = allocFloat64(values.length);
  copy.set(values);
  return copy;
}

/** `values.map(change)`, at a fifth of its price: the built-in calls from outside what the compiler sees. */
export function mapFloat64(values: Float64Array, change: (value: number, at: number) => number): Float64Array {
  const changed = allocFloat64(values.length);
  for (let i = 0; i < values.length; i++) changed[i] = change(values[i]!, i);
  return changed;
}

/** What `at` gives for 0, 1, 2 and so on. */
export function generateFloat64(length: number, at: (index: number) => number): Float64Array {
  const made = allocFloat64(length);
  for (let i = 0; i < length; i++) made[i] = at(i);
  return made;
}

/** The same as a plain list. */
export function toArray(values: Float64Array, change: (value: number, at: number) => number): number[] {
  const list: number[] = [];
  for (let i = 0; i < values.length; i++) list.push(change(values[i]!, i));
  return list;
}
