import { describe, expect, it } from 'vitest';
import * as cost from '../../src/cost-allocation/errors.js';
import { show } from '../../src/errors/show.js';
import { defineError, isError, type TaggedError } from '../../src/errors/tagged.js';
import { Decimal } from '../../src/money/decimal.js';

describe('tagged errors', () => {
  type Odd = TaggedError<'Odd', { readonly n: number }>;
  const odd = defineError<Odd>('Odd', (f) => `${f.n} is odd`);
  it('are errors with a tag, facts, a message and a cause', () => {
    const cause = new Error('x');
    const error = odd({ n: 3 }, cause);
    expect([error instanceof Error, error.name, error._tag, error.n, error.message, error.cause]).toEqual([
      true,
      'Odd',
      'Odd',
      3,
      '3 is odd',
      cause,
    ]);
  });
  it('are told apart by their tag, not their class', () => {
    expect(isError(odd({ n: 1 }), 'Odd')).toBe(true);
    for (const value of [new Error('x'), { _tag: 'Odd' }, null, undefined, 'Odd'])
      expect(isError(value, 'Odd')).toBe(false);
  });
  it('every error of cost allocation has a tag of its own and a message of one line', () => {
    const facts = {
      pools: ['a', 'b'],
      currencies: ['EUR'],
      findings: ['x'],
      first: { tenantId: 'a', start: 0, end: null },
      second: { tenantId: 'b', start: 0, end: 1 },
    };
    const makers = Object.entries(cost).filter(([name]) => !name.startsWith('is')) as [
      string,
      (facts: object) => Error & { _tag: string },
    ][];
    expect(makers.length).toBeGreaterThan(15);
    for (const [, make] of makers) {
      const error = make(facts);
      expect([isError(error, error._tag), error.message.includes('\n'), error.message.length > 10]).toEqual([
        true,
        false,
        true,
      ]);
    }
  });
});

describe('show', () => {
  it.each([
    ['text', '"text"'],
    [-0, '-0'],
    [1.5, '1.5'],
    [7n, '7n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 2], 'a list of 2'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'an invalid Date'],
    [new Decimal('1e-8'), '0.00000001'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, '{a, b, c, d, e, …}'],
    [() => 1, 'a function'],
    [Symbol('s'), 'Symbol(s)'],
  ])('value %# is shown in one short line', (value, text) => expect(show(value)).toBe(text));
  it('is short, of one line, and never throws', () => {
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('x');
        },
      },
    );
    for (const value of [proxy, 'x'.repeat(1e6), 'a\nb', { ['k'.repeat(500)]: 1 }]) {
      expect(show(value).length).toBeLessThanOrEqual(80);
      expect(show(value)).not.toContain('\n');
    }
    expect(show(proxy)).toBe('a value that cannot be shown');
  });
});
