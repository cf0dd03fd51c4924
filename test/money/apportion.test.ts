import { Decimal as ForeignDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { apportionExactShares, type ApportionMethod, apportionUnits, select } from '../../src/money/apportion-units.js';
import { Decimal, type MoneyInput } from '../../src/money/decimal.js';
import { type Rational, rational } from '../../src/money/rational.js';
import { toUnits } from '../../src/money/units.js';
import { orThrow } from '../../src/prelude.js';

const MAX = 2 ** 51 - 1;
const values = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 400 }),
  fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 400 }).map((list) => list.map((value) => value % (MAX + 1))),
);

it('finds the value that a sort would put at the position', () => {
  fc.assert(
    fc.property(values, fc.nat(), (list, seed) => {
      const position = seed % list.length;
      const expected = Float64Array.from(list).sort()[position]!;
      expect(select(Float64Array.from(list), position, 0, MAX)).toBe(expected);
    }),
  );
});

it.each(['ascending', 'descending', 'all equal', 'organ pipe', 'powers of two', 'two far apart'])(
  'finds every position of 2,000 values that are %s, and leaves them as they are',
  (shape) => {
    const n = 2_000;
    const value = {
      ascending: (i: number) => i,
      descending: (i: number) => n - i,
      'all equal': () => 7,
      'organ pipe': (i: number) => Math.min(i, n - i),
      'powers of two': (i: number) => 2 ** (i % 51),
      'two far apart': (i: number) => (i % 2) * MAX,
    }[shape]!;
    const list = Float64Array.from({ length: n }, (_, i) => value(i));
    const sorted = list.slice().sort();
    for (let position = 0; position < n; position += 37) expect(select(list, position, 0, MAX)).toBe(sorted[position]);
    expect(list).toEqual(Float64Array.from({ length: n }, (_, i) => value(i)));
  },
);

it('finds a value among large ones that are close to each other', () => {
  const list = Float64Array.from({ length: 200 }, (_, i) => 2 ** 50 + (i % 3));
  expect([0, 66, 67, 133, 134, 199].map((position) => select(list, position, 0, MAX) - 2 ** 50)).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
});

it('splits among more recipients than are made at once as whole numbers of any length do', () => {
  const n = 20_001;
  const weights = Array.from({ length: n }, (_, i) => i % 7);
  const shares = orThrow(
    apportion(
      '-123456.789',
      weights.map((weight) => new Decimal(weight)),
      { scale: 6 },
    ),
  );
  const huge = weights.map((weight) => BigInt(weight) * 10n ** 30n);
  expect(shares.map((share) => toUnits(share, 6))).toEqual(apportionUnits(-123_456_789_000n, huge));
});

const total = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);

/** Both methods in their plainest form: one unit after the other to whoever is first in order. */
function plainSplit(units: bigint, weights: readonly bigint[], method: ApportionMethod): bigint[] {
  if (units < 0n) return plainSplit(-units, weights, method).map((share) => -share);
  const sum = total(weights);
  if (sum === 0n) return plainSplit(units, Array<bigint>(weights.length).fill(1n), method);
  if (method === 'hamilton') {
    const shares = weights.map((weight) => (units * weight) / sum);
    const remainders = weights.map((weight) => (units * weight) % sum);
    const order = weights.map((_, i) => i).sort((a, b) => Number(remainders[b]! - remainders[a]!) || a - b);
    for (const i of order.slice(0, Number(units - total(shares)))) shares[i]! += 1n;
    return shares;
  }
  const shares = Array<bigint>(weights.length).fill(0n);
  for (let given = 0n; given < units; given += 1n) {
    let first = 0;
    for (let i = 1; i < shares.length; i += 1) {
      if (weights[i]! * (2n * shares[first]! + 1n) > weights[first]! * (2n * shares[i]! + 1n)) first = i;
    }
    shares[first]! += 1n;
  }
  return shares;
}

/** Whole numbers below a limit, the same ones every time. */
function createSequence(seed: bigint): (limit: bigint) => bigint {
  let state = seed;
  return (limit) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 128n;
    return (state >> 16n) % limit;
  };
}

const SAFE_TOTAL = 2n ** 53n - 1n;
const SAFE_SUM = 2n ** 51n;

describe('every way to split agrees with the plainest one', () => {
  /** As whole numbers, as decimals and as text, with weights of any scale. */
  function expectSplit(units: bigint, weights: readonly bigint[], method: ApportionMethod, places = 0): void {
    const expected = plainSplit(units, weights, method);
    expect(apportionUnits(units, weights, method)).toEqual(expected);
    const texts = weights.map((weight) => new Decimal(weight.toString()).div(10 ** places).toFixed());
    const sum = new Decimal(units.toString()).div(100);
    for (const list of [texts, texts.map((text) => new Decimal(text))]) {
      const shares = orThrow(apportion(sum, list, { scale: 2, method }));
      expect(shares.map((share) => toUnits(share, 2))).toEqual(expected);
      expect(shares.some((share) => Object.is(share.toNumber(), -0))).toBe(false);
    }
  }

  it.each(['hamilton', 'sainteLague'] as const)('%s: few units among few recipients', (method) => {
    const next = createSequence(1n);
    for (let run = 0; run < 300; run += 1) {
      const size = Number(next(8n)) + 1;
      const limit = [2n, 4n, 12n, 1000n][run % 4]!;
      const weights = Array.from({ length: size }, () => next(limit));
      expectSplit(next(run % 2 === 0 ? 9n : 120n) - 20n, weights, method, run % 3);
    }
  });
  it.each([63, 64, 65, 66, 200])('hamilton: %i recipients, on both sides of what is sorted', (size) => {
    const next = createSequence(BigInt(size));
    for (const limit of [1n, 2n, 50n, 2n ** 40n]) {
      const weights = Array.from({ length: size }, () => next(limit));
      for (const units of [0n, 1n, BigInt(size) - 1n, next(10_000n), next(SAFE_TOTAL)]) {
        expectSplit(units, weights, 'hamilton');
      }
    }
  });
  it.each([
    [SAFE_TOTAL, SAFE_SUM],
    [SAFE_TOTAL + 1n, SAFE_SUM],
    [SAFE_TOTAL + 2n, SAFE_SUM],
    [SAFE_TOTAL, SAFE_SUM + 1n],
    [SAFE_TOTAL, SAFE_TOTAL],
    [SAFE_TOTAL, SAFE_TOTAL + 2n],
    [10n ** 40n + 7n, 10n ** 30n + 9n],
    [10n ** 40n + 7n, 3n],
    [7n, 10n ** 40n + 9n],
  ])('hamilton: up to %i units by weights that add up to %i', (most, sum) => {
    const next = createSequence(most + sum);
    for (let run = 0; run < 25; run += 1) {
      const cuts = Array.from({ length: run % 6 }, () => next(sum)).sort((a, b) => (a < b ? -1 : 1));
      const weights = [...cuts, sum].map((cut, i) => cut - (cuts[i - 1] ?? 0n));
      const units = most - (run < 8 ? 0n : next(most));
      expectSplit(run % 2 === 0 ? units : -units, weights, 'hamilton');
    }
  });
  it.each([
    [8_949_995_584_947_512n, [1_160_417_915_829_917n]],
    [8_906_219_147_109_943n, [0n, 1_192_556_005_450_253n, 0n]],
    [8_761_285_133_806_733n, [1_172_745_583_350_349n, 896n]],
    [8_613_638_129_336_219n, [554n, 1_184_118_404_259_967n]],
    [9_006_199_495_824_140n, [1_142_930_830_239_804n, 798n, 513n]],
    [8_795_245_585_572_389n, [461n, 1_155_745_936_233_575n, 335n]],
  ])('hamilton: %i units, where the quotient of doubles is one too low', (units, weights) =>
    expectSplit(units, weights, 'hamilton'),
  );
  it.each([2, 10, 11, 50])('hamilton: ties of %i recipients beyond whole doubles', (size) => {
    const next = createSequence(BigInt(size));
    for (const limit of [1n, 2n, 4n]) {
      const weights = Array.from({ length: size }, () => (next(limit) + 1n) * 10n ** 20n);
      for (let units = 0n; units < 40n; units += 3n) expectSplit(units, weights, 'hamilton');
    }
  });
  it('sainteLague: with units to take back from some who have none', () => {
    const next = createSequence(5n);
    for (let run = 0; run < 200; run += 1) {
      const weights = Array.from({ length: 12 }, () => next(3n) * next(4n));
      weights.push(next(30n));
      expectSplit(next(30n), weights, 'sainteLague');
    }
  });
  it('sainteLague: huge totals and weights that a factor makes huge keep the ratio', () => {
    const factor = 10n ** 30n;
    expect(apportionUnits(7n * factor, [1n, 2n, 4n], 'sainteLague')).toEqual([factor, 2n * factor, 4n * factor]);
    const weights = [6n, 6n, 2n, 0n, 1n];
    for (let units = -40n; units < 40n; units += 1n) {
      const expected = plainSplit(units, weights, 'sainteLague');
      expect(
        apportionUnits(
          units,
          weights.map((weight) => weight * factor),
          'sainteLague',
        ),
      ).toEqual(expected);
    }
  });
  it.each([3, 7, 40])('sainteLague: %i recipients with many ties', (size) => {
    const next = createSequence(BigInt(size));
    for (const limit of [1n, 2n, 3n, 100n]) {
      const weights = Array.from({ length: size }, () => next(limit));
      for (let units = 0n; units < 90n; units += 7n) expectSplit(units, weights, 'sainteLague');
    }
  });
});

describe('exact shares made whole', () => {
  const half = rational(1n, 2n);
  it.each<[string, bigint, Rational[], bigint[]]>([
    ['a tie goes to the earlier position', 1n, [half, half], [1n, 0n]],
    ['the largest remainder goes first', 3n, [rational(1n, 3n), rational(5n, 3n), rational(1n)], [0n, 2n, 1n]],
    ['what is missing is spread evenly first', 7n, [half, rational(3n, 4n), rational(1n)], [2n, 2n, 3n]],
    ['what is too much is taken evenly first', -5n, [half, rational(3n, 4n), rational(1n)], [-2n, -2n, -1n]],
    ['negative shares', -2n, [rational(-1n, 4n), rational(-7n, 4n)], [0n, -2n]],
    ['nothing is left', 3n, [rational(1n), rational(2n)], [1n, 2n]],
  ])('%s', (_, units, exact, expected) => expect(apportionExactShares(units, exact)).toEqual(expected));
});

describe('amounts and weights of this library that fit whole doubles are split without writing their digits', () => {
  function writesDigits(amount: MoneyInput, weights: readonly MoneyInput[], method?: ApportionMethod): boolean {
    const toFixed = vi.spyOn(Decimal.prototype, 'toFixed');
    try {
      orThrow(apportion(amount, weights, method === undefined ? {} : { method }));
      return toFixed.mock.calls.length > 0;
    } finally {
      toFixed.mockRestore();
    }
  }
  const decimals = (...texts: string[]): Decimal[] => texts.map((text) => new Decimal(text));

  it.each<[string, MoneyInput, readonly MoneyInput[]]>([
    ['one recipient', '1', decimals('1')],
    ['the largest total', SAFE_TOTAL, decimals('1', '2')],
    ['a negative total', -SAFE_TOTAL, decimals('1', '2')],
    ['the largest sum of weights', '1', decimals(String(SAFE_SUM - 1n), '1')],
    ['weights of zero', '1', decimals('0', '0', '0')],
    ['places that grow', '1', decimals('3', '0.5', '0.25', '7', '0.5')],
    ['the most places', '1', decimals('0', '2e-22', '3e-22')],
  ])('%s', (_, amount, weights) => expect(writesDigits(amount, weights)).toBe(false));

  it.each<[string, MoneyInput, readonly MoneyInput[], ApportionMethod?]>([
    ['a total beyond', SAFE_TOTAL + 1n, decimals('1', '2')],
    ['a sum of weights beyond', '1', decimals(String(SAFE_SUM), '1')],
    ['one weight beyond', '1', decimals('1', String(SAFE_TOTAL + 1n))],
    ['a weight beyond in the places of an earlier one', '1', decimals('0.25', '1000000000000000')],
    ['a weight beyond in its own places', '1', decimals('0', '1000000000.0000001')],
    ['a place too many', '1', decimals('0', '2e-23')],
    ['text', '1', ['1']],
    ['whole numbers', '1', [1n]],
    ['decimals of another copy', '1', [new ForeignDecimal(1) as unknown as Decimal]],
    ['another method', '1', decimals('1', '2'), 'sainteLague'],
  ])('%s: the digits are written', (_, amount, weights, method) =>
    expect(writesDigits(amount, weights, method)).toBe(true),
  );
});

describe('what cannot be split is refused', () => {
  const one = new Decimal(1);
  const throwing = new Proxy([one], {
    get: () => {
      throw new Error('hostile');
    },
  });
  const notListed = 'there must be a list of at least one weight';
  const noDecimal = 'a weight must be a decimal';
  const negative = 'a weight must not be negative';
  const scale = 'the scale must be a whole number from 0 to 120';

  it.each<[string, unknown, unknown, unknown, { reason: string; value: unknown; index?: number }]>([
    ['no total', null, [one], {}, { reason: 'the total must be a decimal', value: null }],
    [
      'a throwing list',
      '1',
      throwing,
      {},
      { reason: 'the total, the weights or the options cannot be read', value: '1' },
    ],
    ['no weights', '1', null, {}, { reason: notListed, value: null }],
    ['an empty list', '1', [], {}, { reason: notListed, value: [] }],
    ['a list that is none', '1', { length: 1, 0: one }, {}, { reason: notListed, value: { length: 1, 0: one } }],
    ['a hole', '1', [one, undefined], {}, { reason: noDecimal, value: undefined, index: 1 }],
    ['a number', '1', [3], {}, { reason: noDecimal, value: 3, index: 0 }],
    ['text that is no decimal', '1', ['x'], {}, { reason: noDecimal, value: 'x', index: 0 }],
    ['a negative decimal', '1', [one, new Decimal(-1)], {}, { reason: negative, value: new Decimal(-1), index: 1 }],
    ['negative text', '1', ['-0.1'], {}, { reason: negative, value: '-0.1', index: 0 }],
    ['a misspelled option', '1', [one], { scales: 2 }, { reason: 'the options are scale and method', value: 'scales' }],
    ['a negative scale', '1', [one], { scale: -1 }, { reason: scale, value: -1 }],
    ['half a scale', '1', [one], { scale: 0.5 }, { reason: scale, value: 0.5 }],
    ['a scale too large', '1', [one], { scale: 121 }, { reason: scale, value: 121 }],
    ['a scale of text', '1', [one], { scale: '2' }, { reason: scale, value: '2' }],
    [
      'a method that is none',
      '1',
      [one],
      { method: 'x' },
      { reason: 'the method must be "hamilton" or "sainteLague"', value: 'x' },
    ],
  ])('%s', (_, amount, weights, options, expected) => {
    const refused = apportion(amount as string, weights as Decimal[], options as object);
    expect(refused).toMatchObject({ _tag: 'Left', left: { _tag: 'ApportionError', ...expected } });
  });
  it('a weight with more digits than any amount may have', () => {
    for (const text of ['1e-121', '1e121']) {
      expect(apportion('1', [new Decimal(0), new Decimal(text)])).toMatchObject({ left: { reason: noDecimal } });
    }
  });
  it('something that only claims to be a decimal', () => {
    const claims = { constructor: Decimal, s: 1, e: 0, d: [3] } as unknown as Decimal;
    expect(apportion('1', [claims])).toMatchObject({ left: { reason: noDecimal } });
  });
  it('but not minus zero, the largest scale, or no options', () => {
    const shares = orThrow(apportion('1', [new Decimal(-0), one], { scale: 120 }));
    expect(shares.map((share) => share.toFixed())).toEqual(['0', '1']);
    expect(orThrow(apportion('1', [one], null as never))[0]!.toFixed()).toBe('1');
  });
});
