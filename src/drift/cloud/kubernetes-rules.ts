import type { Equivalence } from '../equivalence/equivalence.js';
import { type Fields, isFields } from '../plain-data.js';
import type { DriftRuleSpec, RuleVariant } from '../rule-spec.js';
import { type DefaultedKind, KIND_DEFAULTS, OLD_DEFAULTS, POD_DEFAULTS } from './kubernetes-defaults.js';

type Kind = DefaultedKind;

// Lists that the API reads as maps (x-kubernetes-list-type: map), by their keys; all others it reads as a whole.
// prettier-ignore
const KEYED = {
  '*.containers': ['name'],
  '*.initContainers': ['name'],
  '*.ephemeralContainers': ['name'],
  '*ontainers.*.env': ['name'],
  '*ontainers.*.ports': ['containerPort', 'protocol'],
  '*ontainers.*.volumeMounts': ['mountPath'],
  '*ontainers.*.volumeDevices': ['devicePath'],
  '*.resources.claims': ['name'],
  '*.volumes': ['name'],
  '*.imagePullSecrets': ['name'],
  '*.hostAliases': ['ip'],
  '*.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  '*.schedulingGates': ['name'],
  '*.resourceClaims': ['name'],
  '*.conditions': ['type'],
  '*metadata.ownerReferences': ['uid'],
} as const;

// What the server and its controllers write about an object.
// prettier-ignore
const WRITTEN_BY_THE_SERVER = [
  'status',
  'metadata.managedFields',
  'metadata.uid',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.selfLink',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
  '*metadata.creationTimestamp',
  'spec.volumeClaimTemplates.*.status',
  ...['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision',
    'deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas',
    'deprecated.daemonset.template.generation', 'control-plane.alpha.kubernetes.io/leader',
    'pv.kubernetes.io/bind-completed', 'pv.kubernetes.io/bound-by-controller', 'volume.kubernetes.io/selected-node',
    'volume.kubernetes.io/storage-provisioner', 'volume.beta.kubernetes.io/storage-provisioner'].map((name) =>
    `metadata.annotations[${JSON.stringify(name)}]`),
] as const;

// Texts and maps of texts that users write.
// prettier-ignore
const USER_TEXT = [
  'data',
  'stringData',
  'binaryData',
  'parameters',
  '*.labels',
  '*.annotations',
  '*.matchLabels',
  '*.nodeSelector',
  '*.args',
  '*.command',
  '*.env.*.value',
  '*.volumeAttributes',
  '*.options',
  '*.limits',
  '*.requests',
  '*.capacity',
  '*.hard',
  '*.podFixed',
] as const;

// What belongs as a whole to whoever declares it (x-kubernetes-map-type: atomic): `{}` selects everything.
// prettier-ignore
const ATOMIC = [
  '*.selector',
  '*.podSelector',
  '*.namespaceSelector',
  '*.objectSelector',
  '*.labelSelector',
  '*.nodeSelector',
  '*.nodeSelectorTerms',
  '*.tolerations',
  '*.capabilities',
] as const;

// What gives a pod rights over its host, whether or not anybody declared anything there.
// prettier-ignore
const DANGEROUS = [
  '*spec.hostNetwork',
  '*spec.hostPID',
  '*spec.hostIPC',
  '*.securityContext.privileged',
  '*.securityContext.procMount',
  '*.capabilities.add',
  '*.volumes.*.hostPath',
] as const;

// prettier-ignore
const QUANTITIES = [
  '*.limits.*',
  '*.requests.*',
  '*.capacity.*',
  '*.hard.*',
  '*.podFixed.*',
  '*.sizeLimit',
  '*.divisor',
  '*.averageValue',
  '*.target.value',
  '*.minAllowed.*',
  '*.maxAllowed.*',
] as const;

/** Versions of one group: the server answers in the version that it prefers. */
const apiGroup: Equivalence = {
  name: 'api_group',
  normalize: (value) => (typeof value === 'string' ? value.slice(0, Math.max(0, value.indexOf('/'))) : undefined),
};

// What the declaration leaves to the cluster: a cluster address, a node port, a bundle that a controller injects.
const LEFT_TO_THE_CLUSTER = new Set<unknown>(['', 0, 'Cg==']);
const assigned: Equivalence = {
  name: 'assigned',
  relates: (desired) => LEFT_TO_THE_CLUSTER.has(desired),
  keyOf: () => '',
};

/** What holds for a kind besides its defaults. */
// prettier-ignore
const KINDS: Partial<Record<Kind, DriftRuleSpec>> = {
  // The server mounts the token of the service account into every pod and gives it tolerations of its own.
  Pod: { allowExtra: ['spec.volumes', 'spec.*ontainers.*.volumeMounts', 'spec.tolerations', 'spec.imagePullSecrets'] },
  Service: { keyed: { 'spec.ports': ['port', 'protocol'] }, exact: ['spec.selector'], watched: ['spec.type',
    'spec.externalIPs'], comparators: { 'spec.clusterIP': assigned, 'spec.ports.*.nodePort': assigned } },
  ServiceAccount: { keyed: { secrets: ['name'] }, allowExtra: ['secrets', 'imagePullSecrets'] },
  Namespace: { unordered: ['spec.finalizers'], allowExtra: ['spec.finalizers'] },
  Secret: { normalize: withDataOfStrings },
  NetworkPolicy: { complete: ['spec.ingress', 'spec.egress'], watched: ['spec.ingress', 'spec.egress'] },
  Role: { complete: ['rules'], watched: ['rules'] },
  ClusterRole: { complete: ['rules', 'aggregationRule'], watched: ['rules'], normalize: withoutAggregatedRules },
  RoleBinding: { complete: ['subjects', 'roleRef'], watched: ['subjects'] },
  ClusterRoleBinding: { complete: ['subjects', 'roleRef'], watched: ['subjects'] },
  EndpointSlice: { unordered: ['endpoints.*.addresses'] },
  CSIDriver: { unordered: ['spec.volumeLifecycleModes'] },
  CustomResourceDefinition: { comparators: { '*.caBundle': assigned } },
  APIService: { comparators: { 'spec.caBundle': assigned } },
  ValidatingWebhookConfiguration: WEBHOOKS(),
  MutatingWebhookConfiguration: WEBHOOKS(),
  ValidatingAdmissionPolicy: { keyed: { 'spec.matchConditions': ['name'], 'spec.variables': ['name'] }, ordered:
    ['spec.variables'], watched: ['spec.failurePolicy'] },
};

function WEBHOOKS(): DriftRuleSpec {
  return {
    keyed: { webhooks: ['name'], 'webhooks.*.matchConditions': ['name'] },
    complete: ['webhooks.*.rules'],
    watched: ['webhooks.*.failurePolicy'],
    comparators: { 'webhooks.*.clientConfig.caBundle': assigned },
  };
}

/** A Secret as the server keeps it: `stringData` is written into `data`, where it wins, and never read back. */
function withDataOfStrings(secret: unknown): unknown {
  if (!isFields(secret) || !isFields(secret['stringData'])) return secret;
  const { stringData, data, ...rest } = secret;
  const written = Object.entries(stringData as Fields)
    .filter(([, text]) => typeof text === 'string')
    .map(([key, text]) => [key, toBase64(text as string)]);
  return { ...rest, data: Object.fromEntries([...Object.entries(isFields(data) ? data : {}), ...written]) };
}

// The core runs in a browser, where btoa takes bytes as the characters of a text.
const toBase64 = (text: string): string =>
  btoa([...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join(''));

/** A role that gathers the rules of others: whatever rules stand in it, a controller wrote. */
function withoutAggregatedRules(role: unknown): unknown {
  if (!isFields(role) || !isFields(role['aggregationRule'])) return role;
  const { rules: _, ...rest } = role;
  return rest;
}

// Other groups have kinds of the same names (Knative's Service). An object without apiVersion is taken as one of these.
// prettier-ignore
const API_VERSIONS: readonly (readonly [apiVersions: readonly string[], kinds: readonly Kind[]])[] = [
  [['v1'], ['Pod', 'ReplicationController', 'Service', 'ServiceAccount', 'Endpoints', 'Secret', 'Namespace',
    'PersistentVolume', 'PersistentVolumeClaim']],
  [['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'], ['Deployment', 'StatefulSet', 'DaemonSet',
    'ReplicaSet']],
  [['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'], ['Job', 'CronJob']],
  [['autoscaling/v2', 'autoscaling/v1', 'autoscaling/v2beta2', 'autoscaling/v2beta1'], ['HorizontalPodAutoscaler']],
  [['networking.k8s.io/v1', 'extensions/v1beta1'], ['NetworkPolicy']],
  [['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io/v1beta1', 'rbac.authorization.k8s.io/v1alpha1'], ['Role',
    'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']],
  [['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'], ['EndpointSlice']],
  [['storage.k8s.io/v1', 'storage.k8s.io/v1beta1'], ['StorageClass', 'CSIDriver']],
  [['scheduling.k8s.io/v1', 'scheduling.k8s.io/v1beta1'], ['PriorityClass']],
  [['apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1'], ['CustomResourceDefinition']],
  [['apiregistration.k8s.io/v1', 'apiregistration.k8s.io/v1beta1'], ['APIService']],
  [['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1', 'admissionregistration.k8s.io/v1alpha1'],
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding']],
];

const variantOf = (kind: Kind, apiVersions: readonly string[], older: DriftRuleSpec['defaults'] = {}): RuleVariant => ({
  when: { kind, apiVersion: apiVersions },
  rules: { ...KINDS[kind], defaults: { ...KIND_DEFAULTS[kind], ...older } },
});

/**
 * Rules for Kubernetes objects: a manifest, a chart or an overlay against what the API server answers. Only what is
 * declared counts, but for what gives a pod rights over its host. Lists are maps by their keys, or in order, as the
 * schema of the API has them; what users write (data, environment, labels, annotations, arguments) is compared to the
 * letter, quantities by value; what the server fills in is no difference, by kind and version; `{}` selects everything
 * and is not nothing. An element that somebody added to a declared list is a difference. Custom resources are compared
 * by the same rules; `rulesFromOpenApi` adds what their schemas say.
 *
 * @example
 * const rules = orThrow(driftRules(kubernetesRules));
 * compareConfigs(manifest, live, rules);
 */
export const kubernetesRules: DriftRuleSpec = {
  declaredOnly: true,
  emptyEqualsMissing: true,
  emptyMapsCount: true,
  addedElements: true,
  keyed: KEYED,
  ordered: ['*.initContainers'],
  unordered: ['*metadata.finalizers'],
  allowExtra: ['*metadata.finalizers', '*metadata.ownerReferences'],
  ignore: WRITTEN_BY_THE_SERVER,
  exact: USER_TEXT,
  complete: ATOMIC,
  watched: DANGEROUS,
  defaults: POD_DEFAULTS,
  comparators: { apiVersion: apiGroup, ...Object.fromEntries(QUANTITIES.map((place) => [place, 'quantity' as const])) },
  variants: [
    ...OLD_DEFAULTS.map(({ kind, apiVersions, defaults }) => variantOf(kind, apiVersions, defaults)),
    ...API_VERSIONS.flatMap(([apiVersions, kinds]) => kinds.map((kind) => variantOf(kind, [...apiVersions, '']))),
  ],
};
