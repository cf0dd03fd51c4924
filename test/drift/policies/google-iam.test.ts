import { describe, expect, it } from 'vitest';
import { compareGoogleIam, severityOfPowers } from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

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
