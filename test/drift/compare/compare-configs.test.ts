import { describe, expect, it } from 'vitest';
import { terraformRules } from '../../../src/drift/cloud/cloud-rules.js';
import { rulesFromSchema, withoutSiblingDuplicates } from '../../../src/drift/cloud/index.js';
import { compareConfigs, explainConfigs } from '../../../src/drift/compare/compare-configs.js';
import type { DriftRules } from '../../../src/drift/rule-spec.js';
import { driftRules } from '../../../src/drift/rules.js';
import { isError } from '../../../src/errors/tagged.js';
import { E, orThrow } from '../../../src/prelude.js';
import { shortDifferences } from './differences.js';

const rules = orThrow(driftRules({ comparators: { p: 'iam_policy', j: 'json' } }));
const allow = (resource: unknown, extra: object = {}) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: resource,
  ...extra,
});

describe('a document in a text', () => {
  it('is told where it stands, with what differs inside', () => {
    const [difference, ...rest] = orThrow(compareConfigs({ j: '{"a":1,"b":[1]}' }, { j: '{"b": [2], "a": 1}' }, rules));
    expect(rest).toEqual([]);
    expect(difference).toMatchObject({
      path: 'j',
      driftType: 'value_changed',
      inner: [{ path: 'b[0]', desiredValue: 1, actualValue: 2 }],
    });
  });

  it('equals the same document as data', () => {
    expect(orThrow(compareConfigs({ j: '{"a":[1,2]}' }, { j: { a: [1, 2] } }, rules))).toEqual([]);
  });
});

describe('a policy given as data', () => {
  const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

  it('is told element by element, at the place of each side', () => {
    const desired = { p: policy(allow('a'), { Effect: 'Deny', Action: '*', Resource: '*' }) };
    const actual = { p: policy({ Effect: 'Deny', Action: '*', Resource: '*' }, allow(['b'])) };
    const [difference, ...rest] = orThrow(compareConfigs(desired, actual, rules));
    expect(rest).toEqual([]);
    expect(difference).toMatchObject({
      path: 'p.Statement[0].Resource',
      actualSegments: ['p', 'Statement', 1, 'Resource'],
      desiredValue: 'a',
      actualValue: ['b'],
    });
  });

  it('tells statements that are new or gone, and its head', () => {
    const desired = { p: policy(allow('a')) };
    const actual = { p: { ...policy(allow('a'), { Effect: 'Deny', NotAction: 'x' }), Version: '2008-10-17' } };
    expect(
      orThrow(compareConfigs(desired, actual, rules)).map(({ path, driftType }) => `${path} ${driftType}`),
    ).toEqual(['p.Statement[1] key_added', 'p.Version value_changed']);
    expect(
      orThrow(compareConfigs(actual, desired, rules)).map(({ path, driftType }) => `${path} ${driftType}`),
    ).toEqual(['p.Statement[1] key_removed', 'p.Version value_changed']);
  });
});

describe('an echo of another resource', () => {
  const bucket = {
    id: 'logs',
    bucket: 'logs',
    policy: '{"Statement":[{"Effect":"Allow","Action":"*"}]}',
    logging: [{ target: 't', prefix: '' }],
  };
  const declared = { ...bucket, policy: '', logging: [] };
  const siblings = [
    { bucket: 'logs', policy: '{"Statement": {"Effect": "Allow", "Action": ["*"]}}' },
    { bucket: 'logs', target: 't', prefix: null },
  ];
  const terraform = orThrow(driftRules(terraformRules));
  const differences = orThrow(compareConfigs(declared, bucket, terraform));

  it('is left out when a sibling that names the resource declares it', () => {
    expect(differences.map(({ path }) => path)).toEqual(['logging[0]', 'policy']);
    expect(withoutSiblingDuplicates(differences, { resource: bucket, siblings, rules: terraform })).toEqual([]);
  });

  it('stays a difference when no sibling declares it, or one of another resource does', () => {
    expect(withoutSiblingDuplicates(differences, { resource: bucket, siblings: [bucket], rules: terraform })).toEqual(
      differences,
    );
    const others = siblings.map((sibling) => ({ ...sibling, bucket: 'elsewhere' }));
    expect(withoutSiblingDuplicates(differences, { resource: bucket, siblings: others, rules: terraform })).toEqual(
      differences,
    );
  });

  it('stays a difference where something else was declared', () => {
    const changed = orThrow(compareConfigs({ ...declared, policy: '{"Statement":[]}' }, bucket, terraform));
    expect(
      withoutSiblingDuplicates(changed, { resource: bucket, siblings, rules: terraform }).map(({ path }) => path),
    ).toEqual(['policy']);
  });
});

describe('terraform rules', () => {
  it('join the absences of its SDKs and the wordings of documents, and nothing else', () => {
    const before = {
      arn: null,
      tags: {},
      policy: '{"Statement":[{"Effect":"Allow","Action":["a:b"]}]}',
      n: 0,
      on: false,
      l: [1, 2],
    };
    const after = { arn: '', policy: ' {"Statement":{"Action":"A:B","Effect":"Allow"}}', n: 0, on: false, l: [1, 2] };
    expect(shortDifferences(before, after, terraformRules)).toEqual([]);
    expect(shortDifferences(before, { ...after, n: 1, on: true, l: [2, 1] }, terraformRules)).toHaveLength(4);
  });
});

const RULES: readonly (readonly [string, DriftRules | undefined])[] = [
  ['no rules', undefined],
  ['unordered lists', orThrow(driftRules({ unordered: ['*'] }))],
  ['globs', orThrow(driftRules({ ignore: ['*.etag'], comparators: { '*.x': 'json' } }))],
  ['rules from a schema', orThrow(rulesFromSchema({}))],
];

const DEEPEST = 50_000;

function nested(levels: number, leaf: unknown, wrap: (inner: unknown) => unknown): unknown {
  let value = leaf;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

// The full depth is proved once; the other rules need only be asked for more levels than any recursion goes at once.
const LEVELS = RULES.map(([name, rules], i) => [i === 0 ? DEEPEST : 3_000, name, rules] as const);

describe.each(LEVELS)('%d levels under %s', (levels, _, rules) => {
  const inMaps = (leaf: unknown) => nested(levels, leaf, (a) => ({ a }));
  const inLists = (leaf: unknown) => nested(levels, leaf, (inner) => [inner]);

  it('of objects are compared to the bottom', () => {
    expect(orThrow(compareConfigs(inMaps(1), inMaps('1'), rules))).toEqual([]);
    const found = orThrow(compareConfigs(inMaps(1), inMaps(2), rules));
    expect(found.map(({ segments, driftType }) => [segments.length, driftType])).toEqual([[levels, 'value_changed']]);
  });

  it('of lists are compared, equal or not', () => {
    expect(orThrow(compareConfigs(inLists(1), inLists('1'), rules))).toEqual([]);
    expect(orThrow(compareConfigs(inLists(1), inLists(2), rules)).length).toBeGreaterThan(0);
  });

  it('on one side alone are one difference', () => {
    expect(orThrow(compareConfigs({ a: inMaps(1) }, {}, rules))).toHaveLength(1);
  });

  it('can be explained', () => {
    expect(orThrow(explainConfigs(inMaps('1'), inMaps(1), rules)).ignored).toHaveLength(1);
  });
});

describe.each(RULES)('a configuration that contains itself, under %s', (_, rules) => {
  const cyclic = (): object => {
    const config: Record<string, unknown> = { name: 'x' };
    return Object.assign(config, { self: config, again: config, list: [config] });
  };

  it('is an error wherever the cycle is', () => {
    for (const [desired, actual] of [
      [cyclic(), cyclic()],
      [{ a: cyclic() }, { a: 1 }],
      [{ a: cyclic() }, {}],
      [[[cyclic()]], [[cyclic()], 1]],
    ] as const) {
      const outcome = compareConfigs(desired, actual, rules);
      expect(E.isLeft(outcome) && isError(outcome.left, 'CyclicConfig')).toBe(true);
    }
  });

  it('is named with its side', () => {
    expect(compareConfigs({ a: 1 }, { a: cyclic() }, rules)).toMatchObject({ left: { side: 'actual', path: 'a' } });
  });
});

describe('values that do not want to be read', () => {
  const failing: readonly (readonly [string, () => unknown])[] = [
    [
      'a getter that throws',
      () =>
        Object.defineProperty({}, 'a', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
    ],
    [
      'a proxy that throws',
      () =>
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no');
            },
          },
        ),
    ],
    [
      'a getter that throws what cannot be shown',
      () =>
        Object.defineProperty({}, 'a', {
          enumerable: true,
          get: () => {
            throw Object.create(null);
          },
        }),
    ],
  ];

  it.each(failing)('%s is an error value', (_, make) => {
    for (const outcome of [compareConfigs(make(), { a: 1 }), compareConfigs({ b: make() }, { b: { a: 1 } })]) {
      expect(E.isLeft(outcome) && isError(outcome.left, 'UnreadableConfig')).toBe(true);
    }
  });

  it('a comparator that throws has decided nothing', () => {
    const throws = (): boolean => {
      throw new Error('no');
    };
    expect(shortDifferences({ a: '1', b: 1 }, { a: 1, b: 2 }, { comparators: { '*': throws } })).toEqual([
      'b value_changed',
    ]);
  });

  it('differences too deep to be told are an error value, not an exhausted memory', () => {
    const outcome = compareConfigs(
      nested(5_000, 1, (inner) => [inner, 1]),
      nested(5_000, 2, (inner) => [inner]),
    );
    expect(E.isLeft(outcome) && isError(outcome.left, 'UnreadableConfig')).toBe(true);
  });
});

describe('keys that every object inherits', () => {
  it('are ordinary keys', () => {
    expect(shortDifferences({}, { toString: 'x', constructor: 1 })).toEqual([
      'constructor key_added',
      'toString key_added',
    ]);
    expect(shortDifferences({ toString: { a: 1 } }, {})).toEqual(['toString key_removed']);
    expect(shortDifferences({ hasOwnProperty: 'a' }, { hasOwnProperty: 'b' })).toEqual([
      'hasOwnProperty value_changed',
    ]);
    expect(shortDifferences(JSON.parse('{"__proto__":{"x":1}}'), {})).toEqual(['__proto__ key_removed']);
    expect(shortDifferences({}, JSON.parse('{"__proto__":1}'))).toEqual(['__proto__ key_added']);
    const list = [JSON.parse('{"__proto__":{"x":1},"y":1}')];
    expect(shortDifferences({ l: list }, { l: [{ y: 1 }] }, { unordered: ['l'] })).toEqual([
      'l[0].__proto__ key_removed',
    ]);
    expect(shortDifferences({ l: structuredClone(list) }, { l: list }, { unordered: ['l'] })).toEqual([]);
  });
});

describe('rules that driftRules did not make', () => {
  it.each([{}, 5, 'x', [], new Map()])('%j are refused by name', (rules) => {
    const outcome = compareConfigs({ a: 1 }, { a: 2 }, rules as never);
    expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidRule' } });
    expect(explainConfigs({ a: 1 }, { a: 2 }, rules as never)).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'InvalidRule' },
    });
  });
});
