import { describe, expect, it } from 'vitest';
import { compareRbac, severityOfPowers } from '../../../src/drift/cloud/index.js';
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
