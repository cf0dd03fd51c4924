import { parseCidr } from '../equivalence/networks.js';

export type OrderedKind = 'number' | 'date' | 'address';

/** Whole numbers from one to another, both included. */
export type Interval = readonly [first: bigint, last: bigint];

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

export const SCALES: Readonly<Record<OrderedKind, Scale>> = {
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
