import { describe, expect, it } from 'vitest';
import {
  compareAzureRoles,
  compareGoogleIam,
  compareRbac,
  compareReachability,
  severityOfPowers,
} from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

describe('compareRbac', () => {
  const role = (name: string, rules: object[], more: object = {}) => ({
    kind: 'ClusterRole',
    metadata: { name, ...more },
    rules,
  });
  const bind = (to: string, subject: object, namespace?: string) => ({
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: 'b', namespace },
    roleRef: { kind: 'ClusterRole', name: to },
    subjects: [subject],
  });
  const ann = { kind: 'User', name: 'ann' };
  const read = { apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['get', 'list'] };
  const relation = (a: unknown, b: unknown) => orThrow(compareRbac(a, b)).relation;

  it('rules that say the same in other words are equal', () => {
    const split = ['pods', 'secrets'].flatMap((resource) =>
      ['list', 'get'].map((verb) => ({ apiGroups: [''], resources: [resource], verbs: [verb] })),
    );
    expect(relation([role('r', [read]), bind('r', ann)], [bind('r', ann), role('r', split)])).toBe('equal');
  });

  it('a binding of a namespace is less than one of the cluster', () => {
    expect(relation([role('r', [read]), bind('r', ann, 'dev')], [role('r', [read]), bind('r', ann)])).toBe('wider');
  });

  it('names limit a rule, a star lifts all limits of a part', () => {
    const named = { ...read, resourceNames: ['web'] };
    expect(relation([role('r', [read]), bind('r', ann)], [role('r', [named]), bind('r', ann)])).toBe('narrower');
    expect(
      relation([role('r', [read]), bind('r', ann)], [role('r', [{ ...read, resources: ['*'] }]), bind('r', ann)]),
    ).toBe('wider');
    expect(
      relation(
        [role('r', [{ ...read, resources: ['pods/log'] }]), bind('r', ann)],
        [role('r', [{ ...read, resources: ['pods'] }]), bind('r', ann)],
      ),
    ).toBe('incomparable');
  });

  it('an aggregated role grows with a role that its selector names', () => {
    const all = {
      kind: 'ClusterRole',
      metadata: { name: 'all' },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] },
      rules: [],
    };
    const part = role('part', [read], { labels: { to: 'all' } });
    const result = orThrow(
      compareRbac(
        [all, role('part', [read]), bind('all', ann), bind('part', { kind: 'User', name: 'bob' })],
        [all, part, bind('all', ann), bind('part', { kind: 'User', name: 'bob' })],
      ),
    );
    expect(result).toMatchObject({
      relation: 'wider',
      gained: [{ principal: 'User ann', action: 'get', resource: 'secrets' }],
    });
  });

  it('a service account belongs to the groups of service accounts', () => {
    const account = { kind: 'ServiceAccount', name: 'app', namespace: 'dev' };
    const group = (name: string) => ({ kind: 'Group', name });
    expect(
      relation(
        [role('r', [read]), bind('r', group('system:serviceaccounts:dev'))],
        [role('r', [read]), bind('r', group('system:serviceaccounts:dev')), bind('r', account)],
      ),
    ).toBe('equal');
    expect(
      relation(
        [role('r', [read]), bind('r', group('system:serviceaccounts'))],
        [role('r', [read]), bind('r', account)],
      ),
    ).toBe('narrower');
  });

  it('a cluster that anybody may administer is critical', () => {
    const result = orThrow(compareRbac([], [bind('cluster-admin', { kind: 'Group', name: 'system:unauthenticated' })]));
    expect(severityOfPowers(result)).toMatchObject({ severity: 'critical' });
  });
});

describe('compareAzureRoles', () => {
  const scope = '/subscriptions/1/resourceGroups/app';
  const assign = (role: string, at = scope, more: object = {}) => ({
    properties: {
      principalId: 'p1',
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      scope: at,
      ...more,
    },
  });
  const define = (name: string, permission: object) => ({
    id: `/x/roleDefinitions/${name}`,
    properties: { permissions: [permission] },
  });
  const relation = (a: unknown, b: unknown) => orThrow(compareAzureRoles(a, b)).relation;
  const [READER, CONTRIBUTOR] = ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'b24988ac-6180-42a0-ab88-20f7382dd24c'];

  it('a contributor may read, an owner may give roles', () => {
    expect(relation([assign(READER)], [assign(CONTRIBUTOR)])).toBe('wider');
    const owner = orThrow(
      compareAzureRoles(
        [assign(CONTRIBUTOR)],
        [{ principal_id: 'P1', role_definition_name: 'Owner', scope: scope.toUpperCase() }],
      ),
    );
    expect(owner).toMatchObject({
      relation: 'wider',
      gained: [{ action: expect.stringMatching(/^Microsoft.Authorization.roleAssignments.write$/i) as string }],
    });
    expect(severityOfPowers(owner).severity).toBe('critical');
  });

  it('a scope holds all below it, and what notActions take away stays away', () => {
    expect(relation([assign(READER), assign(READER, `${scope}/providers/x`)], [assign(READER)])).toBe('equal');
    expect(relation([assign(READER)], [assign(READER, '/subscriptions/1')])).toBe('wider');
    const role = (notActions: string[]) => [
      assign('own'),
      define('own', { actions: ['Microsoft.Compute/*'], notActions }),
    ];
    expect(relation(role([]), role(['Microsoft.Compute/*/delete']))).toBe('narrower');
  });

  it('a deny assignment wins, a condition is compared word for word', () => {
    const denial = { properties: { principals: [{ id: 'p1' }], scope, permissions: [{ actions: ['*/read'] }] } };
    expect(relation([assign(READER)], [assign(READER), denial])).toBe('narrower');
    expect(
      relation([assign(READER, scope, { condition: 'a  b' })], [assign(READER, scope, { condition: 'a b' })]),
    ).toBe('equal');
    expect(relation([assign(READER, scope, { condition: 'a' })], [assign(READER)])).toBe('wider');
  });
});

describe('compareGoogleIam', () => {
  const bind = (role: string, members: string[], expression?: string) => ({
    role,
    members,
    ...(expression === undefined ? {} : { condition: { expression } }),
  });
  const relation = (a: object[], b: object[], roles = {}) =>
    orThrow(compareGoogleIam({ bindings: a }, { bindings: b }, roles)).relation;

  it('allUsers is everyone, a domain its users, an owner an editor too', () => {
    expect(relation([bind('roles/viewer', ['user:a@x.org', 'allUsers'])], [bind('roles/viewer', ['allUsers'])])).toBe(
      'equal',
    );
    expect(relation([bind('roles/viewer', ['allUsers'])], [bind('roles/viewer', ['allAuthenticatedUsers'])])).toBe(
      'narrower',
    );
    expect(
      relation([bind('roles/viewer', ['domain:x.org'])], [bind('roles/viewer', ['domain:x.org', 'user:a@x.org'])]),
    ).toBe('equal');
    expect(
      relation(
        [bind('roles/owner', ['user:a@x.org'])],
        [bind('roles/owner', ['user:a@x.org']), bind('roles/editor', ['user:a@x.org'])],
      ),
    ).toBe('equal');
  });

  it('conditions on time and names are sets', () => {
    const until = (day: string) => `request.time < timestamp("2026-${day}T00:00:00Z")`;
    expect(relation([bind('r', ['user:a'], until('06-30'))], [bind('r', ['user:a'], until('03-31'))])).toBe('narrower');
    const named = (prefix: string) => `resource.name.startsWith("${prefix}") && ${until('06-30')}`;
    expect(relation([bind('r', ['user:a'], named('b/x'))], [bind('r', ['user:a'], named('b/'))])).toBe('wider');
    expect(relation([bind('r', ['user:a'], 'foo.bar(1)')], [bind('r', ['user:a'], ' foo.bar(1) ')])).toBe('equal');
    expect(
      orThrow(compareGoogleIam([bind('r', ['user:a'], 'a || b')], [bind('r', ['user:a'], 'a')])).undecided,
    ).toBeDefined();
  });

  it('roles whose permissions are known are compared by them', () => {
    expect(
      relation([bind('old', ['user:a'])], [bind('new', ['user:a'])], {
        old: ['s.get', 's.list'],
        new: ['s.list', 's.get'],
      }),
    ).toBe('equal');
  });

  it('a bucket for everyone is critical', () => {
    expect(severityOfPowers(orThrow(compareGoogleIam([], [bind('roles/storage.objectViewer', ['allUsers'])])))).toEqual(
      {
        severity: 'critical',
        sentence: 'anyone may now roles/storage.objectViewer on *',
      },
    );
  });
});

describe('compareReachability', () => {
  const rule = (port: number, source: object, last = port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: last,
    ...source,
  });
  const group = (GroupId: string, ...SecurityGroupIngress: object[]) => ({ GroupId, SecurityGroupIngress });
  const relation = (a: object[], b: object[], facts = {}) => orThrow(compareReachability(a, b, facts)).relation;

  it('ranges side by side are one range, halves of a network the network', () => {
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }, 23))],
        [
          group(
            'a',
            rule(22, { CidrIp: '10.0.0.0/9' }, 23),
            rule(22, { CidrIp: '10.128.0.0/9' }),
            rule(23, { CidrIp: '10.128.0.0/9' }),
          ),
        ],
      ),
    ).toBe('equal');
  });

  it('a group that another lets in reaches through it', () => {
    const inner = group('db', rule(5432, { SourceSecurityGroupId: 'web' }));
    const result = orThrow(
      compareReachability([group('web'), inner], [group('web', rule(443, { CidrIp: '0.0.0.0/0' })), inner]),
    );
    expect(result.relation).toBe('wider');
    expect(result.gained).toContainEqual({ principal: 'anywhere', action: 'reach tcp port 443', resource: 'web' });
    expect(result.gained).toContainEqual({
      principal: 'anywhere',
      action: 'reach tcp port 5432',
      resource: 'db',
      context: { through: 'web' },
    });
    expect(severityOfPowers(result).severity).toBe('critical');
  });

  it('prefix lists are their networks where they are known', () => {
    const facts = { prefixLists: { 'pl-1': ['10.0.0.0/9', '10.128.0.0/9'] } };
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }))],
        [group('a', rule(22, { SourcePrefixListId: 'pl-1' }))],
        facts,
      ),
    ).toBe('equal');
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }))],
        [group('a', rule(22, { SourcePrefixListId: 'pl-1' }))],
      ),
    ).toBe('incomparable');
  });

  it('without a route to an internet gateway the internet reaches nothing', () => {
    const [shut, open] = [[group('a')], [group('a', rule(22, { CidrIp: '1.0.0.0/8' }))]];
    expect(relation(shut, open)).toBe('wider');
    expect(relation(shut, open, { internetFacing: [] })).toBe('equal');
  });

  it('groups that name each other in a circle end', () => {
    const ring = Array.from({ length: 30 }, (_, i) =>
      group(`g${i}`, rule(80, { SourceSecurityGroupId: `g${(i + 1) % 30}` })),
    );
    expect(relation(ring, ring.toReversed())).toBe('equal');
  });
});
