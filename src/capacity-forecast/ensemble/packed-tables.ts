import type { SpreadTable } from './intervals.js';
import type { WeightTable } from './weights.js';

/** A learned table as it is written: everything that a row has one of in `numbers`, which {@link hundredthsIn} reads. */
interface Packed {
  /** Centre and spread of each input, then the rows, one after the other. */
  readonly numbers: string;
}
type PackedWeights = Omit<WeightTable, 'centre' | 'spread' | 'rows'> & Packed;
type PackedSpread = Omit<SpreadTable, 'centre' | 'spread' | 'rows'> & Packed;

/** The gates of all families; a row begins with two coefficients that belong to no input. */
export const unpackWeightTables = <F extends string>(
  packed: Readonly<Record<F, PackedWeights>>,
): Readonly<Record<F, WeightTable>> =>
  unpackEach(packed, ({ numbers, ...gate }) => ({ ...gate, ...unpack(numbers, gate.models.length, 2) }));

/** The spread tables of all families; a row begins with three coefficients that belong to no input. */
export const unpackSpreadTables = <F extends string>(
  packed: Readonly<Record<F, PackedSpread>>,
): Readonly<Record<F, SpreadTable>> =>
  unpackEach(packed, ({ numbers, ...levels }) => ({ ...levels, ...unpack(numbers, levels.levels.length, 3) }));

const unpackEach = <F extends string, P, T>(packed: Readonly<Record<F, P>>, read: (one: P) => T): Record<F, T> =>
  Object.fromEntries(Object.entries<P>(packed).map(([family, one]) => [family, read(one)])) as Record<F, T>;

function unpack(numbers: string, rows: number, ownOfARow: number): Pick<WeightTable, 'centre' | 'spread' | 'rows'> {
  const all = hundredthsIn(numbers);
  const inputs = (all.length - rows * ownOfARow) / (rows + 2);
  const width = inputs + ownOfARow;
  const rowAt = (i: number): number[] => all.slice(2 * inputs + i * width, 2 * inputs + (i + 1) * width);
  return {
    centre: all.slice(0, inputs),
    spread: all.slice(inputs, 2 * inputs),
    rows: Array.from({ length: rows }, (_, i) => rowAt(i)),
  };
}

/** The character of zero: those around it are printable, and none of them is a quotation mark. */
export const ZERO = 'S'.charCodeAt(0);
/** How far from zero a character may lie. */
export const MAX_DISTANCE = 43;

/**
 * Numbers of two decimals in a text: each character adds its distance from {@link ZERO} in hundredths, and the first one
 * that lies nearer than {@link MAX_DISTANCE} ends its number. Most numbers are one character.
 */
export function hundredthsIn(text: string): number[] {
  const numbers: number[] = [];
  let hundredths = 0;
  for (const character of text) {
    const distance = character.charCodeAt(0) - ZERO;
    hundredths += distance;
    if (Math.abs(distance) === MAX_DISTANCE) continue;
    numbers.push(hundredths / 100);
    hundredths = 0;
  }
  return numbers;
}
