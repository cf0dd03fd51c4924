import { describe, expect, it } from 'vitest';
import { unknownTenant } from '../../src/cost-allocation/errors.js';
import { show } from '../../src/errors/show.js';
import { defineError, type TaggedError } from '../../src/errors/tagged.js';
import { Decimal, formatDecimal, toDecimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';

const HUGE = new Decimal('1e9000000000000000');
const TINY = new Decimal('-1e-9000000000000000');

describe('a value in a message', () => {
  it.each([
    ['a decimal whose exponent has 16 digits', HUGE, 'a decimal of about 1e9000000000000000'],
    ['a tiny one', TINY, 'a decimal of about -1e-9000000000000000'],
    ['one of 600 digits', new Decimal('9'.repeat(260)), 'a decimal of about 1e259'],
    ['one that is not finite', new Decimal(Infinity), 'Infinity'],
    ['one as it is', new Decimal('-12.50'), '-12.5'],
    ['a bigint of a million digits', 1n << 3_000_000n, 'a bigint of more than 80 digits'],
    ['a bigint as it is', -7n, '-7n'],
    ['a connection string', 'postgres://app:hunter22@db/shop', '"postgres://app:***@db/shop"'],
    ['an error that quotes one', new Error('no postgres://app:hunter22@db'), 'Error: no postgres://app:***@db'],
    ['an object with a long key', { ['k'.repeat(1e6)]: 1 }, `{${'k'.repeat(78)}…`],
  ])('%s is short and without a secret', (_name, value, shown) => expect(show(value)).toBe(shown));

  it('makes no message longer than 1000 characters', () => {
    type Long = TaggedError<'Long', { readonly text: string }>;
    const long = defineError<Long>('Long', (facts) => `it is ${facts.text}`);
    expect(long({ text: 'x'.repeat(1e6) }).message).toHaveLength(1000);
    expect(unknownTenant({ tenantId: 'x'.repeat(8e6) }).message.length).toBeLessThan(200);
  });
});

describe('amounts that are too long', () => {
  it('are refused, and never written out', () => {
    for (const value of [HUGE, TINY, HUGE.neg(), 10n ** 121n, -(1n << 3_000_000n)])
      expect(toDecimal(value)).toMatchObject({ left: { _tag: 'InvalidDecimal' } });
    expect(toDecimal(10n ** 120n - 1n)._tag).toBe('Right');
    expect([formatDecimal(HUGE), formatDecimal(TINY), sum([HUGE, new Decimal(1)]).toString()]).toEqual([
      'NaN',
      'NaN',
      'NaN',
    ]);
  });
});
