import { findProblem } from '../../codec/decode.js';
import { listOf, optionsOf } from '../../codec/record.js';
import { text } from '../../codec/values.js';
import { isPlainObject } from '../../codec/record.js';
import type { ResourceMarks } from '../../drift/index.js';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidManifest, type InvalidManifest } from './errors.js';
import { withoutManagers } from './managed-fields.js';
import type { KubernetesObject } from './read-manifests.js';

/**
 * A resource with what is declared and what runs; a side that is absent is not there. What `memoryDriftPorts` takes.
 */
export interface KubernetesPair {
  /** Whose it is. */
  readonly tenantId: string;
  /**
   * `apps/Deployment/shop/web`: group, kind, namespace and name; the core group and clusters have no first or third
   * part.
   */
  readonly resourceId: string;
  /** Its kind. */
  readonly resourceType: string;
  /** Always `kubernetes`. */
  readonly provider: string;
  /** What should run; absent where it is not declared. */
  readonly desired?: unknown;
  /** What does run; absent where it does not. */
  readonly actual?: unknown;
  /** What must not be shown. */
  readonly marks: ResourceMarks;
}

/**
 * Why an object is not compared: a `hook` runs and is gone (Helm, Argo CD); the name is `generated`; a controller or
 * the cluster itself made it (`controlled`, `made_by_the_cluster`) and nobody declared it; it came in a second version
 * of its group (`other_version`).
 */
export type LeftOutReason = 'hook' | 'generated' | 'controlled' | 'made_by_the_cluster' | 'other_version';

/** An object that is not compared. */
export interface LeftOutObject {
  /** As of a pair; for a generated name the beginning of it. */
  readonly resourceId: string;
  /** Why. */
  readonly reason: LeftOutReason;
}

/** What is compared, and what is not. */
export interface KubernetesPairs {
  /** Sorted by id. */
  readonly resources: readonly KubernetesPair[];
  /** Sorted by id. */
  readonly leftOut: readonly LeftOutObject[];
}

/** How objects are paired. */
export interface PairingOptions {
  /** Whose resources these are; Kubernetes knows no tenants. */
  readonly tenantId: string;
  /** The namespace of manifests that name none, as `kubectl --namespace` sets it; `default` unless given. */
  readonly namespace?: string;
  /** Managers of fields that are not compared (`withoutManagers`). */
  readonly ignoreManagers?: readonly string[];
}

const PairingOptions = optionsOf<PairingOptions>('{ tenantId }', {
  tenantId: text,
  namespace: text,
  ignoreManagers: listOf(text),
});

/**
 * Puts the objects of manifests beside those that run, by group, kind, namespace and name; the version of a group does
 * not count. Fails where two manifests declare one object.
 *
 * @example
 * const { resources, leftOut } = orThrow(pairKubernetesResources(declared, running, { tenantId: 'acme', namespace:
 * 'shop' }));
 */
export function pairKubernetesResources(
  desired: readonly KubernetesObject[],
  actual: readonly KubernetesObject[],
  options: PairingOptions,
): Either<InvalidManifest, KubernetesPairs> {
  try {
    const wrong = findProblem(PairingOptions, options, 'options');
    if (wrong !== undefined)
      return E.left(invalidManifest({ document: 1, line: 1, reason: `${wrong.option}: expected ${wrong.expected}` }));
    return pair(desired, actual, options);
  } catch (cause) {
    const reason = 'expected two lists of objects as readKubernetesManifests answers them, and { tenantId }';
    return E.left(invalidManifest({ document: 1, line: 1, reason }, cause));
  }
}

function pair(
  desired: readonly KubernetesObject[],
  actual: readonly KubernetesObject[],
  { tenantId, namespace = 'default', ignoreManagers = [] }: PairingOptions,
): Either<InvalidManifest, KubernetesPairs> {
  const leftOut: LeftOutObject[] = [];
  const clusterWide = kindsWithoutNamespace(desired, actual);
  const idOf = (object: KubernetesObject): string => resourceIdOf(object, namespace, clusterWide);
  const wanted = new Map<string, KubernetesObject>();
  for (const object of desired) {
    const resourceId = idOf(object);
    const reason = object.name === undefined ? 'generated' : isHook(object) ? 'hook' : undefined;
    const other = wanted.get(resourceId);
    if (reason !== undefined) leftOut.push({ resourceId, reason });
    else if (other === undefined) wanted.set(resourceId, object);
    else return E.left(duplicateDeclaration(resourceId, object, other));
  }
  const running = new Map<string, KubernetesObject>();
  for (const object of actual) {
    const resourceId = idOf(object);
    const reason = running.has(resourceId) ? 'other_version' : wanted.has(resourceId) ? undefined : reasonOf(object);
    if (reason === undefined) running.set(resourceId, object);
    else leftOut.push({ resourceId, reason });
  }
  const resources = [...new Set([...wanted.keys(), ...running.keys()])].sort().map((resourceId): KubernetesPair => {
    const [want, have] = [wanted.get(resourceId), running.get(resourceId)];
    const sides = withoutManagers(want?.configuration, have?.configuration, ignoreManagers);
    const resourceType = (want ?? have)!.kind;
    return {
      tenantId,
      resourceId,
      resourceType,
      provider: 'kubernetes',
      ...(want && { desired: sides.desired }),
      ...(have && { actual: sides.live }),
      marks: { sensitive: resourceType === 'Secret' ? SECRET_PLACES : APPLIED_COPY },
    };
  });
  return E.right({ resources, leftOut: leftOut.toSorted(byId) });
}

const byId = (left: LeftOutObject, right: LeftOutObject): number =>
  left.resourceId < right.resourceId ? -1 : left.resourceId > right.resourceId ? 1 : 0;

// The annotation repeats the whole object, secrets and all.
const APPLIED_COPY = ['*["kubectl.kubernetes.io/last-applied-configuration"]'];
const SECRET_PLACES = ['data', 'data.*', 'stringData', 'stringData.*', ...APPLIED_COPY];

const duplicateDeclaration = (
  resourceId: string,
  { place }: KubernetesObject,
  { place: first }: KubernetesObject,
): InvalidManifest =>
  invalidManifest({
    ...place,
    reason:
      `${show(resourceId)} is declared twice, first at line ` +
      `${first.line}${first.source === undefined ? '' : ` of ${show(first.source)}`}`,
  });

// Kinds that moved from one group to another are one kind.
const MOVED_TO: ReadonlyMap<string, string> = new Map([
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map((kind) => [`extensions/${kind}`, 'apps'] as const),
  ...['Ingress', 'NetworkPolicy'].map((kind) => [`extensions/${kind}`, 'networking.k8s.io'] as const),
  ['extensions/PodSecurityPolicy', 'policy'],
]);

function groupKindOf({ apiVersion, kind }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const moved = MOVED_TO.get(`${group}/${kind}`) ?? group;
  return moved === '' ? kind : `${moved}/${kind}`;
}

const CLUSTER_WIDE: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
]);

/** Kinds that belong to the cluster: the known ones, and custom ones of which none is seen in a namespace. */
function kindsWithoutNamespace(
  desired: readonly KubernetesObject[],
  actual: readonly KubernetesObject[],
): ReadonlySet<string> {
  const inNamespace = new Set(
    [...desired, ...actual].filter(({ namespace }) => namespace !== undefined).map(groupKindOf),
  );
  const isCustom = (groupKind: string): boolean => /\..*\//.test(groupKind) && !/\.k8s\.io\//.test(groupKind);
  const seen = actual.map(groupKindOf).filter((groupKind) => isCustom(groupKind) && !inNamespace.has(groupKind));
  return new Set([...CLUSTER_WIDE, ...seen]);
}

function resourceIdOf(object: KubernetesObject, namespace: string, clusterWide: ReadonlySet<string>): string {
  const groupKind = groupKindOf(object);
  const space = clusterWide.has(groupKind) ? '' : `${object.namespace ?? namespace}/`;
  const metadata = object.configuration['metadata'];
  const generated =
    isPlainObject(metadata) && typeof metadata['generateName'] === 'string' ? metadata['generateName'] : '';
  return `${groupKind}/${space}${object.name ?? `${generated}*`}`;
}

function metadataOf({ configuration }: KubernetesObject, field: string): unknown {
  const { metadata } = configuration;
  return isPlainObject(metadata) ? metadata[field] : undefined;
}

function isHook(object: KubernetesObject): boolean {
  const annotations = metadataOf(object, 'annotations');
  return (
    isPlainObject(annotations) &&
    ['helm.sh/hook', 'argocd.argoproj.io/hook'].some((name) => typeof annotations[name] === 'string')
  );
}

/** Why an object that runs undeclared is nobody's concern, if it is. */
function reasonOf(object: KubernetesObject): LeftOutReason | undefined {
  const owners = metadataOf(object, 'ownerReferences');
  if (Array.isArray(owners) && owners.some((owner: unknown) => isPlainObject(owner) && owner['controller'] === true))
    return 'controlled';
  const groupKind = groupKindOf(object);
  const madeByTheCluster =
    MADE_BY_THE_CLUSTER.has(groupKind) ||
    MADE_BY_NAME.has(`${groupKind}/${object.name ?? ''}`) ||
    (groupKind === 'Secret' && MADE_SECRETS.has(object.configuration['type'])) ||
    (CLUSTER_PREFIX.test(object.name ?? '') && CLUSTER_WIDE.has(groupKind));
  return madeByTheCluster ? 'made_by_the_cluster' : undefined;
}

const MADE_BY_THE_CLUSTER: ReadonlySet<string> = new Set([
  'Endpoints',
  'Event',
  'Node',
  'PersistentVolume',
  'apps/ControllerRevision',
  'apiregistration.k8s.io/APIService',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
  'metrics.k8s.io/NodeMetrics',
  'metrics.k8s.io/PodMetrics',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/VolumeAttachment',
]);
const MADE_BY_NAME: ReadonlySet<string> = new Set([
  'ConfigMap/kube-root-ca.crt',
  'Namespace/default',
  'Service/kubernetes',
  'ServiceAccount/default',
]);
const MADE_SECRETS: ReadonlySet<unknown> = new Set([
  'bootstrap.kubernetes.io/token',
  'helm.sh/release.v1',
  'kubernetes.io/service-account-token',
]);
const CLUSTER_PREFIX = /^(?:system:|kube-|system-)/;
