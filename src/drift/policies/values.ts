import { atomsOf, contains, type Language } from './languages.js';
import { type Interval, type OrderedKind, SCALES } from './ordered-values.js';
import { literalPattern } from './patterns.js';
import type { Work } from './search.js';

/**
 * Sets of values of one condition key. Texts are languages; numbers, dates and addresses are closed intervals of whole
 * numbers (the rank of a double, milliseconds, the address itself), which makes `<` and `<=` plain arithmetic.
 */
export type ValueSet =
  | { readonly kind: 'text' | 'flag'; readonly language: Language; readonly key: string }
  | { readonly kind: OrderedKind; readonly intervals: readonly Interval[]; readonly key: string };

/** Values that belong to the same sets, a bit each, and one of them; undefined where none could be named. */
export interface ValueAtom {
  readonly mask: bigint;
  readonly value: string | undefined;
}

/** Some atoms, and whether there are no others. */
export interface ValueAtoms {
  readonly atoms: readonly ValueAtom[];
  readonly isComplete: boolean;
}

export const textSet = (language: Language): ValueSet => ({
  kind: 'text',
  language,
  // The number tells no pattern at all from the pattern of the empty text.
  key: `text ${language.length} ${language
    .map(({ key }) => key)
    .sort()
    .join(' | ')}`,
});

/** Flags are `true` or `false`, in any case; there is no third. */
export const flagSet = (texts: readonly string[]): ValueSet => ({
  kind: 'flag',
  language: texts.map((text) => literalPattern(text, true)),
  key: `flag ${texts
    .map((text) => text.toLowerCase())
    .sort()
    .join()}`,
});

export const orderedSet = (kind: OrderedKind, intervals: readonly Interval[]): ValueSet => ({
  kind,
  intervals,
  key: `${kind} ${intervals
    .map((interval) => interval.join('-'))
    .sort()
    .join()}`,
});

/** Whether a value belongs to a set. */
export function holdsValue(set: ValueSet, value: string): boolean {
  if ('language' in set) return contains(set.language, value);
  const place = SCALES[set.kind].place(value);
  return place !== undefined && set.intervals.some(([first, last]) => first <= place && place <= last);
}

/** The sets that a value belongs to, a bit each. */
export const maskOf = (sets: readonly ValueSet[], value: string): bigint =>
  sets.reduce((mask, set, i) => (holdsValue(set, value) ? mask | (1n << BigInt(i)) : mask), 0n);

const MAX_MIXED = 512;

/**
 * Every combination of the sets that some value has. Where a key is used with values of several kinds, combinations
 * that no known value has are given without one: they are possible, not proven. Not all of them where that takes too
 * much work.
 */
export function valueAtoms(sets: readonly ValueSet[], work: Work): ValueAtoms {
  if (sets.length === 0) return { atoms: [{ mask: 0n, value: 'x' }], isComplete: true };
  const kinds = [...new Set(sets.map(({ kind }) => (kind === 'flag' ? 'text' : kind)))];
  const perKind: (readonly ValueAtom[])[] = [];
  let isComplete = true;
  for (const kind of kinds) {
    const found = kind === 'text' ? textAtoms(sets, work) : orderedAtoms(kind, sets, work);
    isComplete &&= found.isComplete;
    perKind.push(found.atoms);
  }
  if (perKind.length === 1) return { atoms: perKind[0]!, isComplete };
  const known = new Map<bigint, ValueAtom>();
  for (const { value } of perKind.flat()) {
    const mask = maskOf(sets, value!);
    if (!known.has(mask)) known.set(mask, { mask, value });
  }
  let possible: readonly bigint[] = [0n];
  for (const [i, atoms] of perKind.entries()) {
    // A text need not be a number.
    const masks = kinds[i] === 'text' ? atoms.map(({ mask }) => mask) : [...atoms.map(({ mask }) => mask), 0n];
    possible = [...new Set(possible.flatMap((one) => masks.map((other) => one | other)))];
    if (possible.length > MAX_MIXED) return { atoms: [...known.values()], isComplete: false };
  }
  return { atoms: possible.map((mask) => known.get(mask) ?? { mask, value: undefined }), isComplete };
}

function textAtoms(sets: readonly ValueSet[], work: Work): ValueAtoms {
  if (sets.every(({ kind }) => kind === 'flag')) {
    return {
      atoms: distinct(['true', 'false'].map((value) => ({ mask: maskOf(sets, value), value }))),
      isComplete: true,
    };
  }
  const { atoms, isComplete } = atomsOf(
    sets.map((set) => ('language' in set ? set.language : [])),
    work,
  );
  return { atoms: atoms.map(({ mask, text }) => ({ mask, value: text })), isComplete };
}

function orderedAtoms(kind: OrderedKind, sets: readonly ValueSet[], work: Work): ValueAtoms {
  const { domain, show } = SCALES[kind];
  const changes = new Map<bigint, number[]>();
  const mark = (at: bigint, set: number): void => void (changes.get(at)?.push(set) ?? changes.set(at, [set]));
  for (const [i, set] of sets.entries()) {
    if (set.kind !== kind) continue;
    for (const [first, last] of set.intervals) {
      if (first > last) continue;
      mark(first, i + 1);
      mark(last + 1n, -i - 1);
    }
  }
  for (const [first, last] of domain) for (const cut of [first, last + 1n]) if (!changes.has(cut)) changes.set(cut, []);
  const cuts = [...changes.keys()].sort((a, b) => (a < b ? -1 : 1));
  if (!work.take(cuts.length * 4)) return { atoms: [], isComplete: false };
  const depth = sets.map(() => 0);
  const atoms: ValueAtom[] = [];
  let mask = 0n;
  for (const [i, cut] of cuts.slice(0, -1).entries()) {
    for (const change of changes.get(cut)!) {
      const set = Math.abs(change) - 1;
      depth[set]! += Math.sign(change);
      mask = depth[set]! > 0 ? mask | (1n << BigInt(set)) : mask & ~(1n << BigInt(set));
    }
    const slab: Interval = [cut, cuts[i + 1]! - 1n];
    if (domain.some(([first, last]) => first <= slab[0] && slab[1] <= last)) atoms.push({ mask, value: show(slab) });
  }
  return { atoms: distinct(atoms), isComplete: true };
}

const distinct = (atoms: readonly ValueAtom[]): readonly ValueAtom[] => {
  const known = new Map<bigint, ValueAtom>();
  for (const atom of atoms) if (!known.has(atom.mask)) known.set(atom.mask, atom);
  return [...known.values()];
};
