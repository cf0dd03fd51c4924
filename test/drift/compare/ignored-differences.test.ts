import { describe, expect, it } from 'vitest';
import { compareConfigs, explainConfigs } from '../../../src/drift/compare/compare-configs.js';
import { driftRules } from '../../../src/drift/rules.js';
import { type DriftRuleSpec } from '../../../src/drift/rule-spec.js';
import { orThrow } from '../../../src/prelude.js';

const explain = (desired: unknown, actual: unknown, spec: DriftRuleSpec) =>
  orThrow(explainConfigs(desired, actual, orThrow(driftRules(spec))));

describe('every silence has a reason', () => {
  const desired = { port: '8080', etag: 'a', cidr: '10.0.0.1/8', rules: [1, 2], note: null, tags: { a: 1 } };
  const actual = { port: 8080, etag: 'b', cidr: '10.0.0.0/8', rules: [2, '1'], tags: { a: 1, b: 2 } };
  const spec: DriftRuleSpec = {
    ignore: ['etag'],
    unordered: ['rules'],
    comparators: { cidr: 'cidr' },
    declaredOnly: true,
    nullEqualsMissing: true,
  };

  it('with the place, both values, the rule and the normal form', () => {
    const { differences, ignored } = explain(desired, actual, spec);
    expect(differences).toEqual([]);
    expect(ignored).toEqual([
      {
        path: 'cidr',
        segments: ['cidr'],
        rule: 'comparator:cidr',
        desiredValue: '10.0.0.1/8',
        actualValue: '10.0.0.0/8',
        normalForm: '4:a000000-affffff',
      },
      { path: 'etag', segments: ['etag'], rule: 'ignore:etag', desiredValue: 'a', actualValue: 'b' },
      { path: 'note', segments: ['note'], rule: 'null_equals_missing', desiredValue: null },
      { path: 'port', segments: ['port'], rule: 'coercion', desiredValue: '8080', actualValue: 8080 },
      { path: 'rules', segments: ['rules'], rule: 'unordered', desiredValue: [1, 2], actualValue: [2, '1'] },
      { path: 'rules[0]', segments: ['rules', 0], rule: 'coercion', desiredValue: 1, actualValue: '1' },
      { path: 'tags.b', segments: ['tags', 'b'], rule: 'declared_only', actualValue: 2 },
    ]);
  });

  it('and is counted by rule', () => {
    expect(explain(desired, actual, spec).ignoredByRule).toEqual({
      coercion: 2,
      'comparator:cidr': 1,
      declared_only: 1,
      'ignore:etag': 1,
      null_equals_missing: 1,
      unordered: 1,
    });
  });

  it('also in the trimmed ends of lists and in the elements of one without order', () => {
    expect(explain(['1', 'x', '2'], [1, 2], {}).ignoredByRule).toEqual({ coercion: 2 });
    expect(
      explain({ l: [{ a: '1' }, { a: 2 }] }, { l: [{ a: 2 }, { a: 1 }] }, { unordered: ['l'] }).ignoredByRule,
    ).toEqual({
      coercion: 1,
      unordered: 1,
    });
  });

  it('is empty where nothing was called equal', () => {
    expect(explain({ a: 1 }, { a: 2 }, spec)).toMatchObject({
      ignored: [],
      ignoredByRule: {},
      differences: [{ path: 'a' }],
    });
  });

  it('leaves the differences as compareConfigs tells them', () => {
    const changed = { ...actual, port: 81, extra: 1, rules: [3, 2] };
    const rules = orThrow(driftRules(spec));
    expect(explain(desired, changed, spec).differences).toEqual(orThrow(compareConfigs(desired, changed, rules)));
  });
});
