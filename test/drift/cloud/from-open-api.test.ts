import { describe, expect, it } from 'vitest';
import { rulesFromOpenApi } from '../../../src/drift/cloud/index.js';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { E, orThrow } from '../../../src/prelude.js';

const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const SPEC = {
  type: 'object',
  properties: {
    tags: list({ type: 'string' }, { 'x-kubernetes-list-type': 'set' }),
    steps: list({ type: 'string' }),
    filters: list(
      { type: 'object', properties: { value: { type: 'string', default: 'any' } } },
      { 'x-kubernetes-list-type': 'atomic' },
    ),
    listeners: list(
      {
        type: 'object',
        properties: {
          port: { type: 'integer' },
          protocol: { type: 'string', default: 'TCP' },
          weight: { type: 'integer', default: 1 },
        },
      },
      { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'] },
    ),
    containers: list({ type: 'string' }, { 'x-kubernetes-list-type': 'atomic' }),
    size: { anyOf: [{ type: 'integer' }, { type: 'string' }], pattern: QUANTITY, 'x-kubernetes-int-or-string': true },
    port: { 'x-kubernetes-int-or-string': true },
    every: { type: 'string', format: 'duration' },
    variables: { type: 'object', additionalProperties: { type: 'string' } },
    reference: {
      type: 'object',
      'x-kubernetes-map-type': 'atomic',
      properties: { name: { type: 'string' }, kind: { type: 'string', default: 'Service' } },
    },
    mode: { type: 'string', default: 'Auto' },
    'dotted.key/x': { type: 'string', default: 'd' },
  },
};
const SCHEMA = { type: 'object', properties: { spec: SPEC } };
const definition = (schema: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'example.com',
    names: { kind: 'Gate' },
    versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }],
  },
});
const named = { ...SCHEMA, 'x-kubernetes-group-version-kind': [{ group: 'example.com', kind: 'Gate', version: 'v1' }] };
const DOCUMENTS: readonly (readonly [string, unknown])[] = [
  ['a definition', definition(SCHEMA)],
  [
    'a definition of v1beta1',
    {
      kind: 'CustomResourceDefinition',
      spec: { group: 'example.com', version: 'v1', names: { kind: 'Gate' }, validation: { openAPIV3Schema: SCHEMA } },
    },
  ],
  ['a list of definitions', { kind: 'List', items: [definition(SCHEMA)] }],
  [
    'OpenAPI 2',
    {
      swagger: '2.0',
      definitions: {
        'com.example.v1.Gate': { ...named, properties: { spec: { $ref: '#/definitions/com.example.v1.Spec' } } },
        'com.example.v1.Spec': SPEC,
      },
    },
  ],
  [
    'OpenAPI 3',
    {
      openapi: '3.0.0',
      components: {
        schemas: {
          Gate: { ...named, properties: { spec: { allOf: [{ $ref: '#/components/schemas/Spec' }], default: {} } } },
          Spec: SPEC,
        },
      },
    },
  ],
  ['a bare schema', SCHEMA],
];

describe.each(DOCUMENTS)('rules from %s', (_, document) => {
  const rules = orThrow(rulesFromOpenApi(document));
  const differences = (desired: object, actual: object) =>
    orThrow(
      compareConfigs(
        { apiVersion: 'example.com/v1', kind: 'Gate', spec: desired },
        { apiVersion: 'example.com/v1', kind: 'Gate', spec: actual },
        rules,
      ),
    ).map(({ path, driftType }) => `${path} ${driftType}`);

  it.each([
    ['a set in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    [
      'keyed elements with their defaults, in another order',
      { listeners: [{ port: 1 }, { port: 2, protocol: 'UDP' }] },
      {
        listeners: [
          { port: 2, protocol: 'UDP', weight: 1 },
          { port: 1, protocol: 'TCP', weight: 1 },
        ],
      },
    ],
    ['a default that is not stored', { mode: 'Auto' }, { size: 1 }],
    ['a default under a key with a dot and a slash', { 'dotted.key/x': 'd', size: 1 }, { size: 1 }],
    ['a quantity', { size: '1Gi' }, { size: '1024Mi' }],
    ['a number or a text', { port: '80' }, { port: 80 }],
    ['a duration', { every: '1h' }, { every: '60m0s' }],
    ['the default of a reference', { reference: { name: 'a' } }, { reference: { name: 'a', kind: 'Service' } }],
    ['elements that belong to one owner, with defaults', { filters: [{}] }, { filters: [{ value: 'any' }] }],
  ])('ignore %s', (_, desired, actual) => {
    expect(differences(desired, actual)).toEqual([]);
  });

  it.each([
    ['a list in another order', { steps: ['a', 'b'] }, { steps: ['b', 'a'] }, 2],
    ['a list whose name is keyed elsewhere', { containers: ['a', 'b'] }, { containers: ['b', 'a'] }, 2],
    ['another member of a set', { tags: ['a'] }, { tags: ['b'] }, 2],
    [
      'a keyed element that changed',
      { listeners: [{ port: 1, weight: 1 }] },
      { listeners: [{ port: 1, protocol: 'TCP', weight: 2 }] },
      1,
    ],
    ['another quantity', { size: '1G' }, { size: '1Gi' }, 1],
    ['a text of a user', { variables: { a: '1' } }, { variables: { a: 1 } }, 1],
    [
      'a field that somebody added to a reference',
      { reference: { name: 'a' } },
      { reference: { name: 'a', kind: 'Pod' } },
      1,
    ],
    ['a field that somebody added to an element of one owner', { filters: [{}] }, { filters: [{ value: 'x' }] }, 1],
    ['another value than the default', { mode: 'Auto' }, { mode: 'Off' }, 1],
  ])('report %s', (_, desired, actual, count) => {
    expect(differences(desired, actual)).toHaveLength(count);
  });
});

describe('documents', () => {
  it('that are none are refused', () => {
    for (const bad of [
      undefined,
      null,
      1,
      'x',
      {},
      [],
      { definitions: 5 },
      { items: [1] },
      { kind: 'CustomResourceDefinition' },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ]) {
      const outcome = rulesFromOpenApi(bad);
      expect(E.isLeft(outcome) && outcome.left._tag).toBe('InvalidRule');
    }
  });

  it('may refer to themselves', () => {
    const node = {
      type: 'object',
      properties: {
        child: { $ref: '#/definitions/Node' },
        other: { $ref: '#/definitions/Node' },
        mode: { type: 'string', default: 'on' },
      },
      'x-kubernetes-group-version-kind': { group: '', version: 'v1', kind: 'Node' },
    };
    const rules = orThrow(rulesFromOpenApi({ definitions: { Node: node, Loop: { $ref: '#/definitions/Loop' } } }));
    const of = (spec: object) => ({ apiVersion: 'v1', kind: 'Node', ...spec });
    expect(
      orThrow(
        compareConfigs(of({ child: { other: { mode: 'on', x: 1 } } }), of({ child: { other: { x: 1 } } }), rules),
      ),
    ).toEqual([]);
  });

  it('are read for the kinds that are asked for', () => {
    const two = {
      items: [
        definition(SCHEMA),
        { ...definition(SCHEMA), spec: { ...definition(SCHEMA).spec, names: { kind: 'Other' } } },
      ],
    };
    expect(orThrow(rulesFromOpenApi(two, { rules: {}, kinds: ['Gate'] })).variants).toHaveLength(1);
    expect(orThrow(rulesFromOpenApi(two, { rules: {} })).variants).toHaveLength(2);
    expect(rulesFromOpenApi(two, { kinds: ['None'] })._tag).toBe('Left');
  });
});
