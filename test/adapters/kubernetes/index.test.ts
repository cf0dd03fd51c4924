import { describe, expect, it } from 'vitest';
import {
  type KubernetesObject,
  lastAppliedConfiguration,
  type ManifestSource,
  pairKubernetesResources,
  readKubernetesManifests,
  withoutManagers,
} from '../../../src/adapters/kubernetes/index.js';
import { memoryDriftPorts } from '../../../src/adapters/memory/index.js';
import { kubernetesRules } from '../../../src/drift/cloud/index.js';
import { compareThreeWay, DriftDetector, driftRules } from '../../../src/drift/index.js';
import { E, orThrow } from '../../../src/prelude.js';

const read = (source: ManifestSource) => orThrow(readKubernetesManifests(source));
const refusal = (source: unknown): string => {
  const outcome = readKubernetesManifests(source as ManifestSource);
  return E.isLeft(outcome) ? outcome.left.message : 'read';
};
const manifest = (kind: string, name: string, more: object = {}) => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name },
  ...more,
});

describe('manifests', () => {
  it('are the documents of a YAML text, with the line of each', () => {
    const text =
      '# rendered\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\n# nothing\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: b, namespace: shop }\n';
    expect(
      read(text).map(({ kind, name, namespace, place }) => [kind, name, namespace, place.document, place.line]),
    ).toEqual([
      ['ConfigMap', 'a', undefined, 1, 3],
      ['Deployment', 'b', 'shop', 3, 10],
    ]);
  });

  it.each([
    [
      'a list of the server',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [manifest('Pod', 'a'), manifest('Pod', 'b')] }),
    ],
    [
      'a list of one kind, whose elements do not repeat it',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'PodList',
        items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
      }),
    ],
    ['several JSON documents', `${JSON.stringify(manifest('Pod', 'a'))}\n---\n${JSON.stringify(manifest('Pod', 'b'))}`],
    [
      'bytes with a mark',
      new TextEncoder().encode(
        `\ufeff${JSON.stringify(manifest('Pod', 'a'))}\n---\n${JSON.stringify(manifest('Pod', 'b'))}`,
      ),
    ],
    [
      'files',
      [
        { name: 'a.yaml', content: JSON.stringify(manifest('Pod', 'a')) },
        { name: 'b.yaml', content: new TextEncoder().encode(JSON.stringify(manifest('Pod', 'b'))) },
      ],
    ],
  ])('are %s', (_, source) => {
    expect(read(source).map(({ apiVersion, kind, name }) => [apiVersion, kind, name])).toEqual([
      ['v1', 'Pod', 'a'],
      ['v1', 'Pod', 'b'],
    ]);
  });

  it('are read as kubectl reads YAML', () => {
    const [{ configuration }] = read(`apiVersion: v1
kind: ConfigMap
metadata: { name: a }
base: &base { a: 1, b: 2 }
merged: { <<: *base, b: 3 }
yes: [yes, No, on, OFF, y, n, true, "yes", 'on']
numbers: [0644, 0o644, 0x1F, 1_000, 0b101, 1e3, .5, -7, 08, 9007199254740993, 1:30]
texts: [2024-01-01, 1.2.3, ~, null, ~x, "0644"]
__proto__: { polluted: true }
block: |
  a: "{{ x }}"
`) as [KubernetesObject];
    expect(configuration).toMatchObject({
      merged: { a: 1, b: 3 },
      true: [true, false, true, false, true, false, true, 'yes', 'on'],
      numbers: [420, 420, 31, 1000, 5, 1000, 0.5, -7, 8, 9_007_199_254_740_993n, '1:30'],
      texts: ['2024-01-01', '1.2.3', null, null, '~x', '0644'],
      block: 'a: "{{ x }}"\n',
    });
    expect(Object.hasOwn(configuration, '__proto__')).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    ['a key twice', 'apiVersion: v1\nkind: A\nkind: B', /line 3 \(document 1\): duplicated mapping key/],
    ['a document that is broken', 'apiVersion: v1\nkind: A\n---\nb: {', /line 4 \(document 2\)/],
    [
      'a document without a kind',
      [{ name: 'x.yaml', content: 'apiVersion: v1\nkind: A\n---\nfoo: 1' }],
      /"x\.yaml" cannot be read at line 4 \(document 2\): expected an object with apiVersion and kind, got \{foo\}/,
    ],
    ['a list', '[1]', /got a list of 1/],
    ['JSON that is cut off', '{"apiVersion": "v1",', /line 1/],
    ['an anchor that is not there', 'a: *b', /unidentified alias/],
    [
      'a refusal of the server',
      '{"apiVersion":"v1","kind":"Status","message":"pods is forbidden"}',
      /answer of the server.*pods is forbidden/,
    ],
    [
      'a name that is no text',
      'apiVersion: v1\nkind: A\nmetadata: { name: 5 }',
      /metadata\.name is 5; expected a text/,
    ],
    ['bytes that are not UTF-8', new Uint8Array([0xff, 0xfe]), /not UTF-8/],
    ['a number', 5, /expected a text, its bytes, or a list/],
    ['files without a name', [{ content: 'a' }], /expected \{ name, content \}/],
    ['a file without content', [{ name: 'a' }], /expected a text/],
    ['nothing', undefined, /expected a text/],
  ])('that are %s are refused with their place', (_, source, message) => {
    expect(refusal(source)).toMatch(message);
  });

  it.each([
    ['brackets', '['.repeat(300_000)],
    ['braces of JSON', '{"a":'.repeat(100_000)],
    ['lists in lists', '- '.repeat(300_000)],
    ['an anchor in itself', 'apiVersion: v1\nkind: A\na: &a [*a]'],
    [
      'anchors that double 40 times',
      `${Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]`).join('\n')}\napiVersion: v1\nkind: A`,
    ],
    [
      'merges of merges',
      `${Array.from({ length: 3000 }, (_, i) => `a${i}: &a${i} { k${i}: 1${i === 0 ? '' : `, <<: *a${i - 1}`} }`).join('\n')}\napiVersion: v1\nkind: A`,
    ],
    ['digits', `a: ${'9'.repeat(300_000)}`],
  ])('that hold too many %s are refused', (_, text) => {
    expect(refusal(text)).toMatch(/cannot be read at line/);
  });
});

const paired = (desired: readonly object[], actual: readonly object[], more: object = {}) =>
  pairKubernetesResources(
    read(JSON.stringify({ kind: 'List', items: desired })),
    read(JSON.stringify({ kind: 'List', items: actual })),
    { tenantId: 't', ...more },
  );

describe('pairs', () => {
  it('are of one group, kind, namespace and name, whatever the version', () => {
    const autoscaler = (version: string, namespace?: string) => ({
      apiVersion: `autoscaling/${version}`,
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', ...(namespace && { namespace }) },
    });
    const { resources } = orThrow(
      paired([autoscaler('v2beta2')], [autoscaler('v2', 'shop'), autoscaler('v2', 'other')], { namespace: 'shop' }),
    );
    expect(
      resources.map(({ resourceId, desired, actual }) => [resourceId, desired !== undefined, actual !== undefined]),
    ).toEqual([
      ['autoscaling/HorizontalPodAutoscaler/other/web', false, true],
      ['autoscaling/HorizontalPodAutoscaler/shop/web', true, true],
    ]);
    const ingress = (apiVersion: string) => ({ apiVersion, kind: 'Ingress', metadata: { name: 'web' } });
    expect(orThrow(paired([ingress('extensions/v1beta1')], [ingress('networking.k8s.io/v1')])).resources).toHaveLength(
      1,
    );
    expect(orThrow(paired([ingress('a.example/v1')], [ingress('b.example/v1')])).resources).toHaveLength(2);
  });

  it('have no namespace where the kind belongs to the cluster', () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r', namespace: 'by-mistake' },
    };
    const custom = { apiVersion: 'example.com/v1', kind: 'Cluster', metadata: { name: 'c' } };
    expect(
      orThrow(paired([role, custom], [{ ...role, metadata: { name: 'r' } }, custom])).resources.map(
        ({ resourceId }) => resourceId,
      ),
    ).toEqual(['example.com/Cluster/c', 'rbac.authorization.k8s.io/ClusterRole/r']);
  });

  it('leave out, and count, what is not declared because the cluster made it', () => {
    const owned = {
      ...manifest('Pod', 'web-1'),
      metadata: { name: 'web-1', ownerReferences: [{ kind: 'ReplicaSet', controller: true }] },
    };
    const hook = { ...manifest('Pod', 'test'), metadata: { name: 'test', annotations: { 'helm.sh/hook': 'test' } } };
    const generated = { ...manifest('Pod', ''), metadata: { generateName: 'run-' } };
    const made = [
      manifest('ServiceAccount', 'default'),
      manifest('ConfigMap', 'kube-root-ca.crt'),
      manifest('Secret', 'release', { type: 'helm.sh/release.v1' }),
      manifest('Endpoints', 'web'),
    ];
    const { resources, leftOut } = orThrow(
      paired(
        [hook, generated, manifest('Endpoints', 'own')],
        [owned, ...made, manifest('Endpoints', 'own'), manifest('ConfigMap', 'left')],
      ),
    );
    expect(resources.map(({ resourceId }) => resourceId)).toEqual(['ConfigMap/default/left', 'Endpoints/default/own']);
    expect(leftOut).toEqual([
      { resourceId: 'ConfigMap/default/kube-root-ca.crt', reason: 'made_by_the_cluster' },
      { resourceId: 'Endpoints/default/web', reason: 'made_by_the_cluster' },
      { resourceId: 'Pod/default/run-*', reason: 'generated' },
      { resourceId: 'Pod/default/test', reason: 'hook' },
      { resourceId: 'Pod/default/web-1', reason: 'controlled' },
      { resourceId: 'Secret/default/release', reason: 'made_by_the_cluster' },
      { resourceId: 'ServiceAccount/default/default', reason: 'made_by_the_cluster' },
    ]);
  });

  it('are refused where one object is declared twice', () => {
    const twice = pairKubernetesResources(
      read(
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: default}',
      ),
      [],
      { tenantId: 't' },
    );
    expect(E.isLeft(twice) && twice.left.message).toMatch(
      /line 5 \(document 2\): "Pod\/default\/a" is declared twice, first at line 1/,
    );
    expect(pairKubernetesResources(5 as never, [], { tenantId: 't' })._tag).toBe('Left');
  });

  it('show no data of a Secret, neither in records of fields nor of the whole', async () => {
    const secret = (data: object) =>
      manifest('Secret', 's', {
        data,
        metadata: {
          name: 's',
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(data) },
        },
      });
    for (const [desired, actual] of [
      [[secret({ k: 'cGFzc29uZQ==' })], [secret({ k: 'cGFzc3R3bw==' })]],
      [[], [secret({ k: 'cGFzc3R3bw==' })]],
      [[secret({ k: 'cGFzc29uZQ==' })], []],
    ] as const) {
      const { resources } = orThrow(paired(desired, actual));
      const detector = new DriftDetector(memoryDriftPorts({ resources, now: new Date(0) }), {
        rules: orThrow(driftRules(kubernetesRules)),
      });
      const { drifts } = await orThrow(detector.scanTenantResources('t'));
      expect(drifts).toHaveLength(1);
      expect(JSON.stringify(drifts)).not.toMatch(/cGFzc/);
    }
  });
});

const fields = {
  'f:spec': {
    '.': {},
    'f:replicas': {},
    'f:template': {
      'f:spec': {
        'f:containers': {
          'k:{"name":"web"}': {
            '.': {},
            'f:name': {},
            'f:image': {},
            'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:name': {} } },
          },
        },
      },
    },
  },
  'f:metadata': { 'f:finalizers': { 'v:"a"': {} } },
};
const live = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    finalizers: ['a', 'b'],
    labels: { x: 'y' },
    managedFields: [
      { manager: 'ci', operation: 'Apply', fieldsV1: fields },
      { manager: 'hpa', operation: 'Update', subresource: 'scale', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      {
        manager: 'mesh',
        operation: 'Update',
        fieldsV1: {
          'f:spec': {
            'f:template': {
              'f:spec': { 'f:containers': { 'k:{"name":"proxy"}': { '.': {}, 'f:name': {}, 'f:image': {} } } },
            },
          },
        },
      },
    ],
  },
  spec: {
    replicas: 6,
    paused: false,
    template: {
      spec: {
        containers: [
          { name: 'proxy', image: 'p:1' },
          {
            name: 'web',
            image: 'w:1',
            imagePullPolicy: 'Always',
            ports: [{ containerPort: 80, name: 'http', protocol: 'TCP' }],
          },
        ],
      },
    },
  },
};

describe('what was last applied', () => {
  it('is the annotation of kubectl', () => {
    const applied = { kind: 'Pod', metadata: { name: 'a' } };
    const object = {
      ...live,
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) } },
    };
    expect(lastAppliedConfiguration(object)).toEqual(applied);
  });

  it('is what the managers that apply own, with the values of now', () => {
    const container = { name: 'web', image: 'w:1', ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] };
    expect(lastAppliedConfiguration(live)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', finalizers: ['a'] },
      spec: { replicas: 6, template: { spec: { containers: [container] } } },
    });
    expect(lastAppliedConfiguration(live, { managers: ['hpa'] })).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 6 },
    });
  });

  it('is the third side of a comparison', () => {
    const desired = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', finalizers: ['a'] },
      spec: {
        template: {
          spec: { containers: [{ name: 'web', image: 'w:2', ports: [{ containerPort: 80, name: 'http' }] }] },
        },
      },
    };
    const found = orThrow(
      compareThreeWay(lastAppliedConfiguration(live), desired, live, orThrow(driftRules(kubernetesRules))),
    );
    expect(found.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'spec.replicas removed_from_declaration',
      'spec.template.spec.containers[0] out_of_band',
      'spec.template.spec.containers[0].image not_applied',
    ]);
  });

  it('is unknown where nothing says it', () => {
    for (const object of [
      undefined,
      null,
      5,
      [],
      {},
      { metadata: 5 },
      { metadata: { managedFields: [{ manager: 5 }] } },
      { metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{' } } },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ])
      expect(lastAppliedConfiguration(object)).toBeUndefined();
  });
});

describe('the fields of managers', () => {
  it('are taken out of both sides', () => {
    const desired = {
      spec: { replicas: 2, paused: false, template: { spec: { containers: [{ name: 'web', image: 'w:1' }] } } },
    };
    const without = withoutManagers(desired, live, ['hpa', 'mesh']);
    expect(without.desired).toEqual({ spec: { ...desired.spec, replicas: undefined } });
    expect(without.live).toMatchObject({
      spec: { paused: false, template: { spec: { containers: [{ name: 'web' }] } } },
    });
    expect(live.spec.replicas).toBe(6);
    expect(withoutManagers(desired, live, ['nobody'])).toEqual({ desired, live });
    expect(withoutManagers(desired, {}, ['hpa']).desired).toEqual(desired);
  });

  it('are not compared in a scan that ignores them', () => {
    const desired = manifest('Deployment', 'web', { spec: { replicas: 2, paused: true } });
    const pathsOf = (ignoreManagers: readonly string[]) => {
      const [pair] = orThrow(paired([desired], [live], { ignoreManagers })).resources;
      return orThrow(
        new DriftDetector(memoryDriftPorts({ resources: [], now: new Date(0) }), {
          rules: orThrow(driftRules(kubernetesRules)),
        }).detectResourceDrift(pair!, pair!.desired, pair!.actual),
      ).map(({ configPath }) => configPath);
    };
    expect(pathsOf([])).toEqual(['spec.paused', 'spec.replicas']);
    expect(pathsOf(['hpa'])).toEqual(['spec.paused']);
  });

  it('name a whole element, a value and a position', () => {
    const of = (list: readonly unknown[], owned: object) =>
      withoutManagers(
        undefined,
        { l: list, metadata: { managedFields: [{ manager: 'm', fieldsV1: { 'f:l': owned } }] } },
        ['m'],
      ).live as { l: unknown };
    expect(of(['a', 'b'], { 'v:"a"': {} }).l).toEqual(['b']);
    expect(of([{ x: 1, y: 2 }, { x: 2 }], { 'i:0': { 'f:y': {} } }).l).toEqual([{ x: 1 }, { x: 2 }]);
    expect(of([{ n: 'a', y: 2 }, { n: 'b' }], { 'k:{"n":"a"}': { '.': {}, 'f:y': {} } }).l).toEqual([{ n: 'b' }]);
    expect(of([{ n: 'a', y: 2 }], { 'k:{"n":"a"}': { 'f:y': {} } }).l).toEqual([{ n: 'a' }]);
    expect(of([{ n: 'a' }], { 'k:not json': {} }).l).toEqual([{ n: 'a' }]);
  });
});
