import type { Equivalence } from './equivalence.js';
import { readDecimal, scaledFraction } from './rational.js';

// Nanoseconds in each unit of Go's and most tools' short form; months and years have no fixed length and are refused.
const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['w', 604_800_000_000_000n],
]);
const SHORT_DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)([a-zµ]+)/g;
const ISO_DURATION =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const ISO_UNITS = ['w', 'd', 'h', 'm', 's'];
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const MAX_DURATION_LENGTH = 100;

/**
 * Durations, exactly: `60s` = `1m` = `PT1M` = `60` (seconds), `1h30m` = `5400`, `rate(60 minutes)` = `rate(1 hour)`;
 * `1m` ≠ `1ms`; months and years are refused.
 */
export const duration: Equivalence = {
  name: 'duration',
  normalize: (value) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text !== 'string' || text.length > MAX_DURATION_LENGTH) return undefined;
    const parts = partsOf(text.trim());
    return parts && totalOf(parts);
  },
  recognizes: (value) => typeof value === 'string' && RATE.test(value),
};

type Part = readonly [amount: string, unit: string];

function partsOf(text: string): readonly Part[] | undefined {
  if (SHORT_DURATION.test(text)) return [...text.matchAll(DURATION_PART)].map(([, amount, unit]) => [amount!, unit!]);
  const rate = RATE.exec(text);
  if (rate !== null) return [[rate[1]!, rate[2]![0]!]];
  const iso = ISO_DURATION.exec(text);
  if (iso !== null) return iso.slice(1).flatMap((amount, i) => (amount === undefined ? [] : [[amount, ISO_UNITS[i]!]]));
  return readDecimal(text) && [[text, 's']];
}

// Everything in 10^-18 nanoseconds would still be exact: parts are summed over the smallest power of ten among them.
function totalOf(parts: readonly Part[]): string | undefined {
  const decimals = parts.map(([amount, unit]) => ({ decimal: readDecimal(amount), scale: NANOSECONDS.get(unit) }));
  let exponent = 0;
  for (const { decimal } of decimals) exponent = Math.min(exponent, decimal?.exponent ?? 0);
  let digits = 0n;
  for (const { decimal, scale } of decimals) {
    if (decimal === undefined || scale === undefined) return undefined;
    digits += decimal.digits * 10n ** BigInt(decimal.exponent - exponent) * scale;
  }
  return scaledFraction({ digits, exponent });
}
