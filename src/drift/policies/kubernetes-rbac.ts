import type { Either } from '../../prelude.js';
import type { DriftError } from '../errors.js';
import { type Fields, isFields } from '../plain-data.js';
import {
  compareGrants,
  type Grant,
  type GrantComparison,
  type GrantRequest,
  literally,
  noneOf,
  oneOf,
  type PartTerm,
} from './grants.js';
import { listOf, type PowerComparison, toPowers, tryCompare } from './power-comparison.js';

/** Stand in the place of an API group for what has none. */
const [URL_GROUP, ROLE_GROUP] = ['~url', '~role'];

const FAMILIAR = {
  verb: ['get', 'create', 'update', 'delete', 'list', 'escalate', 'bind', 'impersonate'],
  group: ['core', 'apps', 'rbac.authorization.k8s.io'],
  resource: ['secrets', 'pods', 'deployments', 'clusterroles', 'users'],
  namespace: ['default', 'kube-system'],
};

const WORST_REQUESTS = [
  { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'impersonate', group: 'core', resource: 'users' },
  { verb: 'get', group: 'core', resource: 'secrets' },
];

/**
 * Whether anybody can do more in a cluster under the actual RBAC objects than under the declared ones. Takes lists of
 * manifests (or one `List`) of `Role`, `ClusterRole`, `RoleBinding` and `ClusterRoleBinding`; other kinds are passed
 * over. Aggregated roles hold the rules of those that their selectors name. A role that nobody is bound to is compared
 * as what its future subjects may do; a role that is not among the manifests stands for itself by its name,
 * `cluster-admin` for everything.
 *
 * Fails with `UnreadableConfig` where a side is neither a list nor a manifest.
 *
 * Method: RBAC authorization as the Kubernetes documentation has it: rules only add, `*` stands for all of a part.
 */
export const compareRbac = (desired: unknown, actual: unknown): Either<DriftError, PowerComparison> =>
  tryCompare(desired, actual, (want, have): PowerComparison => {
    const sides = [want, have].map(manifestsOf) as [Fields[], Fields[]];
    const bound = new Set(
      sides
        .flat()
        .filter(isBinding)
        .map((binding) => refOf(binding)),
    );
    const [before, after] = sides.map((manifests) => grantsOf(manifests, bound)) as [Grant[], Grant[]];
    return toComparison(compareGrants(before, after, FAMILIAR, WORST_REQUESTS));
  });

const toComparison = (comparison: GrantComparison): PowerComparison => toPowers(comparison, requestOf);

function requestOf({ subject = '', verb = '', group, resource = '', name, namespace }: GrantRequest) {
  const object =
    group === URL_GROUP
      ? resource
      : group === ROLE_GROUP
        ? `the role ${resource}`
        : `${resource}${group === 'core' || !group ? '' : `.${group}`}`;
  return {
    principal: subject,
    action: verb,
    resource: name ? `${object}/${name}` : object,
    ...(namespace && group !== URL_GROUP ? { context: { namespace } } : {}),
  };
}

const manifestsOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : isFields(value) && Array.isArray(value['items']) ? value['items'] : [value]).filter(
    isFields,
  );

const RBAC_KINDS = /^(?:Cluster)?Role(?:Binding)?$/;
const SINGLE_BLOCKS: ReadonlySet<string> = new Set(['metadata', 'roleRef', 'aggregationRule']);

/** The manifest in a resource: as it is, or of the types of Terraform (`kubernetes_cluster_role_v1`). */
export function toRbacManifest(type: string, resource: unknown): Fields | undefined {
  if (!isFields(resource)) return undefined;
  if (RBAC_KINDS.test(String(resource['kind']))) return resource;
  const [, cluster, name] = /^(cluster)?(role|rolebinding)$/.exec(type) ?? [];
  if (name === undefined) return undefined;
  const kind = `${cluster === undefined ? '' : 'Cluster'}${name === 'role' ? 'Role' : 'RoleBinding'}`;
  return { ...(inCamelCase(resource) as Fields), kind };
}

/** Blocks of Terraform under the names of the manifest; labels keep theirs. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    const camel = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/Urls$/, 'URLs');
    const name = camel === 'rule' || camel === 'subject' || camel === 'clusterRoleSelector' ? `${camel}s` : camel;
    const inner = SINGLE_BLOCKS.has(name) && Array.isArray(member) ? (member[0] as unknown) : member;
    return [name, /^(?:labels|annotations|matchLabels)$/.test(name) ? inner : inCamelCase(inner)];
  });
  return Object.fromEntries(entries) as Fields;
}

const isBinding = ({ kind }: Fields): boolean => kind === 'RoleBinding' || kind === 'ClusterRoleBinding';

const metadata = (manifest: Fields): Fields => (isFields(manifest['metadata']) ? manifest['metadata'] : {});

const namespaceOf = (manifest: Fields): string => String(metadata(manifest)['namespace'] ?? 'default');

/** The role that a binding names, or that a manifest is: a ClusterRole by its name, a Role by its namespace too. */
const roleKey = (kind: unknown, name: unknown, namespace: string): string =>
  kind === 'ClusterRole' ? `ClusterRole ${String(name)}` : `Role ${namespace}/${String(name)}`;

function refOf(binding: Fields): string {
  const ref = isFields(binding['roleRef']) ? binding['roleRef'] : {};
  return roleKey(ref['kind'], ref['name'], namespaceOf(binding));
}

function grantsOf(manifests: readonly Fields[], bound: ReadonlySet<string>): readonly Grant[] {
  const roles = new Map<string, readonly Fields[]>();
  const own = manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
  for (const role of own)
    roles.set(roleKey(role['kind'], metadata(role)['name'], namespaceOf(role)), rulesOf(role, own));
  const grants = manifests.filter(isBinding).flatMap((binding) => {
    const place = binding['kind'] === 'RoleBinding' ? oneOf([literally(namespaceOf(binding))]) : undefined;
    return listOf(binding['subjects'])
      .filter(isFields)
      .flatMap((subject) =>
        grantsOfRole(refOf(binding), roles.get(refOf(binding)), subjectTerms(subject, namespaceOf(binding)), place),
      );
  });
  const unbound = [...roles]
    .filter(([key]) => !bound.has(key))
    .flatMap(([key, rules]) => {
      const place = key.startsWith('Role ') ? oneOf([literally(key.slice(5).split('/')[0]!)]) : undefined;
      return grantsOfRole(key, rules, [oneOf([literally(`whoever is bound to ${key}`)])], place);
    });
  return [...grants, ...unbound];
}

function rulesOf(role: Fields, roles: readonly Fields[]): readonly Fields[] {
  const aggregation = role['aggregationRule'];
  const selectors = isFields(aggregation) ? listOf(aggregation['clusterRoleSelectors']).filter(isFields) : [];
  const sources =
    selectors.length === 0
      ? [role]
      : roles.filter((one) => one['kind'] === 'ClusterRole' && selectors.some((selector) => selects(selector, one)));
  // What the controller has filled in counts where the roles it came from are not here.
  return (sources.length === 0 ? [role] : sources).flatMap((source) => listOf(source['rules']).filter(isFields));
}

function selects(selector: Fields, role: Fields): boolean {
  const labels = isFields(metadata(role)['labels']) ? (metadata(role)['labels'] as Fields) : {};
  const wanted = isFields(selector['matchLabels']) ? Object.entries(selector['matchLabels']) : [];
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    listOf(selector['matchExpressions'])
      .filter(isFields)
      .every(({ key, operator, values }) => {
        const label = labels[String(key)];
        if (operator === 'Exists') return label !== undefined;
        if (operator === 'DoesNotExist') return label === undefined;
        return operator === 'In'
          ? listOf(values).includes(label)
          : label === undefined || !listOf(values).includes(label);
      })
  );
}

function subjectTerms({ kind, name, namespace }: Fields, fallback: string): readonly PartTerm[] {
  const text = String(name);
  if (kind === 'ServiceAccount') return [oneOf([literally(`ServiceAccount ${String(namespace ?? fallback)}/${text}`)])];
  const [, space, account] = /^system:serviceaccount:([^:]+):(.+)$/.exec(text) ?? [];
  if (kind === 'User')
    return [oneOf([literally(account === undefined ? `User ${text}` : `ServiceAccount ${space!}/${account}`)])];
  if (text === 'system:authenticated')
    return [noneOf(['Group system:unauthenticated', 'User system:anonymous', 'whoever is bound to *'])];
  if (text === 'system:unauthenticated') return [oneOf(['Group system:unauthenticated', 'User system:anonymous'])];
  const [, accounts] = /^system:serviceaccounts(?::(.+))?$/.exec(text) ?? [];
  const members = text.startsWith('system:serviceaccounts')
    ? [`ServiceAccount ${accounts === undefined ? '' : `${literally(accounts)}/`}*`]
    : [];
  return [oneOf([literally(`Group ${text}`), ...members])];
}

const isAll = (members: readonly string[]): boolean => members.includes('*');

function grantsOfRole(
  key: string,
  rules: readonly Fields[] | undefined,
  subject: readonly PartTerm[],
  place: PartTerm | undefined,
): readonly Grant[] {
  const namespace = place === undefined ? {} : { namespace: [place] };
  if (rules === undefined && key !== 'ClusterRole cluster-admin') {
    return [
      {
        allow: true,
        parts: {
          subject,
          ...namespace,
          group: [oneOf([ROLE_GROUP])],
          resource: [oneOf([literally(key)])],
          verb: [oneOf(['use'])],
        },
      },
    ];
  }
  return (
    rules ?? [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ]
  ).flatMap((rule) => {
    const [verbs, groups, resources, names, urls] = [
      'verbs',
      'apiGroups',
      'resources',
      'resourceNames',
      'nonResourceURLs',
    ].map((field) => listOf(rule[field]).map(String)) as [string[], string[], string[], string[], string[]];
    const verb = { verb: [oneOf(isAll(verbs) ? ['*'] : verbs.map(literally))] };
    const pattern = (text: string): string =>
      text === '*' ? '*' : text.startsWith('*/') ? `*/${literally(text.slice(2))}` : literally(text);
    const group = isAll(groups)
      ? noneOf([URL_GROUP, ROLE_GROUP])
      : oneOf(groups.map((text) => (text === '' ? 'core' : literally(text))));
    const objects: Grant = {
      allow: true,
      parts: {
        subject,
        ...namespace,
        ...verb,
        group: [group],
        resource: [oneOf(resources.map(pattern))],
        ...(names.length === 0 ? {} : { name: [oneOf(names.map(literally))] }),
      },
    };
    const paths: Grant = {
      allow: true,
      parts: {
        subject,
        ...verb,
        group: [oneOf([URL_GROUP])],
        resource: [oneOf(urls.map((url) => (url.endsWith('*') ? `${literally(url.slice(0, -1))}*` : literally(url))))],
      },
    };
    // Only a binding for the whole cluster reaches paths that belong to no resource.
    return [...(resources.length > 0 ? [objects] : []), ...(urls.length > 0 && place === undefined ? [paths] : [])];
  });
}
