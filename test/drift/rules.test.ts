import { describe, expect, it } from 'vitest';
import { awsProfile, rulesFromSchema } from '../../src/drift/cloud/index.js';
import { compareConfigs } from '../../src/drift/compare/compare-configs.js';
import { driftRules, extendRules } from '../../src/drift/rules.js';
import { type DriftRules, type DriftRuleSpec } from '../../src/drift/rule-spec.js';
import { isError } from '../../src/errors/tagged.js';
import { E, orThrow } from '../../src/prelude.js';
import { shortDifferences } from './compare/differences.js';

const under = (rules: DriftRules) => (desired: unknown, actual: unknown) =>
  orThrow(compareConfigs(desired, actual, rules)).map(({ path, driftType }) => `${path} ${driftType}`);

describe('drift rules', () => {
  it.each([
    [null],
    [undefined],
    ['x'],
    [[]],
    [{ unordered: 'x' }],
    [{ ignore: [''] }],
    [{ ignore: [5] }],
    [{ comparators: { a: 'nope' } }],
    [{ comparators: 5 }],
    [{ comparators: { a: { name: 'no rule' } } }],
    [{ globalComparators: [{ normalize: () => '' }] }],
    [{ keyed: { a: [] } }],
    [{ keyed: { a: 'name' } }],
    [{ identities: [[1]] }],
    [{ severities: [null] }],
    [{ severities: [{ resourceType: 't', pattern: 'a', severity: 'bad' }] }],
    [{ severities: [{ resourceType: 5, pattern: 'a', severity: 'critical' }] }],
    [{ coerce: 'yes' }],
    [{ globalComparators: ['nope'] }],
  ])('refuse %o with the entry named', (spec) => {
    const rules = driftRules(spec as DriftRuleSpec);
    expect(E.isLeft(rules) && isError(rules.left, 'InvalidRule')).toBe(true);
  });

  it('let the last comparator given for a place count', () => {
    expect(
      shortDifferences({ p: 'a' }, { p: 'b' }, { comparators: { '*': (a, b) => a === b, p: () => true } }),
    ).toEqual([]);
    expect(shortDifferences({ p: '1' }, { p: 1 }, { comparators: { p: (a, b) => a === b } })).toEqual([
      'p value_changed',
    ]);
  });

  it('take an equivalence of the host with a normal form', () => {
    const firstLetter = { name: 'first_letter', normalize: (value: unknown) => String(value)[0] };
    expect(shortDifferences({ p: 'ab' }, { p: 'ac' }, { comparators: { p: firstLetter } })).toEqual([]);
    expect(shortDifferences({ p: 'ab' }, { p: 'bb' }, { comparators: { p: firstLetter } })).toEqual([
      'p value_changed',
    ]);
  });

  it('are extended without being changed, later entries winning', () => {
    const base = orThrow(driftRules({ comparators: { p: 'cidr', q: 'cidr' }, ignore: ['x'], unordered: ['l'] }));
    const more = orThrow(
      extendRules(base, { comparators: { '*': () => false, p: 'case_insensitive' }, ignore: ['y'], coerce: false }),
    );
    const config = { p: 'A', q: '1', x: 1, y: 1, l: [1, 2] };
    expect(under(more)(config, { p: 'a', q: 1, x: 2, y: 2, l: [2, 1] })).toEqual(['q value_changed']);
    expect(under(base)(config, { p: 'a', q: 1, x: 2, y: 2, l: [2, 1] })).toEqual([
      'p value_changed',
      'y value_changed',
    ]);
    expect(extendRules(base, null as unknown as DriftRuleSpec)).toMatchObject({ _tag: 'Left' });
  });

  it('stay right when they have met more places than they keep', () => {
    const rules = orThrow(driftRules({ ignore: ['*.etag'] }));
    const wide = (etag: string) =>
      Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${i}`, { etag, v: i }]));
    for (const round of ['a', 'b', 'c']) expect(under(rules)(wide('x'), wide(round))).toEqual([]);
  });
});

describe('rules from a schema', () => {
  const schema = {
    readOnly: ['Arn', 'Rules.*.Id'],
    writeOnly: ['Secret'],
    unordered: ['Zones'],
    opaqueMaps: ['Labels'],
  };

  it('leave out what the provider sets or hides, exactly there', () => {
    const differ = under(orThrow(rulesFromSchema(schema, { rules: {} })));
    expect(differ({ Arn: 1, Secret: 's', Rules: [{ Id: 1 }] }, { Arn: 2, Rules: [{ Id: 2 }] })).toEqual([]);
    expect(differ({ Rules: [{ Filter: { Id: 1 } }] }, { Rules: [{ Filter: { Id: 2 } }] })).toEqual([
      'Rules[0].Filter.Id value_changed',
    ]);
  });

  it('take lists as sets only where the schema says so', () => {
    const differ = under(orThrow(rulesFromSchema(schema, { rules: {} })));
    expect(differ({ Zones: [1, 2], Steps: [1, 2] }, { Zones: [2, 1], Steps: [2, 1] })).toEqual([
      'Steps[0] value_changed',
      'Steps[1] value_changed',
    ]);
  });

  it('interpret nothing in the user’s own maps', () => {
    const differ = under(orThrow(rulesFromSchema(schema, { rules: { globalComparators: ['json'] } })));
    expect(
      differ({ Labels: { a: '{"x":1}' }, Doc: '{"x":1}' }, { Labels: { a: '{ "x":1}' }, Doc: '{ "x":1}' }),
    ).toEqual(['Labels.a value_changed']);
  });

  it('let a declared default be missing from what runs, and nothing else', () => {
    const defaults = { Retries: 3, 'Rules.*.Action': 'allow' };
    const differ = under(orThrow(rulesFromSchema({ defaults }, { rules: {} })));
    expect(differ({ Retries: '3', Rules: [{ Action: 'allow', Port: 1 }] }, { Rules: [{ Port: 1 }] })).toEqual([]);
    expect(differ({ Retries: 4 }, {})).toEqual(['Retries key_removed']);
    expect(differ({ Retries: 3 }, { Retries: 4 })).toEqual(['Retries value_changed']);
  });

  it('refuse a schema that is none', () => {
    expect(rulesFromSchema({ readOnly: [''] })).toMatchObject({ left: { _tag: 'InvalidRule' } });
  });

  it('add what is known of a type, and of that type alone', () => {
    const policy = { Roles: ['a'] };
    const attached = { Roles: ['a', 'b'] };
    expect(under(orThrow(rulesFromSchema({}, { resourceType: 'AWS::IAM::ManagedPolicy' })))(policy, attached)).toEqual(
      [],
    );
    expect(under(orThrow(rulesFromSchema({}, { resourceType: 'AWS::IAM::Group' })))(policy, attached)).toEqual([
      'Roles[1] key_added',
    ]);
    expect(
      under(orThrow(rulesFromSchema({}, { resourceType: 'AWS::IAM::ManagedPolicy', profile: {} })))(policy, attached),
    ).toHaveLength(1);
    expect(under(orThrow(rulesFromSchema({}, { resourceType: 'toString' })))(policy, attached)).toHaveLength(1);
  });

  it('compile for every entry of the profile', () => {
    for (const resourceType of Object.keys(awsProfile))
      expect(E.isRight(rulesFromSchema({}, { resourceType }))).toBe(true);
  });
});

describe('the general cloud rules', () => {
  const differ = under(orThrow(rulesFromSchema({})));

  it.each([
    ['constants in another case', { Type: 'Container' }, { Type: 'container' }],
    ['sets in another order', { Subnets: ['a', 'b'] }, { Subnets: ['b', 'a'] }],
    [
      'system tags',
      { Tags: [{ Key: 'team', Value: 'a' }] },
      {
        Tags: [
          { Key: 'aws:stack', Value: 'x' },
          { Key: 'team', Value: 'a' },
        ],
      },
    ],
    ['defaults filled in', { Rules: [{ Port: 80 }] }, { Rules: [{ Port: 80, Weight: 1, Sticky: false }] }],
    [
      'a policy as text',
      { Policy: { Statement: [{ Effect: 'Allow', Action: 'a:b' }] } },
      { Policy: '{"Statement":{"Effect":"Allow","Action":["a:B"]}}' },
    ],
    ['a name for an ARN', { Role: 'r' }, { Role: 'arn:aws:iam::1:role/r' }],
    ['a version in full', { EngineVersion: '8.0' }, { EngineVersion: '8.0.45' }],
    ['an amount with decimals', { Amount: 40 }, { Amount: '40.0' }],
    ['a feature that is off', { SSESpecification: { SSEEnabled: false } }, {}],
    ['a password nobody gives back', { MasterUserPassword: 'x' }, {}],
  ])('are silent about %s', (_, desired, actual) => {
    expect(differ(desired, actual)).toEqual([]);
  });

  it.each([
    ['commands in another order', { Command: ['a', 'b'] }, { Command: ['b', 'a'] }],
    [
      'entry points in another order',
      { ContainerDefinitions: [{ Name: 'x', EntryPoint: ['sh', '-c'] }] },
      { ContainerDefinitions: [{ Name: 'x', EntryPoint: ['-c', 'sh'] }] },
    ],
    [
      'pipeline stages in another order',
      { Stages: [{ Name: 'a' }, { Name: 'b' }] },
      { Stages: [{ Name: 'b' }, { Name: 'a' }] },
    ],
    [
      'cache behaviours in another order',
      { CacheBehaviors: [{ PathPattern: '/a' }, { PathPattern: '/b' }] },
      { CacheBehaviors: [{ PathPattern: '/b' }, { PathPattern: '/a' }] },
    ],
    [
      'a rule that was added',
      { SecurityGroupIngress: [{ CidrIp: '10.0.0.0/8', FromPort: 22 }] },
      {
        SecurityGroupIngress: [
          { CidrIp: '10.0.0.0/8', FromPort: 22 },
          { CidrIp: '0.0.0.0/0', FromPort: 22 },
        ],
      },
    ],
    ['rules that are gone', { SecurityGroupIngress: [{ CidrIp: '10.0.0.0/8' }] }, {}],
    ['a tag in another case', { Tags: [{ Key: 'a', Value: 'Prod' }] }, { Tags: [{ Key: 'a', Value: 'prod' }] }],
    ['a password that was changed', { MasterUserPassword: 'x' }, { MasterUserPassword: 'y' }],
    ['a switch', { Encrypted: true }, { Encrypted: false }],
  ])('tell of %s', (_, desired, actual) => {
    expect(differ(desired, actual).length).toBeGreaterThan(0);
  });
});

describe('rules for some configurations alone', () => {
  const spec = {
    ignore: ['id'],
    variants: [
      {
        when: { kind: 'A', version: ['1', ''] },
        rules: { defaults: { mode: 'on' } },
        schema: { keyed: { list: ['n'] } },
      },
      { when: { kind: 'A' }, rules: { ignore: ['mode'] } },
    ],
  };
  const differences = (desired: object, actual: object, more: DriftRuleSpec = {}) =>
    orThrow(compareConfigs(desired, actual, orThrow(extendRules(orThrow(driftRules(spec)), more)))).map(
      ({ path }) => path,
    );

  it('are those of the first variant that fits, beside what holds for all', () => {
    expect(differences({ kind: 'A', mode: 'on', id: 1 }, { kind: 'A', id: 2 })).toEqual([]);
    expect(differences({ kind: 'A', version: '1', mode: 'off' }, { kind: 'A', version: '1' })).toEqual(['mode']);
    expect(differences({ kind: 'A', version: '2', mode: 'off' }, { kind: 'A', version: '2' })).toEqual([]);
    expect(differences({ kind: 'B', mode: 'on', id: 1 }, { kind: 'B' })).toEqual(['mode']);
    expect(differences({ kind: 'A', list: [{ n: 1 }, { n: 2 }] }, { kind: 'A', list: [{ n: 2 }, { n: 1 }] })).toEqual(
      [],
    );
  });

  it('stay when the rules are extended', () => {
    expect(differences({ kind: 'A', mode: 'on', x: 1 }, { kind: 'A' }, { ignore: ['x'] })).toEqual([]);
  });

  it.each([
    5,
    [null],
    [{}],
    [{ when: {} }],
    [{ when: { a: 'b' }, rules: 5 }],
    [{ when: { a: 'b' }, schema: 5 }],
    [{ when: { a: 'b' }, rules: { ignore: 5 } }],
  ])('are refused where they are %j', (variants) => {
    expect(driftRules({ variants } as never)._tag).toBe('Left');
  });
});

describe('both sides', () => {
  it('are put into one form first, and neither is changed', () => {
    const rules = orThrow(driftRules({ normalize: (side) => ({ ...(side as object), a: undefined }) }));
    const desired = { a: 1, b: 1 };
    expect(orThrow(compareConfigs(desired, { a: 2, b: 2 }, rules)).map(({ path }) => path)).toEqual(['b']);
    expect(desired).toEqual({ a: 1, b: 1 });
    expect(driftRules({ normalize: 5 } as never)._tag).toBe('Left');
    const throwing = orThrow(
      driftRules({
        normalize: () => {
          throw new Error('no');
        },
      }),
    );
    expect(compareConfigs({}, {}, throwing)._tag).toBe('Left');
  });
});
