import { describe, expect, it } from 'vitest';
import { kubernetesRules } from '../../src/drift/cloud/index.js';
import { compareThreeWay, compareWithBaseline, driftRules, type DriftRuleSpec } from '../../src/drift/index.js';
import { E, orThrow } from '../../src/prelude.js';

const KUBERNETES = orThrow(driftRules(kubernetesRules));

/** What is found, in short: `type path kind`. */
const threeWay = (lastApplied: unknown, desired: unknown, live: unknown, spec?: DriftRuleSpec): readonly string[] =>
  orThrow(compareThreeWay(lastApplied, desired, live, spec && orThrow(driftRules(spec)))).map(
    ({ driftType, path, kind }) => `${driftType} ${path} ${kind}`,
  );

describe('three sides of one value', () => {
  // Each row: applied, declared, live; a side of the value that is undefined is missing.
  it.each([
    [1, 1, 1, []],
    [1, 2, 2, []],
    [1, 1, 2, ['value_changed v out_of_band']],
    [1, 2, 1, ['value_changed v not_applied']],
    [1, 2, 3, ['value_changed v conflict']],
    [1, undefined, 1, ['key_added v removed_from_declaration']],
    [1, undefined, 2, ['key_added v conflict']],
    [1, undefined, undefined, []],
    [1, 1, undefined, ['key_removed v out_of_band']],
    [1, 2, undefined, ['key_removed v conflict']],
    [undefined, 1, undefined, ['key_removed v not_applied']],
    [undefined, 1, 1, []],
    [undefined, 1, 2, ['value_changed v conflict']],
    [undefined, undefined, 1, []],
  ])('applied %j, declared %j, live %j', (applied, declared, live, expected) => {
    expect(threeWay({ v: applied }, { v: declared }, { v: live })).toEqual(expected);
    expect(threeWay({ a: { v: applied } }, { a: { v: declared } }, { a: { v: live } }, kubernetesRules)).toEqual(
      expected.map((line) => line.replace(' v ', ' a.v ')),
    );
  });

  it('names what was applied, and the value that lives on', () => {
    const [moved] = orThrow(compareThreeWay({ v: 1 }, { v: 2 }, { v: 3 }));
    expect(moved).toMatchObject({ lastAppliedValue: 1, desiredValue: 2, actualValue: 3 });
    const [left] = orThrow(compareThreeWay({ a: { b: 1 } }, {}, { a: { b: 1, c: 2 } }));
    expect(left).toMatchObject({ path: 'a', pointer: '/a', lastAppliedValue: { b: 1 }, actualValue: { b: 1, c: 2 } });
  });

  it('takes a missing side for a resource that is not there', () => {
    expect(threeWay(undefined, { a: 1 }, undefined)).toEqual(['key_removed  not_applied']);
    expect(threeWay({ a: 1 }, { a: 1 }, null)).toEqual(['key_removed  out_of_band']);
    expect(threeWay({ a: 1 }, undefined, { a: 1 })).toEqual(['key_added  removed_from_declaration']);
    expect(threeWay({ a: 1 }, undefined, undefined)).toEqual([]);
  });

  it('holds for a block that the declaration adds, field by field where others have written in it', () => {
    expect(threeWay({}, { a: { b: 1, c: 1 } }, {})).toEqual(['key_removed a not_applied']);
    expect(threeWay({}, { a: { b: 1, c: 1 } }, { a: { c: 2 } })).toEqual([
      'key_removed a.b not_applied',
      'value_changed a.c conflict',
    ]);
  });
});

describe('three sides of a list', () => {
  const pod = (...containers: readonly object[]) => ({ apiVersion: 'v1', kind: 'Pod', spec: { containers } });
  const [web, log] = [
    {
      name: 'web',
      image: 'web:1',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    { name: 'log', image: 'log:1' },
  ];
  const of = (applied: object, desired: object, live: object) => threeWay(applied, desired, live, kubernetesRules);

  it('finds an element again in whatever order each side has it', () => {
    expect(of(pod(web, log), pod(log, web), pod(log, { ...web, image: 'web:2' }))).toEqual([
      'value_changed spec.containers[1].image out_of_band',
    ]);
    expect(of(pod(web, log), pod(log, { ...web, image: 'web:2' }), pod(web, log))).toEqual([
      'value_changed spec.containers[1].image not_applied',
    ]);
    expect(of(pod(web, log), pod(log, { ...web, image: 'web:2' }), pod({ ...web, image: 'web:3' }, log))).toEqual([
      'value_changed spec.containers[1].image conflict',
    ]);
  });

  it('parts an element that left the declaration from one that somebody added', () => {
    expect(of(pod(web, log), pod(log), pod(log, web))).toEqual([
      'key_added spec.containers[1] removed_from_declaration',
    ]);
    expect(of(pod(web), pod(web), pod(log, web))).toEqual(['key_added spec.containers[0] out_of_band']);
    expect(of(pod(web, log), pod(log), pod(log, { ...web, image: 'web:9' }))).toEqual([
      'key_added spec.containers[1] conflict',
    ]);
    expect(of(pod(web, log), pod(web), pod(web))).toEqual([]);
    expect(of(pod(web), pod(web, log), pod(web))).toEqual(['key_removed spec.containers[1] not_applied']);
    expect(of(pod(web, log), pod(web, log), pod(web))).toEqual(['key_removed spec.containers[1] out_of_band']);
  });

  it('does so below an element', () => {
    const lessB = { ...web, env: [web.env[0]!] };
    expect(of(pod(web, log), pod(log, lessB), pod(web, log))).toEqual([
      'key_added spec.containers[0].env[1] removed_from_declaration',
    ]);
  });

  it('and in a list in order, where the ends agree', () => {
    const rule = (port: number) => ({ port });
    const at = (...ports: readonly number[]) => ({ rules: ports.map(rule) });
    expect(threeWay(at(1, 2, 3), at(1, 3), at(1, 2, 3))).toEqual(['key_added rules[1] removed_from_declaration']);
    expect(threeWay(at(1, 3), at(1, 2, 3), at(1, 3))).toEqual(['key_removed rules[1] not_applied']);
    expect(threeWay(at(2), at(2), at(1, 2))).toEqual(['key_added rules[0] out_of_band']);
  });

  it('calls an element of a list in order that was applied no addition of somebody else', () => {
    // The declared `{}` stands for the second element, so the first one is what left the declaration.
    expect(threeWay([0, { a: null }], [{}], [0, { a: null }])).toContain('key_added [0] removed_from_declaration');
    expect(threeWay([0, { a: null }], [{}], [5, { a: null }])).toContain('key_added [0] conflict');
    expect(threeWay([{}], [{}], [0, { a: null }])).toEqual(['key_added [0] out_of_band']);
  });

  it('reports nothing for what the server fills in again once it is removed', () => {
    const of = (replicas?: number) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { ...(replicas && { replicas }) },
    });
    expect(threeWay(of(1), of(), of(1), kubernetesRules)).toEqual([]);
    expect(threeWay(of(2), of(), of(2), kubernetesRules)).toEqual(['key_added spec.replicas removed_from_declaration']);
  });
});

describe('a baseline of what nobody declared', () => {
  const service = (spec: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', spec });
  const against = (desired: object, baseline: object, live: object) =>
    orThrow(compareWithBaseline(service(desired), service(baseline), service(live), KUBERNETES)).map(
      ({ driftType, path, undeclared }) => `${driftType} ${path}${undeclared ? ' undeclared' : ''}`,
    );

  it('reports what has changed since', () => {
    const [declared, accepted] = [{ port: 80 }, { port: 80, type: 'ClusterIP', ip: '10.0.0.1' }];
    expect(against(declared, accepted, { port: 80, type: 'NodePort', ip: '10.0.0.1' })).toEqual([
      'value_changed spec.type undeclared',
    ]);
    expect(against(declared, accepted, { port: 80, ip: '10.0.0.1' })).toEqual(['key_removed spec.type undeclared']);
    expect(against(declared, accepted, { ...accepted, extra: 1 })).toEqual(['key_added spec.extra undeclared']);
    expect(against(declared, accepted, accepted)).toEqual([]);
  });

  it('leaves what is declared to the declaration', () => {
    expect(against({ port: 80 }, { port: 80 }, { port: 81 })).toEqual(['value_changed spec.port']);
    expect(against({ port: 81 }, { port: 80 }, { port: 81 })).toEqual([]);
    expect(against({ port: 81, extra: 1 }, { port: 80 }, { port: 81, extra: 1 })).toEqual([]);
  });
});

describe('sides that cannot be compared', () => {
  it('are errors, whichever side it is', () => {
    const cyclic: Record<string, unknown> = { a: 1 };
    cyclic['self'] = cyclic;
    const throwing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    for (const bad of [cyclic, throwing]) {
      const all: readonly (readonly [unknown, unknown, unknown])[] = [
        [bad, { a: 1 }, { a: 2 }],
        [{ a: 1 }, bad, { a: 2 }],
        [{ a: 1 }, { a: 2 }, bad],
      ];
      for (const sides of all) {
        const outcome = compareThreeWay(...sides);
        if (E.isLeft(outcome)) expect(outcome.left.message.length).toBeLessThan(300);
        expect(compareWithBaseline(...sides)._tag).toMatch(/Left|Right/);
      }
    }
    expect(compareThreeWay({}, {}, {}, {} as never)._tag).toBe('Left');
  });

  it('are compared however deep they are', () => {
    const nested = (leaf: unknown): unknown => {
      let value = leaf;
      for (let i = 0; i < 5000; i++) value = { a: value };
      return value;
    };
    const [found] = orThrow(compareThreeWay(nested(1), nested(1), nested(2)));
    expect(found).toMatchObject({ kind: 'out_of_band', desiredValue: 1, actualValue: 2 });
  });
});
