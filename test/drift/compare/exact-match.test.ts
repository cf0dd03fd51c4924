import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchExactly, NO_PARTNER } from '../../../src/drift/compare/exact-match.js';
import { shortDifferences } from './differences.js';

const element = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom('a', 'b', `${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`),
  fc.record({ from: fc.nat(3), to: fc.nat(3) }),
);
const list = fc.array(element, { minLength: 10, maxLength: 40 });

describe('elements of long lists, to the letter', () => {
  it('are matched one to one, each with an element that says the same', () => {
    fc.assert(
      fc.property(list, list, (desired, actual) => {
        const partners = [...matchExactly(desired, actual)];
        const taken = partners.filter((j) => j !== NO_PARTNER);
        expect(new Set(taken).size).toBe(taken.length);
        for (const [i, j] of partners.entries()) if (j !== NO_PARTNER) expect(actual[j]).toEqual(desired[i]);
      }),
    );
  });

  it('are all matched in whatever order they stand, as far as their hashes tell them apart', () => {
    const rules = Array.from({ length: 60 }, (_, i) => ({ port: i % 30, cidr: `10.0.${i % 20}.0/24` }));
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: 60 }), (shuffled) => {
        const partners = [...matchExactly(rules, structuredClone(shuffled))];
        expect(partners.toSorted((left, right) => left - right)).toEqual(rules.map((_, i) => i));
      }),
    );
  });

  it('leave exactly the changed ones to be told', () => {
    const desired = Array.from({ length: 40 }, (_, i) => ({ id: i, port: 1000 + i, protocol: 'tcp', action: 'allow' }));
    const actual = desired.map((rule) => (rule.id % 10 === 3 ? { ...rule, action: 'deny' } : { ...rule })).toReversed();
    expect(shortDifferences({ rules: desired }, { rules: actual }, { unordered: ['rules'] })).toEqual(
      [3, 13, 23, 33].map((i) => `rules[${i}].action value_changed`),
    );
  });
});
