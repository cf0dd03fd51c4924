import { describe, expect, it } from 'vitest';
import { kubernetesRules } from '../../../src/drift/cloud/index.js';
import { explainConfigs } from '../../../src/drift/compare/compare-configs.js';
import { driftRules } from '../../../src/drift/rules.js';
import { orThrow } from '../../../src/prelude.js';
import { shortDifferences } from '../compare/differences.js';

const differences = (desired: unknown, actual: unknown) => shortDifferences(desired, actual, kubernetesRules);

const object = (apiVersion: string, kind: string) => (fields: object) => ({ apiVersion, kind, ...fields });
const deployment = (container: object, pod: object = {}) =>
  object(
    'apps/v1',
    'Deployment',
  )({
    spec: { template: { spec: { containers: [{ name: 'web', image: 'web:1', ...container }], ...pod } } },
  });
const CONTAINER = 'spec.template.spec.containers[0]';
const service = (spec: object) => object('v1', 'Service')({ spec });
const policy = (spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy')({ spec });
const role = (rules: readonly object[]) => object('rbac.authorization.k8s.io/v1', 'Role')({ rules });

describe('lists with keys', () => {
  it.each([
    ['containers', (l: object[]) => deployment({}, { containers: l }), ['name']],
    ['environment', (l: object[]) => deployment({ env: l }), ['name']],
    ['ports of a container', (l: object[]) => deployment({ ports: l }), ['containerPort', 'protocol']],
    ['mounts', (l: object[]) => deployment({ volumeMounts: l }), ['mountPath']],
    ['volumes', (l: object[]) => deployment({}, { volumes: l }), ['name']],
    ['pull secrets', (l: object[]) => deployment({}, { imagePullSecrets: l }), ['name']],
    ['host aliases', (l: object[]) => deployment({}, { hostAliases: l }), ['ip']],
    [
      'spread constraints',
      (l: object[]) => deployment({}, { topologySpreadConstraints: l }),
      ['topologyKey', 'whenUnsatisfiable'],
    ],
    ['ports of a Service', (l: object[]) => service({ ports: l }), ['port', 'protocol']],
    [
      'webhooks',
      (l: object[]) => object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration')({ webhooks: l }),
      ['name'],
    ],
  ])('%s are told apart by them, in any order', (_, of, keys) => {
    const element = (n: number, more = {}) => ({
      ...Object.fromEntries(keys.map((key) => [key, key.includes('ort') ? n : `k${n}`])),
      ...more,
    });
    const [one, two, three] = [element(1, { x: 'a' }), element(2, { x: 'b' }), element(3, { x: 'c' })];
    expect(differences(of([one, two, three]), of([three, one, two]))).toEqual([]);
    expect(differences(of([one, two]), of([{ ...two, x: 'z' }, one]))).toEqual([
      expect.stringMatching(/\[1\]\.x value_changed$/),
    ]);
    expect(differences(of([one, two]), of([two]))).toEqual([expect.stringMatching(/\[0\] key_removed$/)]);
    expect(differences(of([one]), of([two, one]))).toEqual([expect.stringMatching(/\[0\] key_added$/)]);
  });

  it('count a protocol that is not given as TCP', () => {
    expect(
      differences(
        deployment({ ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] }),
        deployment({
          ports: [
            { containerPort: 53, protocol: 'UDP' },
            { containerPort: 53, protocol: 'TCP' },
          ],
        }),
      ),
    ).toEqual([]);
    expect(
      differences(service({ ports: [{ port: 53 }] }), service({ ports: [{ port: 53, protocol: 'UDP' }] })),
    ).toEqual(['spec.ports[0] key_removed', 'spec.ports[0] key_added']);
  });

  it('keep their order where the order is the order of work', () => {
    const of = (...names: string[]) =>
      deployment({}, { initContainers: names.map((name) => ({ name, image: `${name}:1` })) });
    expect(differences(of('a', 'b'), of('b', 'a'))).not.toEqual([]);
    expect(differences(of('a', 'b'), of('x', 'a', 'b'))).toEqual(['spec.template.spec.initContainers[0] key_added']);
    expect(differences(of('a', 'b', 'c'), of('a', 'c'))).toEqual(['spec.template.spec.initContainers[1] key_removed']);
  });
});

describe('lists in order', () => {
  it.each([
    ['command', (l: string[]) => deployment({ command: l })],
    ['args', (l: string[]) => deployment({ args: l })],
    ['a probe', (l: string[]) => deployment({ livenessProbe: { exec: { command: l } } })],
    ['verbs', (l: string[]) => role([{ apiGroups: [''], resources: ['pods'], verbs: l }])],
    ['tolerations', (l: string[]) => deployment({}, { tolerations: l.map((key) => ({ key, operator: 'Exists' })) })],
    [
      'subjects',
      (l: string[]) =>
        object('rbac.authorization.k8s.io/v1', 'RoleBinding')({ subjects: l.map((name) => ({ kind: 'User', name })) }),
    ],
    ['steps of a custom resource', (l: string[]) => object('example.com/v1', 'Rollout')({ spec: { steps: l } })],
  ])('%s', (_, of) => {
    expect(differences(of(['a', 'b']), of(['a', 'b']))).toEqual([]);
    expect(differences(of(['a', 'b']), of(['b', 'a']))).not.toEqual([]);
    expect(differences(of(['a', 'b']), of(['b']))).toHaveLength(1);
  });
});

describe('what users write', () => {
  it.each([
    ['labels', (text: unknown) => object('v1', 'Pod')({ metadata: { labels: { a: text } } })],
    ['annotations', (text: unknown) => object('v1', 'Pod')({ metadata: { annotations: { a: text } } })],
    ['data', (text: unknown) => object('v1', 'ConfigMap')({ data: { a: text } })],
    ['the environment', (text: unknown) => deployment({ env: [{ name: 'A', value: text }] })],
    ['arguments', (text: unknown) => deployment({ args: [text] })],
    ['a node selector', (text: unknown) => deployment({}, { nodeSelector: { a: text } })],
    ['the selector of a Service', (text: unknown) => service({ selector: { a: text } })],
  ])('%s are compared to the letter', (_, of) => {
    for (const [left, right] of [
      ['Prod', 'prod'],
      ['1', 1],
      ['true', true],
      ['true', 'True'],
      ['1', '1.0'],
      ['10.0.0.1/24', '10.0.0.0/24'],
      ['{"a":1}', '{ "a": 1 }'],
      ['a', 'a '],
    ])
      expect(differences(of(left), of(right)), `${String(left)} and ${String(right)}`).toHaveLength(1);
    expect(differences(of('1'), of('1'))).toEqual([]);
  });

  it('an empty text is a value in a map of texts, and none in a field', () => {
    const labels = (all: object) => object('v1', 'Pod')({ metadata: { labels: all } });
    expect(differences(labels({ a: '' }), labels({}))).toEqual(['metadata.labels.a key_removed']);
    expect(differences(labels({}), object('v1', 'Pod')({ metadata: {} }))).toEqual([]);
    expect(differences(deployment({ env: [{ name: 'A', value: '' }] }), deployment({ env: [{ name: 'A' }] }))).toEqual(
      [],
    );
    expect(differences(deployment({ args: ['a', ''] }), deployment({ args: ['a'] }))).toHaveLength(1);
  });
});

describe('quantities', () => {
  it.each([
    ['1', '1000m'],
    [1, '1'],
    ['0.5', '500m'],
    [0.5, '500m'],
    ['1Gi', '1024Mi'],
    ['1000M', '1G'],
    ['1e3', '1k'],
    ['1024', '1Ki'],
  ])('%s is %s', (left, right) => {
    for (const of of [
      (q: unknown) => deployment({ resources: { limits: { cpu: q }, requests: { memory: q } } }),
      (q: unknown) => object('v1', 'ResourceQuota')({ spec: { hard: { 'requests.cpu': q } } }),
      (q: unknown) => deployment({}, { volumes: [{ name: 'v', emptyDir: { sizeLimit: q } }] }),
    ])
      expect(differences(of(left), of(right))).toEqual([]);
  });

  it.each([
    ['1G', '1Gi'],
    ['1m', '1M'],
    ['1', '2'],
  ])('%s is not %s', (left, right) => {
    expect(
      differences(
        deployment({ resources: { limits: { cpu: left } } }),
        deployment({ resources: { limits: { cpu: right } } }),
      ),
    ).toEqual([`${CONTAINER}.resources.limits.cpu value_changed`]);
  });
});

describe('what stands in the place of a quantity', () => {
  it('and is none is compared as it is', () => {
    const limits = (more: object) => object('v1', 'LimitRange')({ spec: { limits: [{ type: 'Pod', ...more }] } });
    expect(differences(limits({ max: { cpu: 1 } }), limits({ max: { cpu: '2' } }))).toEqual([
      'spec.limits[0].max.cpu value_changed',
    ]);
    expect(differences(limits({ max: { cpu: 1 } }), limits({ max: { cpu: '1000m' } }))).toEqual([]);
    expect(differences(limits({ type: 'Pod' }), limits({ type: 'Container' }))).toEqual([
      'spec.limits[0].type value_changed',
    ]);
  });
});

describe('what means everything', () => {
  const allow = { from: [{ podSelector: {} }] };
  it.each([
    ['no rule and a rule for all', policy({ ingress: [] }), policy({ ingress: [{}] })],
    ['a rule for all and none', policy({ ingress: [{}] }), policy({ ingress: [] })],
    ['a rule for all and a narrower one', policy({ ingress: [{}] }), policy({ ingress: [allow] })],
    ['a rule for all beside another', policy({ ingress: [allow] }), policy({ ingress: [allow, {}] })],
    ['all pods and some', policy({ podSelector: {} }), policy({ podSelector: { matchLabels: { a: 'b' } } })],
    [
      'all namespaces and one',
      policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] }),
      policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: 'b' } } }] }] }),
    ],
    [
      'a peer of all namespaces and one of none',
      policy({ ingress: [{ from: [{ podSelector: {} }] }] }),
      policy({ ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }] }] }),
    ],
    ['no egress and all', policy({ podSelector: {} }), policy({ podSelector: {}, egress: [{}] })],
    [
      'all ports and TCP alone',
      policy({ ingress: [{ from: [] }] }),
      policy({ ingress: [{ ports: [{ protocol: 'TCP' }] }] }),
    ],
    [
      'a rule for all pods, by another field',
      role([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      role([{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['x'] }]),
    ],
    [
      'no issuer and a self-signed one',
      object('cert-manager.io/v1', 'Issuer')({ spec: { selfSigned: {} } }),
      object('cert-manager.io/v1', 'Issuer')({ spec: {} }),
    ],
  ])('%s differ', (_, left, right) => {
    expect(differences(left, right)).not.toEqual([]);
  });

  it('the defaults of a rule do not count', () => {
    expect(
      differences(
        policy({ ingress: [{ ports: [{ port: 80 }] }] }),
        policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] }),
      ),
    ).toEqual([]);
    expect(
      differences(
        deployment({}, { volumes: [{ name: 'v' }] }),
        deployment({}, { volumes: [{ name: 'v', emptyDir: {} }] }),
      ),
    ).toEqual([]);
  });
});

describe('what the server writes', () => {
  it('is no difference', () => {
    const live = {
      metadata: {
        name: 'w',
        uid: 'u',
        resourceVersion: '5',
        generation: 3,
        creationTimestamp: '2026-01-01T00:00:00Z',
        managedFields: [{}],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'deployment.kubernetes.io/revision': '4',
        },
        finalizers: ['b', 'a'],
        ownerReferences: [{ uid: '1' }],
      },
      status: { replicas: 2 },
    };
    const declared = {
      metadata: {
        name: 'w',
        uid: 'other',
        creationTimestamp: null,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        finalizers: ['a'],
      },
      status: { replicas: 1 },
    };
    expect(differences(object('apps/v1', 'Deployment')(declared), object('apps/v1', 'Deployment')(live))).toEqual([]);
  });

  it('is no difference below a pod, which gets a token and tolerations', () => {
    const pod = (spec: object) => object('v1', 'Pod')({ spec });
    const token = { name: 'kube-api-access-x', projected: {} };
    const mounts = [{ name: 'kube-api-access-x', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }];
    const declared = {
      volumes: [{ name: 'v' }],
      tolerations: [{ key: 'a' }],
      containers: [{ name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
    };
    const live = {
      volumes: [{ name: 'v', emptyDir: {} }, token],
      tolerations: [{ key: 'a' }, { key: 'node.kubernetes.io/not-ready' }],
      containers: [{ name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }, ...mounts] }],
    };
    expect(differences(pod(declared), pod(live))).toEqual([]);
  });

  it('is what it assigns where the declaration leaves it open', () => {
    expect(
      differences(
        service({ clusterIP: '', ports: [{ port: 1, nodePort: 0 }] }),
        service({ clusterIP: '10.0.0.1', ports: [{ port: 1, nodePort: 30_000 }] }),
      ),
    ).toEqual([]);
    expect(differences(service({ clusterIP: 'None' }), service({ clusterIP: '10.0.0.1' }))).toEqual([
      'spec.clusterIP value_changed',
    ]);
  });

  it('is the version of a group, but not another group', () => {
    const of = (apiVersion: string) => ({ apiVersion, kind: 'HorizontalPodAutoscaler' });
    expect(differences(of('autoscaling/v2beta2'), of('autoscaling/v2'))).toEqual([]);
    expect(differences(of('autoscaling/v2'), of('apps/v1'))).toEqual(['apiVersion value_changed']);
    expect(differences({ apiVersion: 'v1' }, { apiVersion: 'v2' })).toEqual([]);
  });

  it('is the rules of a role that gathers those of others', () => {
    const gathering = (rules: readonly object[]) =>
      object('rbac.authorization.k8s.io/v1', 'ClusterRole')({ aggregationRule: { clusterRoleSelectors: [] }, rules });
    expect(differences(gathering([]), gathering([{ verbs: ['*'] }]))).toEqual([]);
    expect(differences(role([]), role([{ verbs: ['*'] }]))).toEqual(['rules[0] key_added']);
  });

  it('is the data that it makes of stringData, which is compared as such', () => {
    const secret = (fields: object) => object('v1', 'Secret')(fields);
    expect(
      differences(
        secret({ stringData: { a: 'grün' }, data: { b: 'eA==' } }),
        secret({ data: { a: 'Z3LDvG4=', b: 'eA==' }, type: 'Opaque' }),
      ),
    ).toEqual([]);
    expect(differences(secret({ stringData: { a: 'x' } }), secret({ data: { a: 'eQ==' } }))).toEqual([
      'data.a value_changed',
    ]);
    expect(differences(secret({ stringData: { a: 'x' } }), secret({ data: {} }))).toEqual(['data.a key_removed']);
  });
});

describe('what nobody declared', () => {
  it.each([
    [
      'privileges',
      deployment({}),
      deployment({ securityContext: { privileged: true } }),
      [`${CONTAINER}.securityContext.privileged key_added`],
    ],
    [
      'capabilities',
      deployment({}),
      deployment({ securityContext: { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } } }),
      [`${CONTAINER}.securityContext.capabilities.add key_added`],
    ],
    [
      'the network of the host',
      deployment({}),
      deployment({}, { hostNetwork: true }),
      ['spec.template.spec.hostNetwork key_added'],
    ],
    [
      'a folder of the host',
      deployment({}),
      deployment({}, { volumes: [{ name: 'h', hostPath: { path: '/' } }] }),
      ['spec.template.spec.volumes[0].hostPath key_added'],
    ],
    ['a public Service', service({ ports: [] }), service({ type: 'LoadBalancer' }), ['spec.type key_added']],
    [
      'subjects',
      object('rbac.authorization.k8s.io/v1', 'RoleBinding')({}),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding')({ subjects: [{ kind: 'User', name: 'x' }] }),
      ['subjects key_added'],
    ],
    [
      'a webhook that lets everything through',
      object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration')({ webhooks: [{ name: 'w' }] }),
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
      )({ webhooks: [{ name: 'w', failurePolicy: 'Ignore' }] }),
      ['webhooks[0].failurePolicy key_added'],
    ],
  ])('%s are reported', (_, desired, actual, expected) => {
    expect(differences(desired, actual)).toEqual(expected);
  });

  it('the rest and what is safe is not', () => {
    expect(
      differences(
        deployment({}),
        deployment(
          { securityContext: { privileged: false, runAsUser: 5 }, resources: { requests: { cpu: 1 } } },
          { hostNetwork: false, hostPID: false },
        ),
      ),
    ).toEqual([]);
    expect(
      differences(
        service({ ports: [{ port: 1 }] }),
        service({ type: 'ClusterIP', ports: [{ port: 1, targetPort: 1 }] }),
      ),
    ).toEqual([]);
  });

  it('can be asked for', () => {
    const { ignoredByRule } = orThrow(
      explainConfigs(
        deployment({}),
        deployment({ tty: false }, { dnsPolicy: 'ClusterFirst' }),
        orThrow(driftRules(kubernetesRules)),
      ),
    );
    expect(ignoredByRule).toEqual({ declared_only: 2 });
  });
});

describe('other groups', () => {
  it('do not get the rules of a kind that has the same name', () => {
    const knative = object('serving.knative.dev/v1', 'Service');
    expect(differences(knative({ spec: {} }), knative({ spec: { type: 'LoadBalancer' } }))).toEqual([]);
    expect(differences(knative({ spec: { sessionAffinity: 'None' } }), knative({ spec: {} }))).toEqual([
      'spec.sessionAffinity key_removed',
    ]);
  });

  it('or of an older version', () => {
    const hooks = (version: string, failurePolicy?: string) =>
      object(
        `admissionregistration.k8s.io/${version}`,
        'MutatingWebhookConfiguration',
      )({ webhooks: [{ name: 'w', ...(failurePolicy && { failurePolicy }) }] });
    expect(differences(hooks('v1beta1'), hooks('v1beta1', 'Ignore'))).toEqual([]);
    expect(differences(hooks('v1'), hooks('v1', 'Ignore'))).toHaveLength(1);
    expect(differences(hooks('v1beta1'), hooks('v1beta1', 'Fail'))).toHaveLength(1);
  });
});
