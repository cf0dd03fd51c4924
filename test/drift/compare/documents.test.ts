import { describe, expect, it } from 'vitest';
import { withoutSiblingDuplicates } from '../../../src/drift/cloud/index.js';
import { compareConfigs } from '../../../src/drift/compare/index.js';
import { driftRules, terraformRules } from '../../../src/drift/rules/index.js';
import { orThrow } from '../../../src/prelude.js';
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
      within: [{ path: 'b[0]', desiredValue: 1, actualValue: 2 }],
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
