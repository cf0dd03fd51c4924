/**
 * What the Kubernetes API server fills in, by pattern of path. Sources: the defaulting functions of the API groups
 * (`pkg/apis/GROUP/VERSION/defaults.go`) and the field descriptions of the API reference, Kubernetes 1.20 to 1.34. A
 * switch or
 * count that the server drops when it is `false` or `0` stands here with that value.
 */

/** Values by pattern of path. */
type FilledIn = Readonly<Record<string, unknown>>;

/** A kind of object that the server fills in. */
export type DefaultedKind =
  | 'Pod'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob'
  | 'Service'
  | 'Endpoints'
  | 'EndpointSlice'
  | 'Secret'
  | 'PersistentVolumeClaim'
  | 'PersistentVolume'
  | 'StorageClass'
  | 'CSIDriver'
  | 'HorizontalPodAutoscaler'
  | 'NetworkPolicy'
  | 'Role'
  | 'ClusterRole'
  | 'RoleBinding'
  | 'ClusterRoleBinding'
  | 'ServiceAccount'
  | 'Namespace'
  | 'PriorityClass'
  | 'CustomResourceDefinition'
  | 'APIService'
  | 'ValidatingWebhookConfiguration'
  | 'MutatingWebhookConfiguration'
  | 'ValidatingAdmissionPolicy'
  | 'ValidatingAdmissionPolicyBinding';

/** Of a container and of a pod, wherever a template holds them. */
// prettier-ignore
export const POD_DEFAULTS: FilledIn = {
  '*ontainers.*.imagePullPolicy': 'IfNotPresent',
  '*ontainers.*.terminationMessagePath': '/dev/termination-log',
  '*ontainers.*.terminationMessagePolicy': 'File',
  '*ontainers.*.ports.*.protocol': 'TCP',
  '*ontainers.*.ports.*.hostPort': 0,
  '*ontainers.*.stdin': false,
  '*ontainers.*.stdinOnce': false,
  '*ontainers.*.tty': false,
  '*ontainers.*.volumeMounts.*.readOnly': false,
  '*ontainers.*.securityContext.privileged': false,
  '*ontainers.*.securityContext.procMount': 'Default',
  '*ontainers.*.resources': {},
  '*.fieldRef.apiVersion': 'v1',
  '*Probe.timeoutSeconds': 1,
  '*Probe.periodSeconds': 10,
  '*Probe.successThreshold': 1,
  '*Probe.failureThreshold': 3,
  '*Probe.initialDelaySeconds': 0,
  '*Probe.grpc.service': '',
  '*.httpGet.scheme': 'HTTP',
  '*.httpGet.path': '/',
  '*emplate.metadata': {},
  '*spec.restartPolicy': 'Always',
  '*spec.dnsPolicy': 'ClusterFirst',
  '*spec.schedulerName': 'default-scheduler',
  '*spec.terminationGracePeriodSeconds': 30,
  '*spec.enableServiceLinks': true,
  '*spec.hostNetwork': false,
  '*spec.hostPID': false,
  '*spec.hostIPC': false,
  '*spec.securityContext': {},
  '*.tolerations.*.operator': 'Equal',
  '*.volumes.*.emptyDir': {},
  '*.volumes.*.secret.defaultMode': 420,
  '*.volumes.*.configMap.defaultMode': 420,
  '*.volumes.*.projected.defaultMode': 420,
  '*.volumes.*.downwardAPI.defaultMode': 420,
  '*.serviceAccountToken.expirationSeconds': 3600,
  '*.volumes.*.persistentVolumeClaim.readOnly': false,
  '*.volumes.*.csi.readOnly': false,
  '*.volumes.*.nfs.readOnly': false,
  '*.hostPath.type': '',
  '*.azureDisk.cachingMode': 'ReadWrite',
  '*.azureDisk.kind': 'Shared',
  '*.azureDisk.fsType': 'ext4',
  '*.azureDisk.readOnly': false,
  '*.rbd.pool': 'rbd',
  '*.rbd.user': 'admin',
  '*.rbd.keyring': '/etc/ceph/keyring',
  '*.iscsi.iscsiInterface': 'default',
  '*.scaleIO.storageMode': 'ThinProvisioned',
  '*.scaleIO.fsType': 'xfs',
};

const CLAIM = (path: string): FilledIn => ({ [`${path}volumeMode`]: 'Filesystem' });

/** Of the kinds as the current versions of their groups have them. */
// prettier-ignore
export const KIND_DEFAULTS: Readonly<Record<DefaultedKind, FilledIn>> = {
  Pod: { 'spec.serviceAccountName': 'default', 'spec.preemptionPolicy': 'PreemptLowerPriority', 'spec.priority': 0 },
  Deployment: { 'spec.replicas': 1, 'spec.minReadySeconds': 0, 'spec.paused': false, 'spec.revisionHistoryLimit': 10,
    'spec.progressDeadlineSeconds': 600, 'spec.strategy.type': 'RollingUpdate', 'spec.strategy.rollingUpdate.maxSurge':
    '25%', 'spec.strategy.rollingUpdate.maxUnavailable': '25%' },
  StatefulSet: { 'spec.replicas': 1, 'spec.minReadySeconds': 0, 'spec.revisionHistoryLimit': 10,
    'spec.podManagementPolicy': 'OrderedReady', 'spec.updateStrategy.type': 'RollingUpdate',
    'spec.updateStrategy.rollingUpdate.partition': 0, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain',
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled': 'Retain', 'spec.volumeClaimTemplates.*.apiVersion': 'v1',
    'spec.volumeClaimTemplates.*.kind': 'PersistentVolumeClaim', ...CLAIM('spec.volumeClaimTemplates.*.spec.') },
  DaemonSet: { 'spec.minReadySeconds': 0, 'spec.revisionHistoryLimit': 10, 'spec.updateStrategy.type': 'RollingUpdate',
    'spec.updateStrategy.rollingUpdate.maxUnavailable': 1, 'spec.updateStrategy.rollingUpdate.maxSurge': 0 },
  ReplicaSet: { 'spec.replicas': 1, 'spec.minReadySeconds': 0 },
  ReplicationController: { 'spec.replicas': 1, 'spec.minReadySeconds': 0 },
  Job: { 'spec.completions': 1, 'spec.parallelism': 1, 'spec.backoffLimit': 6, 'spec.completionMode': 'NonIndexed',
    'spec.suspend': false, 'spec.manualSelector': false, 'spec.podReplacementPolicy': 'TerminatingOrFailed' },
  CronJob: { 'spec.concurrencyPolicy': 'Allow', 'spec.suspend': false, 'spec.successfulJobsHistoryLimit': 3,
    'spec.failedJobsHistoryLimit': 1 },
  Service: { 'spec.type': 'ClusterIP', 'spec.sessionAffinity': 'None',
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds': 10_800, 'spec.internalTrafficPolicy': 'Cluster',
    'spec.externalTrafficPolicy': 'Cluster', 'spec.ipFamilyPolicy': 'SingleStack', 'spec.allocateLoadBalancerNodePorts':
    true, 'spec.publishNotReadyAddresses': false, 'spec.ports.*.protocol': 'TCP', 'spec.ports.*.nodePort': 0 },
  Endpoints: { 'subsets.*.ports.*.protocol': 'TCP' },
  EndpointSlice: { 'ports.*.protocol': 'TCP' },
  Secret: { type: 'Opaque' },
  PersistentVolumeClaim: CLAIM('spec.'),
  PersistentVolume: { 'spec.persistentVolumeReclaimPolicy': 'Retain', ...CLAIM('spec.') },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  CSIDriver: { 'spec.attachRequired': true, 'spec.podInfoOnMount': false, 'spec.storageCapacity': false,
    'spec.requiresRepublish': false, 'spec.seLinuxMount': false, 'spec.fsGroupPolicy': 'ReadWriteOnceWithFSType',
    'spec.volumeLifecycleModes': ['Persistent'] },
  HorizontalPodAutoscaler: { 'spec.minReplicas': 1 },
  NetworkPolicy: { 'spec.podSelector': {}, 'spec.ingress.*.ports.*.protocol': 'TCP', 'spec.egress.*.ports.*.protocol':
    'TCP' },
  Role: {},
  ClusterRole: {},
  RoleBinding: { 'roleRef.apiGroup': 'rbac.authorization.k8s.io', 'subjects.*.apiGroup': 'rbac.authorization.k8s.io' },
  ClusterRoleBinding: { 'roleRef.apiGroup': 'rbac.authorization.k8s.io', 'subjects.*.apiGroup':
    'rbac.authorization.k8s.io' },
  ServiceAccount: {},
  Namespace: {},
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority', globalDefault: false },
  CustomResourceDefinition: { 'spec.conversion.strategy': 'None', 'spec.preserveUnknownFields': false,
    'spec.versions.*.additionalPrinterColumns.*.priority': 0, 'spec.conversion.webhook.clientConfig.service.port': 443
    },
  APIService: { 'spec.service.port': 443 },
  ValidatingWebhookConfiguration: webhookDefaults('Fail', 'Equivalent', 10),
  MutatingWebhookConfiguration: { ...webhookDefaults('Fail', 'Equivalent', 10), 'webhooks.*.reinvocationPolicy': 'Never'
    },
  ValidatingAdmissionPolicy: { 'spec.failurePolicy': 'Fail', 'spec.matchConstraints.matchPolicy': 'Equivalent' },
  ValidatingAdmissionPolicyBinding: { 'spec.matchResources.matchPolicy': 'Equivalent' },
};

/** Where an older version of a group fills in something else. */
export const OLD_DEFAULTS: readonly {
  readonly kind: DefaultedKind;
  readonly apiVersions: readonly string[];
  readonly defaults: FilledIn;
}[] = [
  {
    kind: 'Deployment',
    apiVersions: ['extensions/v1beta1'],
    defaults: {
      'spec.revisionHistoryLimit': 2_147_483_647,
      'spec.progressDeadlineSeconds': 2_147_483_647,
      'spec.strategy.rollingUpdate.maxSurge': 1,
      'spec.strategy.rollingUpdate.maxUnavailable': 1,
    },
  },
  { kind: 'Deployment', apiVersions: ['apps/v1beta1'], defaults: { 'spec.revisionHistoryLimit': 2 } },
  { kind: 'StatefulSet', apiVersions: ['apps/v1beta1'], defaults: { 'spec.updateStrategy.type': 'OnDelete' } },
  { kind: 'DaemonSet', apiVersions: ['extensions/v1beta1'], defaults: { 'spec.updateStrategy.type': 'OnDelete' } },
  ...(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const).map((kind) => ({
    kind,
    apiVersions: ['admissionregistration.k8s.io/v1beta1'],
    defaults: {
      ...webhookDefaults('Ignore', 'Exact', 30),
      'webhooks.*.sideEffects': 'Unknown',
      'webhooks.*.admissionReviewVersions': ['v1beta1'],
    },
  })),
];

function webhookDefaults(failurePolicy: string, matchPolicy: string, timeoutSeconds: number): FilledIn {
  return {
    'webhooks.*.failurePolicy': failurePolicy,
    'webhooks.*.matchPolicy': matchPolicy,
    'webhooks.*.timeoutSeconds': timeoutSeconds,
    'webhooks.*.namespaceSelector': {},
    'webhooks.*.objectSelector': {},
    'webhooks.*.rules.*.scope': '*',
    'webhooks.*.clientConfig.service.port': 443,
  };
}
