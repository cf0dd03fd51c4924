import { describe, expect, it } from 'vitest';
import { compareAzureRoles, severityOfPowers } from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

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
