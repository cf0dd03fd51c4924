import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terraformRules } from '../../src/drift/cloud/cloud-rules.js';
import { rulesFromSchema } from '../../src/drift/cloud/index.js';
import { compareConfigs, explainConfigs } from '../../src/drift/compare/compare-configs.js';
import { compileGlob } from '../../src/drift/glob.js';
import type { ConfigDifference } from '../../src/drift/model/drift-record.js';
import { parsePath, printPath } from '../../src/drift/path.js';
import type { DriftRules, DriftRuleSpec } from '../../src/drift/rule-spec.js';
import { driftRules } from '../../src/drift/rules.js';
import { E, orThrow } from '../../src/prelude.js';
import { anything, configuration, withKeysReversed, withListsShuffled } from './drift-values.js';

const SPECS: readonly (readonly [string, DriftRuleSpec])[] = [
  ['no rules', {}],
  ['unordered lists', { unordered: ['*'], comparators: { '*cidr': 'cidr' } }],
  [
    'keyed lists and ignores',
    { unordered: ['*'], keyed: { '*.b': ['name'] }, ignore: ['*.id'], nullEqualsMissing: true },
  ],
  ['terraform rules', terraformRules],
  ['a positional ignore', { ignore: ['*[1]', 'a'], emptyEqualsMissing: true }],
];
const RULES = SPECS.map(([name, spec]) => [name, orThrow(driftRules(spec))] as const);
const CLOUD = orThrow(rulesFromSchema({ readOnly: ['a'], unordered: ['b'] }));
const RUNS = { numRuns: 100 };

const compare = (desired: unknown, actual: unknown, rules: DriftRules): readonly ConfigDifference[] =>
  orThrow(compareConfigs(desired, actual, rules));

const valuesOf = (differences: readonly ConfigDifference[]): readonly string[] =>
  differences
    .map(({ driftType, desiredValue, actualValue }) =>
      JSON.stringify([driftType, inAnyOrder(desiredValue), inAnyOrder(actualValue)]),
    )
    .sort();

function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => JSON.stringify(inAnyOrder(element)) ?? '').sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, member]) => [key, inAnyOrder(member)])
    .sort();
}

describe.each([...RULES, ['rules from a schema', CLOUD] as const])('comparison under %s', (_, rules) => {
  it('of a configuration with itself or its copy finds nothing', () => {
    fc.assert(
      fc.property(configuration, (config) => {
        expect(compare(config, config, rules)).toEqual([]);
        expect(compare(config, structuredClone(config), rules)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('changes neither side', () => {
    fc.assert(
      fc.property(configuration, configuration, (desired, actual) => {
        const before = JSON.stringify([desired, actual]);
        compare(desired, actual, rules);
        expect(JSON.stringify([desired, actual])).toBe(before);
      }),
      RUNS,
    );
  });

  it('says the same, byte for byte, every time and whatever the order of keys', () => {
    fc.assert(
      fc.property(configuration, configuration, (desired, actual) => {
        const told = (left: unknown, right: unknown) =>
          compare(left, right, rules).map(({ path, actualSegments, driftType }) => [path, actualSegments, driftType]);
        expect(told(desired, actual)).toEqual(told(desired, actual));
        expect(told(withKeysReversed(desired), withKeysReversed(actual))).toEqual(told(desired, actual));
      }),
      RUNS,
    );
  });

  it('explained tells the same differences', () => {
    fc.assert(
      fc.property(configuration, configuration, (desired, actual) => {
        expect(orThrow(explainConfigs(desired, actual, rules)).differences).toEqual(compare(desired, actual, rules));
      }),
      RUNS,
    );
  });

  it('tells every difference at a place that exists', () => {
    fc.assert(
      fc.property(configuration, configuration, (desired, actual) => {
        const told = compare(desired, actual, rules);
        const wanted = told.filter(({ driftType }) => driftType !== 'key_added');
        const had = told.filter(({ driftType }) => driftType !== 'key_removed');
        expect(told.map(({ path }) => orThrow(parsePath(path)))).toEqual(told.map(({ segments }) => segments));
        expect(wanted.map(({ segments }) => at(desired, segments))).toEqual(wanted.map((d) => d.desiredValue));
        expect(had.map(({ actualSegments }) => at(actual, actualSegments))).toEqual(had.map((d) => d.actualValue));
      }),
      RUNS,
    );
  });

  it('never throws, whatever the values', () => {
    fc.assert(
      fc.property(anything, anything, (desired, actual) => {
        expect(E.isRight(compareConfigs(desired, actual, rules))).toBe(true);
        expect(E.isRight(explainConfigs(desired, actual, rules))).toBe(true);
      }),
      RUNS,
    );
  });
});

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((here, segment) => (here as Record<string | number, unknown>)[segment], value);
}

const MIRROR = {
  key_added: 'key_removed',
  key_removed: 'key_added',
  value_changed: 'value_changed',
  type_mismatch: 'type_mismatch',
} as const;

describe('comparison is symmetric', () => {
  it('in ordered configurations: paths stay, added and removed change places', () => {
    const rules = orThrow(driftRules({ comparators: { '*cidr': 'cidr' }, nullEqualsMissing: true }));
    fc.assert(
      fc.property(configuration, configuration, (left, right) => {
        const there = compare(left, right, rules)
          .map(({ path, driftType }) => `${path} ${driftType}`)
          .sort();
        const back = compare(right, left, rules)
          .map(({ path, driftType }) => `${path} ${MIRROR[driftType]}`)
          .sort();
        expect(back).toEqual(there);
      }),
      RUNS,
    );
  });

  it('in lists without order: the same values differ', () => {
    const rules = orThrow(driftRules({ unordered: ['*'] }));
    fc.assert(
      fc.property(configuration, configuration, (left, right) => {
        const there = valuesOf(compare({ left }, { left: right }, rules));
        const back = valuesOf(compare({ left: right }, { left }, rules).map((d) => mirrored(d)));
        expect(back).toEqual(there);
      }),
      RUNS,
    );
  });
});

const mirrored = ({ driftType, desiredValue, actualValue, ...rest }: ConfigDifference): ConfigDifference => ({
  ...rest,
  driftType: MIRROR[driftType],
  ...(actualValue !== undefined && { desiredValue: actualValue }),
  ...(desiredValue !== undefined && { actualValue: desiredValue }),
});

describe('the order of lists without order', () => {
  const rules = orThrow(driftRules({ unordered: ['*'] }));

  it('changes no values that are told, on either side', () => {
    fc.assert(
      fc.property(configuration, configuration, fc.nat(11), (left, right, seed) => {
        const [desired, actual] = [{ v: left }, { v: right }];
        const told = valuesOf(compare(desired, actual, rules));
        expect(valuesOf(compare(withListsShuffled(desired, seed), actual, rules))).toEqual(told);
        expect(valuesOf(compare(desired, withListsShuffled(actual, seed), rules))).toEqual(told);
      }),
      RUNS,
    );
  });

  it('makes no difference between a configuration and its shuffle', () => {
    fc.assert(
      fc.property(configuration, fc.nat(11), (v, seed) => {
        expect(compare({ v }, { v: withListsShuffled(v, seed) }, rules)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('rules', () => {
  it('that ignore one more place never add a difference in ordered configurations', () => {
    const pattern = fc.constantFrom('*.a', 'a.*', '*.id', '*[0]', 'b', '*port*');
    fc.assert(
      fc.property(configuration, configuration, pattern, (desired, actual, ignored) => {
        const without = compare(desired, actual, orThrow(driftRules({})));
        expect(compare(desired, actual, orThrow(driftRules({ ignore: [ignored] }))).length).toBeLessThanOrEqual(
          without.length,
        );
      }),
      RUNS,
    );
  });
});

describe('paths and globs', () => {
  const segments = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.nat(1000)), { maxLength: 6 });

  it('a printed path is read back to its segments', () => {
    fc.assert(
      fc.property(segments, (path) => {
        expect(orThrow(parsePath(printPath(path)))).toEqual(path);
      }),
    );
  });

  it('parsing never throws, and what it reads prints back', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parsePath(text);
        const again = E.isLeft(parsed) ? parsed : parsePath(printPath(parsed.right));
        expect(again).toEqual(parsed);
      }),
    );
  });

  it('a key between quotes in a pattern matches that key and no other', () => {
    const keys = fc.string({ unit: 'binary', maxLength: 8 });
    fc.assert(
      fc.property(keys, keys, (key, other) => {
        const glob = orThrow(compileGlob(`a[${JSON.stringify(key)}]`));
        expect(glob.matches(['a', key])).toBe(true);
        expect(glob.matches(['a', other])).toBe(other === key);
      }),
    );
  });

  it('a glob that cannot tell positions apart does not', () => {
    const pattern = fc
      .array(fc.constantFrom('a', '*', '?', '.', '[0]', '1', '[*]', 'b6'), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''));
    const places = fc.array(fc.oneof(fc.constantFrom('a', 'b6'), fc.nat(99)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pattern, places, fc.nat(99), (text, path, position) => {
        const glob = orThrow(compileGlob(text));
        fc.pre(!glob.seesPositions);
        expect(glob.matches(path.map((s) => (typeof s === 'number' ? position : s)))).toBe(glob.matches(path));
      }),
      { numRuns: 500 },
    );
  });
});
