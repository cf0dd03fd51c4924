import type { Either } from '../../prelude.js';
import type { DriftError } from '../errors.js';
import { type Fields, isFields } from '../plain-data.js';
import { compareGrants, type Grant, type GrantComparison, literally, noneOf, oneOf, type PartTerm } from './grants.js';
import { listOf, type PowerComparison, textsOf, toPowers, tryCompare } from './power-comparison.js';

/** What the roles that everybody uses hold (Microsoft Learn, "Azure built-in roles"), by id and by name. */
const BUILT_IN: readonly (readonly [id: string, name: string, permissions: Fields])[] = [
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'owner', { actions: ['*'] }],
  [
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'contributor',
    {
      actions: ['*'],
      notActions: [
        'Microsoft.Authorization/*/Delete',
        'Microsoft.Authorization/*/Write',
        'Microsoft.Authorization/elevateAccess/Action',
        'Microsoft.Blueprint/blueprintAssignments/write',
        'Microsoft.Blueprint/blueprintAssignments/delete',
        'Microsoft.Compute/galleries/share/action',
        'Microsoft.Purview/consents/write',
        'Microsoft.Purview/consents/delete',
        'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
      ],
    },
  ],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'reader', { actions: ['*/read'] }],
  [
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'user access administrator',
    { actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'] },
  ],
];

const FAMILIAR = {
  action: [
    'Microsoft.Authorization/roleAssignments/write',
    'Microsoft.Compute/virtualMachines/write',
    'Microsoft.Storage/storageAccounts/listKeys/action',
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
    'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
  ],
};

/**
 * Whether anybody can do more in Azure under the actual role assignments and definitions than under the declared ones.
 * Takes lists of resources in any mix: role assignments, role definitions and deny assignments, as the REST API, ARM or
 * Terraform write them. An assignment reaches its scope and all below it; `notActions` take from the same permission
 * alone; a role that is neither here nor built in stands for itself by its name; a condition for itself, word for word.
 *
 * Fails with `UnreadableConfig` where a side is no data.
 *
 * Method: "Azure role definitions" and "Azure deny assignments", Microsoft Learn; names are the same in any case.
 */
export const compareAzureRoles = (desired: unknown, actual: unknown): Either<DriftError, PowerComparison> =>
  tryCompare(desired, actual, (want, have): PowerComparison =>
    toPowers(
      compareAssigned(resourcesOf(want), resourcesOf(have)),
      ({ principal = '', plane, action = '', scope = '' }) => ({
        principal,
        action: plane === 'role' ? `use the role ${action}` : action,
        resource: scope === '' ? '/' : scope,
      }),
    ),
  );

/** A field by its name in lower case without underscores, at the top or in `properties`. */
function field(resource: Fields, name: string): unknown {
  const inner = isFields(resource['properties']) ? resource['properties'] : {};
  for (const place of [inner, resource]) {
    const found = Object.entries(place).find(([key]) => key.replace(/[_-]/g, '').toLowerCase() === name);
    if (found !== undefined && found[1] !== undefined && found[1] !== null) return found[1];
  }
  return undefined;
}

const idOf = (role: unknown): string => String(role).toLowerCase().split('/').at(-1)!;

const resourcesOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : isFields(value) && Array.isArray(value['value']) ? value['value'] : [value]).filter(
    isFields,
  );

function compareAssigned(desired: readonly Fields[], actual: readonly Fields[]): GrantComparison {
  const assigned = new Set([...desired, ...actual].map(roleOf).filter((role) => role !== undefined));
  return compareGrants(roleGrants(desired, assigned), roleGrants(actual, assigned), FAMILIAR);
}

/** The role that an assignment gives; `undefined` for what is no assignment. */
function roleOf(resource: Fields): string | undefined {
  const role = field(resource, 'roledefinitionid') ?? field(resource, 'roledefinitionname');
  return role === undefined || field(resource, 'permissions') !== undefined ? undefined : idOf(role);
}

/** `assigned`: the roles that somebody has; of the others, what whoever will have them may do. */
function roleGrants(resources: readonly Fields[], assigned: ReadonlySet<string>): readonly Grant[] {
  const roles = new Map<string, readonly Fields[]>();
  for (const [id, name, permissions] of BUILT_IN) for (const key of [id, name]) roles.set(key, [permissions]);
  for (const resource of resources) {
    const permissions = listOf(field(resource, 'permissions')).filter(isFields);
    if (permissions.length === 0 || field(resource, 'principals') !== undefined) continue;
    for (const name of ['id', 'name', 'rolename', 'roledefinitionid', 'roledefinitionresourceid']) {
      const key = field(resource, name);
      if (typeof key === 'string') roles.set(idOf(key), permissions);
    }
  }
  return resources.flatMap((resource) => {
    if (field(resource, 'principals') !== undefined) return denials(resource);
    const role = roleOf(resource);
    if (role === undefined) return roleToBeAssigned(resource, assigned);
    const condition = field(resource, 'condition');
    const terms = {
      principal: [oneOf([literally(String(field(resource, 'principalid') ?? 'the principal'))], true)],
      scope: [scopeTerm(field(resource, 'scope'), false)],
    };
    const opaque = typeof condition === 'string' ? [condition.replace(/\s+/g, ' ').trim()] : [];
    return permissionGrants(roles.get(role), role, terms, opaque, true);
  });
}

function roleToBeAssigned(resource: Fields, assigned: ReadonlySet<string>): readonly Grant[] {
  const names = ['rolename', 'name', 'id'].map((name) => field(resource, name)).filter((name) => name !== undefined);
  const permissions = listOf(field(resource, 'permissions')).filter(isFields);
  if (permissions.length === 0 || names.some((name) => assigned.has(idOf(name)))) return [];
  const principal = [oneOf([literally(`whoever has the role ${String(names[0] ?? '')}`)])];
  return permissionGrants(permissions, '', { principal }, [], true);
}

function denials(resource: Fields): readonly Grant[] {
  const ids = (name: string): readonly string[] =>
    listOf(field(resource, name))
      .map((one) => (isFields(one) ? String(one['id'] ?? '') : String(one)))
      .filter((id) => id !== '');
  const everyone = '00000000-0000-0000-0000-000000000000';
  const [denied, excluded] = [ids('principals'), ids('excludeprincipals')];
  const principal = [
    ...(denied.includes(everyone) ? [] : [oneOf(denied.map(literally), true)]),
    ...(excluded.length === 0 ? [] : [noneOf(excluded.map(literally), true)]),
  ];
  const scope = [scopeTerm(field(resource, 'scope'), field(resource, 'donotapplytochildscopes') === true)];
  return permissionGrants(listOf(field(resource, 'permissions')).filter(isFields), '', { principal, scope }, [], false);
}

function scopeTerm(scope: unknown, alone: boolean): PartTerm {
  const path = String(scope ?? '').replace(/\/+$/, '');
  return oneOf(alone ? [literally(path)] : [literally(path), `${literally(path)}/*`], true);
}

function permissionGrants(
  permissions: readonly Fields[] | undefined,
  role: string,
  terms: { readonly principal: readonly PartTerm[]; readonly scope?: readonly PartTerm[] },
  opaque: readonly string[],
  allow: boolean,
): readonly Grant[] {
  if (permissions === undefined)
    return [{ allow, parts: { ...terms, plane: [oneOf(['role'])], action: [oneOf([literally(role)])] }, opaque }];
  return permissions.flatMap((permission) =>
    (
      [
        ['control', 'actions', 'notactions'],
        ['data', 'dataactions', 'notdataactions'],
      ] as const
    ).flatMap(([plane, actions, others]) => {
      const [given, taken] = [textsOf(field(permission, actions)), textsOf(field(permission, others))];
      const action = [oneOf(given, true), ...(taken.length === 0 ? [] : [noneOf(taken, true)])];
      return given.length === 0 ? [] : [{ allow, parts: { ...terms, plane: [oneOf([plane])], action }, opaque }];
    }),
  );
}
