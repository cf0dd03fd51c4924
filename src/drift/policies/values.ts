import { parseCidr } from '../equivalence/networks.js';
import { atomsOf, contains, type Language } from './languages.js';
import { literalPattern } from './patterns.js';
import type { Work } from './search.js';

/**
 * Sets of values of one condition key. Texts are languages; numbers, dates and addresses are closed intervals of whole
 * numbers (the rank of a double, milliseconds, the address itself), which makes `<` and `<=` plain arithmetic.
 */
export type ValueSet =
  | { readonly kind: 'text' | 'flag'; readonly language: Language; readonly key: string }
  | { readonly kind: OrderedKind; readonly intervals: readonly Interval[]; readonly key: string };

export type OrderedKind = 'number' | 'date' | 'address';

/** Whole numbers from one to another, both included. */
export type Interval = readonly [first: bigint, last: bigint];

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

interface Scale {
  readonly domain: readonly Interval[];
  /** The place of a text; undefined where it is no such value. */
  readonly place: (text: string) => bigint | undefined;
  /** The plainest value of an interval. */
  readonly show: (interval: Interval) => string;
}

/** The place of a double among all doubles. Neighbours are one apart, and both zeros are 0. */
export function rankOf(value: number): bigint {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)[0]!;
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

function atRank(rank: bigint): number {
  const value = new Float64Array(new BigInt64Array([rank < 0n ? -rank : rank]).buffer)[0]!;
  return rank < 0n ? -value : value;
}

/** The number in a text as IAM writes them; undefined for any other. */
export const parseNumber = (text: string): number | undefined => {
  const value = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?\s*$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** The instant in a text, in milliseconds: ISO 8601, in UTC where it names no zone, or seconds since 1970. */
export function parseInstant(text: string): number | undefined {
  if (/^\d{5,12}$/.test(text)) return Number(text) * 1_000;
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text))
    return undefined;
  const instant = Date.parse(text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The place of an address among all of IPv4, and behind them all of IPv6. */
export function addressInterval(text: string): Interval | undefined {
  const range = parseCidr(text);
  if (range === undefined) return undefined;
  const offset = range.family === 4 ? 0n : IPV6_OFFSET;
  return [range.first + offset, range.last + offset];
}

const IPV6_OFFSET = 1n << 32n;
const LAST_ADDRESS = IPV6_OFFSET + (1n << 128n) - 1n;

function showNumber([first, last]: Interval): string {
  const [low, high] = [atRank(first), atRank(last)];
  const whole = low <= 0 && high >= 0 ? 0 : low > 0 ? Math.ceil(low) : Math.floor(high);
  return String(whole >= low && whole <= high ? whole : atRank((first + last) / 2n));
}

function showAddress(place: bigint): string {
  if (place < IPV6_OFFSET) return [24n, 16n, 8n, 0n].map((shift) => (place >> shift) & 255n).join('.');
  const address = place - IPV6_OFFSET;
  return Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');
}

const FIRST_INSTANT = BigInt(Date.UTC(1000, 0));
const LAST_INSTANT = BigInt(Date.UTC(9999, 11, 31));

const SCALES: Readonly<Record<OrderedKind, Scale>> = {
  number: {
    domain: [[rankOf(-Number.MAX_VALUE), rankOf(Number.MAX_VALUE)]],
    place: (text) => {
      const value = parseNumber(text);
      return value === undefined ? undefined : rankOf(value);
    },
    show: showNumber,
  },
  date: {
    domain: [[FIRST_INSTANT, LAST_INSTANT]],
    place: (text) => {
      const instant = parseInstant(text);
      return instant === undefined ? undefined : BigInt(instant);
    },
    show: ([first, last]) => new Date(Number(first === FIRST_INSTANT ? last : first)).toISOString(),
  },
  address: {
    domain: [
      [0n, IPV6_OFFSET - 1n],
      [IPV6_OFFSET, LAST_ADDRESS],
    ],
    place: (text) => (text.includes('/') ? undefined : addressInterval(text)?.[0]),
    show: ([first, last]) => showAddress(first === 0n || first === IPV6_OFFSET ? last : first),
  },
};

/** The places from the lowest to a place, or from a place to the highest. */
export const upTo = (kind: OrderedKind, last: bigint): Interval => [SCALES[kind].domain[0]![0], last];
export const from = (kind: OrderedKind, first: bigint): Interval => [first, SCALES[kind].domain.at(-1)![1]];

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
