import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import {
  applyRemediation,
  DriftDetector,
  type DriftRecord,
  DriftRecord as RecordCodec,
  remediationPlan,
  RemediationAction,
} from '../../../src/drift/index.js';
import { decode } from '../../../src/codec/decode.js';
import { orThrow } from '../../../src/prelude.js';

const KEY = 'a key for these tests';
const detector = new DriftDetector(memoryDriftPorts({ resources: [], now: new Date(0), digestKey: KEY }));
const drift = (
  desired: unknown,
  actual: unknown,
  resourceId = 'r',
  resourceType = 'aws_instance',
): readonly DriftRecord[] =>
  orThrow(detector.detectResourceDrift({ resourceId, resourceType, tenantId: 't' }, desired, actual));
const sent = <A>(codec: { encode(value: A): unknown }, value: A): unknown =>
  JSON.parse(JSON.stringify(codec.encode(value)));

describe('a patch', () => {
  it('is the same for copies of the records, whatever was added to them', () => {
    const records = drift({ list: [1, 2, 3] }, { list: [1, 3] });
    const copies = records.map((record) => ({ ...record, driftId: 'other', remediationAction: 'by hand' }));
    expect(remediationPlan(copies)[0]?.patch).toEqual(remediationPlan(records)[0]?.patch);
    expect(remediationPlan(copies)[0]?.patch[0]).toEqual({ op: 'test', path: '/list/1', value: 3 });
  });

  it('tests what it rests on before each change', () => {
    const [action] = remediationPlan(
      drift({ a: 1, b: { c: 'x' }, list: [1, 2] }, { a: 2, b: {}, list: [1, 2, 3], d: 4 }),
    );
    expect(action?.patch).toEqual([
      { op: 'test', path: '/list/2', value: 3 },
      { op: 'remove', path: '/list/2' },
      { op: 'test', path: '/b', value: {} },
      { op: 'add', path: '/b/c', value: 'x' },
      { op: 'test', path: '/a', value: 2 },
      { op: 'replace', path: '/a', value: 1 },
      { op: 'test', path: '/d', value: 4 },
      { op: 'remove', path: '/d' },
    ]);
  });

  it('keeps the way back', () => {
    const actual = { a: 2, list: [1, 2, 3] };
    const [action] = remediationPlan(drift({ a: 1, list: [1] }, actual));
    const mended = orThrow(applyRemediation(actual, action!));
    expect(mended).toEqual({ a: 1, list: [1] });
    expect(orThrow(applyRemediation(mended, { ...action!, patch: action!.inversePatch }))).toEqual(actual);
  });

  it.each([
    ['another value', { a: 3 }],
    ['a value of another type', { a: '2' }],
    ['a value that is gone', {}],
    ['no configuration', undefined],
  ])('refuses a world with %s', (_, world) => {
    const [action] = remediationPlan(drift({ a: 1 }, { a: 2 }));
    expect(applyRemediation(world, action!)).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'PatchRefused', path: '/a' },
    });
  });

  it('refuses to add a key that somebody has added meanwhile', () => {
    const [action] = remediationPlan(drift({ a: 1, b: 1 }, { a: 1 }));
    expect(applyRemediation({ a: 1, b: 5 }, action!)._tag).toBe('Left');
    const [unguarded] = remediationPlan(
      drift({ a: 1, b: 1 }, { a: 1 }).map((record) =>
        orThrow(decode(RecordCodec, sent(RecordCodec, record), 'the record')),
      ),
    );
    expect(unguarded?.patch).toEqual([{ op: 'add', path: '/b', value: 1 }]);
    expect(applyRemediation({ a: 1, b: 5 }, unguarded!)._tag).toBe('Left');
    expect(orThrow(applyRemediation({ a: 1 }, unguarded!))).toEqual({ a: 1, b: 1 });
  });

  it('addresses keys with slashes, tildes and the names of prototypes', () => {
    const desired = JSON.parse(
      '{"a/b": 1, "m~n": 1, "__proto__": {"x": 1}, "constructor": 1, "0": 1, "": 1}',
    ) as object;
    const actual = JSON.parse('{"a/b": 2, "m~n": 2, "__proto__": {"x": 2}, "constructor": 2, "0": 2, "": 2}') as object;
    const [action] = remediationPlan(drift(desired, actual));
    expect(JSON.stringify(orThrow(applyRemediation(actual, action!)))).toBe(JSON.stringify(desired));
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ patch: 'x' }],
    [{ patch: [null] }],
    [{ patch: [{ op: 'move', path: '/a' }] }],
    [{ patch: [{ op: 'remove', path: 'a' }] }],
    [{ patch: [{ op: 'remove', path: '/toString' }] }],
  ])('that is none is refused: %j', (action) =>
    expect(applyRemediation({ a: 1 }, action as unknown as RemediationAction)).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'PatchRefused' },
    }),
  );
});

describe('a secret in a plan', () => {
  const [desired, actual] = [
    { password: 'right-one', size: 1 },
    { password: 'wrong-one', size: 2 },
  ];
  const [action] = remediationPlan(drift(desired, actual));

  it('is not shown, and is applied all the same', () => {
    expect(JSON.stringify(action)).not.toMatch(/right-one|wrong-one/);
    expect(orThrow(applyRemediation(actual, action!))).toEqual(desired);
  });

  it('is looked up in the declaration by another process', () => {
    const received = orThrow(decode(RemediationAction, sent(RemediationAction, action!), 'the action'));
    expect(applyRemediation(actual, received)).toMatchObject({ _tag: 'Left', left: { _tag: 'RedactedPatch' } });
    expect(orThrow(applyRemediation(actual, received, { desired, digestKey: KEY }))).toEqual(desired);
    expect(applyRemediation({ ...actual, password: 'a third' }, received, { desired, digestKey: KEY })._tag).toBe(
      'Left',
    );
    expect(applyRemediation(actual, received, { desired, digestKey: 'another key' })._tag).toBe('Left');
  });
});

describe('a plan', () => {
  const one = (desired: unknown, actual: unknown, resourceType = 'aws_instance', changes: Partial<DriftRecord> = {}) =>
    remediationPlan(drift(desired, actual, 'r', resourceType).map((record) => ({ ...record, ...changes })))[0]!;

  it.each([
    ['update', { size: 1 }, { size: 2 }, 'aws_instance', false, false],
    ['create', { size: 1 }, undefined, 'aws_instance', false, false],
    ['create', { size: 1 }, undefined, 'aws_db_instance', true, false],
    ['delete', undefined, { size: 1 }, 'aws_instance', true, false],
    ['delete', undefined, { size: 1 }, 'aws_s3_bucket', true, true],
    ['update', { allocated_storage: 10 }, { allocated_storage: 20 }, 'aws_db_instance', true, true],
    ['update', { allocated_storage: 20 }, { allocated_storage: 10 }, 'aws_db_instance', false, false],
    ['update', { ebs_block_device: [] }, { ebs_block_device: [{ volume_id: 'v' }] }, 'aws_instance', true, true],
    ['update', { ingress: [] }, { ingress: [{ cidr: '10.0.0.0/8' }] }, 'aws_security_group', true, false],
  ])(
    '%s from %j against %j of %s: approval %s, data at risk %s',
    (actionType, desired, actual, resourceType, requiresApproval, mayLoseData) => {
      expect(one(desired, actual, resourceType)).toMatchObject({ actionType, requiresApproval, mayLoseData });
    },
  );

  it('replaces a resource where a field cannot be changed, and asks first', () => {
    expect(one({ zone: 'a' }, { zone: 'b' }, 'aws_instance', { createOnly: true })).toMatchObject({
      actionType: 'replace',
      requiresApproval: true,
      mayLoseData: false,
    });
    expect(one({ zone: 'a' }, { zone: 'b' }, 'aws_db_instance', { createOnly: true })).toMatchObject({
      actionType: 'replace',
      requiresApproval: true,
      mayLoseData: true,
    });
  });

  it('has one action a resource, what others rest on first and what goes last', () => {
    const records = [
      ...drift({ a: 1 }, undefined, 'app').map((record) => ({ ...record, dependsOn: ['subnet', 'elsewhere'] })),
      ...drift(undefined, { a: 1 }, 'aaa-extra'),
      ...drift({ a: 1, b: 1 }, { a: 2, b: 2 }, 'subnet').map((record) => ({ ...record, dependsOn: ['vpc'] })),
      ...drift({ a: 1 }, { a: 2 }, 'vpc'),
    ];
    const expected = ['vpc update 0', 'subnet update 1', 'app create 2', 'aaa-extra delete 5'];
    for (const given of [records, [...records].reverse()]) {
      expect(
        remediationPlan(given).map(({ resourceId, actionType, order }) => `${resourceId} ${actionType} ${order}`),
      ).toEqual(expected);
    }
  });

  it('ends for resources that rest on each other, and for a chain of 20,000', () => {
    const circle = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ].flatMap(([id, on]) => drift({ x: 1 }, { x: 2 }, id).map((record) => ({ ...record, dependsOn: [on!] })));
    expect(
      remediationPlan(circle)
        .map(({ resourceId }) => resourceId)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
    const [link] = drift({ x: 1 }, { x: 2 });
    const chain = Array.from({ length: 20_000 }, (_, i) => ({
      ...link!,
      resourceId: `r${i}`,
      dependsOn: [`r${i + 1}`],
    }));
    expect(remediationPlan(chain)[0]?.resourceId).toBe('r19999');
  });

  it('asks for every resource above the blast radius', () => {
    const records = ['a', 'b', 'c'].flatMap((id) => drift({ x: 1 }, { x: 2 }, id));
    expect(remediationPlan(records, { blastRadius: 3 }).map(({ requiresApproval }) => requiresApproval)).toEqual([
      false,
      false,
      false,
    ]);
    expect(remediationPlan(records, { blastRadius: 2 }).map(({ requiresApproval }) => requiresApproval)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('keeps tenants apart that have a resource of the same id', () => {
    const [record] = drift({ x: 1 }, { x: 2 });
    expect(remediationPlan([record!, { ...record!, tenantId: 'u' }]).map(({ tenantId }) => tenantId)).toEqual([
      't',
      'u',
    ]);
  });

  it('puts a policy back whole where its parts are judged together', () => {
    const policies = new DriftDetector(memoryDriftPorts({ resources: [], now: new Date(0) }));
    policies.registerComparator('policy', 'iam_policy');
    const statement = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });
    const desired = { policy: { Statement: [statement('a:x', '1'), statement('a:y', '2'), statement('a:z', '3')] } };
    const actual = { policy: { Statement: [statement('a:z', '3'), statement('A:Y', '9'), statement('a:x', '1')] } };
    const [action] = policies.generateRemediationPlan(orThrow(policies.detectResourceDrift('r', desired, actual)));
    const mended = orThrow(applyRemediation(actual, action!)) as typeof desired;
    expect(orThrow(policies.detectResourceDrift('r', desired, mended))).toEqual([]);
    expect(orThrow(applyRemediation(mended, { ...action!, patch: action!.inversePatch }))).toEqual(actual);
  });
});
