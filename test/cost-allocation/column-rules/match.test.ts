import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/codec/decode.js';
import { compileMatcher } from '../../../src/cost-allocation/column-rules/match.js';
import { readerOfCharge } from '../../../src/cost-allocation/column-rules/read-columns.js';
import { ColumnMatcher, ColumnRule } from '../../../src/cost-allocation/model/column-rule.js';
import { Decimal } from '../../../src/money/decimal.js';
import { orThrow } from '../../../src/prelude.js';
import { charge } from '../bill.js';

const matches = (matcher: ColumnMatcher, row: Record<string, string>): boolean =>
  compileMatcher(matcher)((column) => row[column]);

describe('a test of a column', () => {
  it.each<[string, object, string, boolean]>([
    ['the whole value', { equals: 'web' }, 'web', true],
    ['case as it is', { equals: 'web' }, 'Web', false],
    ['case left aside', { equals: 'web', ignoreCase: true }, 'WEB', true],
    ['one of a set', { in: ['a', 'b'] }, 'b', true],
    ['none of a set', { in: ['a', 'b'] }, 'ab', false],
    ['a star is any text, slashes too', { glob: 'arn:*:db/*' }, 'arn:aws:rds:eu:1:db/main/x', true],
    ['a pattern covers the whole value', { glob: 'prod*' }, 'my-prod', false],
    ['a question mark is one character', { glob: 'i-?' }, 'i-12', false],
    ['an escaped star is a star', { glob: '\\*' }, 'x', false],
    ['some of several patterns', { glob: ['a*', 'b*'] }, 'bc', true],
    ['the last text is not used twice', { glob: 'ab*ba' }, 'aba', false],
    ['a number is compared as one', { atLeast: '9', below: '100' }, '10', true],
    ['below is exclusive', { below: '100' }, '100.0', false],
    ['what is no number is in no range of numbers', { atLeast: '9' }, 'ten', false],
    ['dates compare as text', { atLeast: '2026-03-01', below: '2026-04-01' }, '2026-03-31T23:59:59Z', true],
    ['all conditions of a test must hold', { glob: 'a*', in: ['b'] }, 'ab', false],
  ])('%s', (_, test, value, expected) => {
    expect(matches({ column: 'x', ...test } as ColumnMatcher, { x: value })).toBe(expected);
  });

  it('of a column without a value holds for `present: false` alone', () => {
    expect(matches({ column: 'x', present: false }, {})).toBe(true);
    expect(matches({ column: 'x', present: false }, { x: '1' })).toBe(false);
    expect(matches({ column: 'x', present: true }, { x: '1' })).toBe(true);
    expect(matches({ column: 'x', glob: '*' }, {})).toBe(false);
    expect(matches({ not: { column: 'x', glob: '*' } }, {})).toBe(true);
  });

  it('all, any and not combine; none of none is no match, all of none is one', () => {
    const [a, b] = [
      { column: 'x', equals: 'a' },
      { column: 'y', equals: 'b' },
    ] as const;
    expect(matches({ all: [a, { not: b }] }, { x: 'a', y: 'c' })).toBe(true);
    expect(matches({ any: [a, b] }, { x: 'z', y: 'b' })).toBe(true);
    expect(matches({ all: [] }, {})).toBe(true);
    expect(matches({ any: [] }, {})).toBe(false);
  });
});

describe('a glob', () => {
  it('matches what the same regular expression matches', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\\', '*', '?'), maxLength: 9 });
    fc.assert(
      fc.property(letters, letters, (pattern, value) => {
        const expression = pattern.replace(/\\([\s\S])|[\s\S]/g, (piece, escaped?: string) =>
          escaped !== undefined
            ? `\\u${escaped.charCodeAt(0).toString(16).padStart(4, '0')}`
            : piece === '*'
              ? '[\\s\\S]*'
              : piece === '?'
                ? '[\\s\\S]'
                : `\\u${piece.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        expect(matches({ column: 'x', glob: pattern }, { x: value })).toBe(
          new RegExp(`^(?:${expression})$`).test(value),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('takes bounded time for a megabyte', () => {
    const value = 'a'.repeat(1_000_000);
    expect(matches({ column: 'x', glob: `${'*a'.repeat(200)}*b` }, { x: value })).toBe(false);
    expect(matches({ column: 'x', glob: `*${'a'.repeat(400)}b` }, { x: value })).toBe(false);
  });
});

describe('the columns of a charge', () => {
  const read = readerOfCharge({
    ...charge('acme', '12.50', { tags: { team: 'web', empty: '' }, resourceId: 'i-1' }),
    columns: { SubAccountId: '111', ServiceName: 'Amazon S3', line_item_usage_type: 'EU-Bytes', toString: 'x' },
  });
  it.each([
    ['tenant', 'acme'],
    ['cost', '12.5'],
    ['resource', 'i-1'],
    ['tag:team', 'web'],
    ['tag:empty', undefined],
    ['tag:constructor', undefined],
    ['account', '111'],
    ['service', 'Amazon S3'],
    ['usageType', 'EU-Bytes'],
    ['ServiceName', 'Amazon S3'],
    ['toString', 'x'],
    ['constructor', undefined],
    ['pool', undefined],
  ])('%s', (column, value) => expect(read(column)).toBe(value));
});

describe('the codec of a rule', () => {
  it('reads drafts and JSON, and writes JSON', () => {
    const json = {
      rule_id: 'r',
      when: { all: [{ column: 'cost', at_least: '10', ignore_case: true }, { not: { any: [] } }] },
      set: { 'tag:team': { split: { web: '0.7', ml: '0.3' } }, project: { split_by_cost: ['a'] }, tenant: null },
    };
    const rule = orThrow(decode(ColumnRule, json, 'the rule'));
    expect(rule).toMatchObject({
      ruleId: 'r',
      effectiveFrom: 0,
      effectiveUntil: null,
      isActive: true,
      when: { all: [{ column: 'cost', atLeast: '10', ignoreCase: true }, { not: { any: [] } }] },
      set: { 'tag:team': { split: { web: new Decimal('0.7') } }, project: { splitByCost: ['a'] }, tenant: null },
    });
    expect(ColumnRule.encode(rule)).toEqual({
      ...json,
      name: '',
      effective_from: 0,
      effective_until: null,
      is_active: true,
    });
    expect(orThrow(decode(ColumnRule, ColumnRule.encode(rule), 'the rule'))).toEqual(rule);
    expect(ColumnRule.is(rule)).toBe(true);
  });

  it.each([
    ['a test without a condition', { column: 'x' }, /expected one of equals, in, glob/],
    ['a pattern of 501 characters', { column: 'x', glob: 'a'.repeat(501) }, /at most 500 characters/],
    ['a matcher that is text', 'x', /when/],
  ])('refuses %s and says where', (_, when, message) => {
    const read = decode(ColumnRule, { ruleId: 'r', when, set: { tenant: 'a' } }, 'the rule');
    expect(read).toMatchObject({ _tag: 'Left', left: { message: expect.stringMatching(message) as string } });
  });

  it('refuses matchers nested without end', () => {
    let when: unknown = { column: 'x', equals: '1' };
    for (let i = 0; i < 100_000; i += 1) when = { not: when };
    expect(decode(ColumnMatcher, when, 'the matcher')).toMatchObject({
      left: { message: expect.stringContaining('at most 50') as string },
    });
  });
});
