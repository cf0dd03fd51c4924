import { describe, expect, it } from 'vitest';
import { kubernetesRules } from '../../../src/drift/cloud/index.js';
import { shortDifferences } from '../compare/differences.js';

// Manifests as people write them, and what an API server makes of each: defaults, assignments, what it drops.
const meta = {
  name: 'x',
  namespace: 'n',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
  generation: 1,
  managedFields: [{}],
};
const podLive = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};
const cLive = {
  imagePullPolicy: 'IfNotPresent',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

interface Live {
  readonly metadata: object;
  readonly [field: string]: unknown;
}
const ROWS: readonly (readonly [name: string, declared: object, live: Live, expected?: readonly string[]])[] = [
  [
    'a StatefulSet',
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'x', labels: {}, annotations: null },
      spec: {
        serviceName: 's',
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' }, annotations: {} },
          spec: {
            nodeSelector: {},
            affinity: {},
            tolerations: [],
            imagePullSecrets: [],
            hostNetwork: false,
            containers: [
              {
                name: 'c',
                image: 'i',
                env: [],
                envFrom: [],
                securityContext: {},
                volumeMounts: [{ name: 'd', mountPath: '/d', readOnly: false }],
              },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'd', creationTimestamp: null },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            status: {},
          },
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {},
      spec: {
        podManagementPolicy: 'OrderedReady',
        replicas: 1,
        revisionHistoryLimit: 10,
        serviceName: 's',
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { creationTimestamp: null, labels: { a: 'b' } },
          spec: {
            ...podLive,
            affinity: {},
            containers: [
              { name: 'c', image: 'i', ...cLive, securityContext: {}, volumeMounts: [{ name: 'd', mountPath: '/d' }] },
            ],
          },
        },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'd', creationTimestamp: null },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
              volumeMode: 'Filesystem',
            },
            status: { phase: 'Pending' },
          },
        ],
      },
      status: {},
    },
  ],
  [
    'a Job',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'x' },
      spec: {
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i:1', command: ['a'] }] } },
        backoffLimit: 4,
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { labels: { 'controller-uid': 'z' } },
      spec: {
        backoffLimit: 4,
        completionMode: 'NonIndexed',
        completions: 1,
        parallelism: 1,
        selector: { matchLabels: { 'controller-uid': 'z' } },
        suspend: false,
        template: {
          metadata: { creationTimestamp: null, labels: { 'controller-uid': 'z', 'job-name': 'x' } },
          spec: {
            ...podLive,
            restartPolicy: 'Never',
            containers: [{ name: 'c', image: 'i:1', command: ['a'], ...cLive }],
          },
        },
      },
    },
  ],
  [
    'a CronJob',
    {
      apiVersion: 'batch/v1beta1',
      kind: 'CronJob',
      metadata: { name: 'x' },
      spec: {
        schedule: '* * * * *',
        jobTemplate: {
          spec: {
            template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'c', image: 'i', args: ['x'] }] } },
          },
        },
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: {},
      spec: {
        concurrencyPolicy: 'Allow',
        failedJobsHistoryLimit: 1,
        successfulJobsHistoryLimit: 3,
        suspend: false,
        schedule: '* * * * *',
        jobTemplate: {
          metadata: { creationTimestamp: null },
          spec: {
            template: {
              metadata: { creationTimestamp: null },
              spec: {
                ...podLive,
                restartPolicy: 'OnFailure',
                containers: [{ name: 'c', image: 'i', args: ['x'], ...cLive }],
              },
            },
          },
        },
      },
    },
  ],
  [
    'a Service of type LoadBalancer',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'x' },
      spec: {
        type: 'LoadBalancer',
        clusterIP: '',
        externalIPs: [],
        loadBalancerIP: '',
        selector: { a: 'b' },
        ports: [
          { name: 'h', port: 80, targetPort: 'http' },
          { name: 'd', port: 53, protocol: 'UDP' },
          { name: 'dt', port: 53 },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {},
      spec: {
        type: 'LoadBalancer',
        allocateLoadBalancerNodePorts: true,
        clusterIP: '10.1.1.1',
        clusterIPs: ['10.1.1.1'],
        externalTrafficPolicy: 'Cluster',
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        sessionAffinity: 'None',
        selector: { a: 'b' },
        ports: [
          { name: 'd', port: 53, protocol: 'UDP', targetPort: 53, nodePort: 30001 },
          { name: 'dt', port: 53, protocol: 'TCP', targetPort: 53, nodePort: 30002 },
          { name: 'h', port: 80, protocol: 'TCP', targetPort: 'http', nodePort: 30003 },
        ],
      },
      status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
    },
  ],
  [
    'a Service whose selector is empty',
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { selector: {}, ports: [] } },
    { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { type: 'ClusterIP' } },
  ],
  [
    'a selector with more labels',
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { selector: { a: 'b' } } },
    { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { type: 'ClusterIP', selector: { a: 'b', c: 'd' } } },
    ['spec.selector.c key_added'],
  ],
  [
    'an autoscaler of another version',
    {
      apiVersion: 'autoscaling/v2beta2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
      spec: {
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
        metrics: [
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1024Mi' } } },
        ],
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: {},
      spec: {
        minReplicas: 1,
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
        metrics: [
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
        ],
      },
      status: {},
    },
  ],
  [
    'a ClusterRoleBinding',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'x' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'r' },
      subjects: [
        { kind: 'ServiceAccount', name: 's', namespace: 'n' },
        { kind: 'User', name: 'u' },
        { kind: 'Group', name: 'g' },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: {},
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'r' },
      subjects: [
        { kind: 'ServiceAccount', name: 's', namespace: 'n' },
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'u' },
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'g' },
      ],
    },
  ],
  [
    'a PersistentVolumeClaim',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1000Mi' } } },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1000Mi' } },
        storageClassName: 'gp2',
        volumeMode: 'Filesystem',
        volumeName: 'pvc-1',
      },
      status: { phase: 'Bound', capacity: { storage: '1Gi' } },
    },
  ],
  [
    'a Namespace',
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' }, spec: {}, status: {} },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { labels: { 'kubernetes.io/metadata.name': 'x' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
  ],
  [
    'a CustomResourceDefinition',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'x', creationTimestamp: null },
      spec: {
        group: 'g',
        names: { kind: 'A', plural: 'as' },
        scope: 'Namespaced',
        preserveUnknownFields: false,
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { status: { type: 'object' }, labels: { type: 'object' } },
              },
            },
            subresources: { status: {} },
            additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: '.x', priority: 0 }],
          },
        ],
      },
      status: { acceptedNames: { kind: '', plural: '' }, conditions: [], storedVersions: [] },
    },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {},
      spec: {
        conversion: { strategy: 'None' },
        group: 'g',
        names: { kind: 'A', plural: 'as', listKind: 'AList', singular: 'a' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { status: { type: 'object' }, labels: { type: 'object' } },
              },
            },
            subresources: { status: {} },
            additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: '.x' }],
          },
        ],
      },
      status: { conditions: [{}] },
    },
  ],
  [
    'an Ingress',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'x' },
      spec: {
        tls: [],
        rules: [
          {
            host: 'a',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }],
            },
          },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {},
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'a',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }],
            },
          },
        ],
      },
      status: { loadBalancer: {} },
    },
  ],
  [
    'a PodDisruptionBudget of another version',
    {
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'x' },
      spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: {},
      spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
      status: {},
    },
  ],
  [
    'a budget for all pods and one for some',
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'x' }, spec: { selector: {} } },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: {},
      spec: { selector: { matchLabels: { a: 'b' } } },
    },
    ['spec.selector.matchLabels key_added'],
  ],
  [
    'a DaemonSet',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'x' },
      spec: {
        updateStrategy: { type: 'RollingUpdate' },
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: {
            hostNetwork: true,
            serviceAccountName: 'sa',
            tolerations: [{ operator: 'Exists' }],
            priorityClassName: 'p',
            volumes: [
              { name: 'h', hostPath: { path: '/x' } },
              { name: 'c', configMap: { name: 'c', defaultMode: 420, items: [{ key: 'a', path: 'b' }] } },
              { name: 'p', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
              { name: 'd', downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] } },
            ],
            containers: [
              {
                name: 'c',
                image: 'i',
                ports: [{ containerPort: 9100 }],
                livenessProbe: { httpGet: { port: 9100 } },
                env: [{ name: 'N', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
                securityContext: { capabilities: { drop: ['ALL'] } },
                resources: { limits: { cpu: 1 } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { annotations: { 'deprecated.daemonset.template.generation': '1' } },
      spec: {
        revisionHistoryLimit: 10,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { creationTimestamp: null, labels: { a: 'b' } },
          spec: {
            ...podLive,
            hostNetwork: true,
            serviceAccount: 'sa',
            serviceAccountName: 'sa',
            tolerations: [{ operator: 'Exists' }],
            priorityClassName: 'p',
            volumes: [
              { name: 'h', hostPath: { path: '/x', type: '' } },
              { name: 'c', configMap: { name: 'c', defaultMode: 420, items: [{ key: 'a', path: 'b' }] } },
              {
                name: 'p',
                projected: {
                  defaultMode: 420,
                  sources: [{ serviceAccountToken: { expirationSeconds: 3600, path: 't' } }],
                },
              },
              {
                name: 'd',
                downwardAPI: {
                  defaultMode: 420,
                  items: [{ path: 'l', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }],
                },
              },
            ],
            containers: [
              {
                name: 'c',
                image: 'i',
                ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'TCP' }],
                livenessProbe: {
                  httpGet: { path: '/', port: 9100, scheme: 'HTTP' },
                  timeoutSeconds: 1,
                  periodSeconds: 10,
                  successThreshold: 1,
                  failureThreshold: 3,
                },
                env: [{ name: 'N', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } }],
                ...cLive,
                securityContext: { capabilities: { drop: ['ALL'] } },
                resources: { limits: { cpu: '1' }, requests: { cpu: '1' } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'a webhook with its injected bundle',
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'x' },
      webhooks: [
        {
          name: 'a',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { caBundle: 'Cg==', service: { name: 's', namespace: 'n' } },
          rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
        },
      ],
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: {},
      webhooks: [
        {
          name: 'a',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { caBundle: 'LS0t', service: { name: 's', namespace: 'n', port: 443 } },
          failurePolicy: 'Fail',
          matchPolicy: 'Equivalent',
          namespaceSelector: {},
          objectSelector: {},
          timeoutSeconds: 10,
          rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: '*' }],
        },
      ],
    },
  ],
  [
    'a StorageClass',
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'x' },
      provisioner: 'p',
      parameters: { type: 'gp3' },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {},
      provisioner: 'p',
      parameters: { type: 'gp3' },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    },
  ],
  [
    'a LimitRange',
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'x' },
      spec: { limits: [{ type: 'Container', max: { cpu: 1 } }] },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: {},
      spec: { limits: [{ type: 'Container', max: { cpu: '1' }, default: { cpu: '1' }, defaultRequest: { cpu: '1' } }] },
    },
  ],
  [
    'another limit',
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'x' },
      spec: { limits: [{ type: 'Container', max: { cpu: 1 } }] },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: {},
      spec: { limits: [{ type: 'Container', max: { cpu: '2' } }] },
    },
    ['spec.limits[0].max.cpu value_changed'],
  ],
  [
    'a Deployment full of empty blocks',
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x', creationTimestamp: null },
      spec: {
        strategy: {},
        template: {
          metadata: { creationTimestamp: null },
          spec: { containers: [{ name: 'c', image: 'i', resources: {} }], volumes: null },
        },
      },
      status: {},
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {},
      spec: {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: {
          metadata: { creationTimestamp: null },
          spec: { ...podLive, containers: [{ name: 'c', image: 'i', ...cLive }] },
        },
      },
    },
  ],
  [
    'a Deployment that is recreated',
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x' },
      spec: { strategy: { type: 'Recreate' }, template: { spec: { containers: [{ name: 'c', image: 'i' }] } } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {},
      spec: {
        strategy: { type: 'Recreate' },
        template: { metadata: {}, spec: { containers: [{ name: 'c', image: 'i', ...cLive }] } },
      },
    },
  ],
  [
    'a label in another case',
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', labels: { A: 'b' } } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } } },
    ['metadata.labels.A key_removed'],
  ],
  [
    'a template without labels',
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x' },
      spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'c' }] } } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {},
      spec: { template: { spec: { containers: [{ name: 'c' }] } } },
    },
  ],
];

describe('a live object and its manifest', () => {
  for (const [name, declared, live, expected = []] of ROWS) {
    it(`${expected.length === 0 ? 'say the same of' : 'differ in'} ${name}`, () => {
      expect(shortDifferences(declared, { ...live, metadata: { ...meta, ...live.metadata } }, kubernetesRules)).toEqual(
        expected,
      );
    });
  }
});
