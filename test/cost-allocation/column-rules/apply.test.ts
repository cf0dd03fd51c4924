import { describe, expect, it } from 'vitest';
import { applyColumnRules, type ChargeWithColumns, type ColumnRuleDraft } from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { allocate, at, charge, D, JUNE_END, JUNE_START, juneDay, tenants, totals } from '../bill.js';

const apply = (charges: readonly ChargeWithColumns[], rules: readonly ColumnRuleDraft[], scale = 0) =>
  orThrow(applyColumnRules(charges, rules, { scale }));
const shown = (charges: readonly ChargeWithColumns[]) =>
  charges.map(({ tenantId, cost, tags }) => `${tenantId ?? '-'} ${cost.toFixed()} ${JSON.stringify(tags)}`);

const bill: readonly ChargeWithColumns[] = [
  { ...charge('111', '10.00', { chargeId: 'a', tags: { team: 'web' } }), columns: { ServiceName: 'Amazon EC2' } },
  { ...charge('222', '5.00', { chargeId: 'b' }), columns: { ServiceName: 'Amazon VPC', RegionId: 'eu-west-1' } },
  { ...charge('333', '1.00', { chargeId: 'c', category: 'storage' }), columns: { ServiceName: 'Amazon S3' } },
];

describe('rules over columns', () => {
  it('the first that matches decides, dimension by dimension', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', when: { column: 'account', glob: '2*' }, set: { tenant: 'nothing' } },
      { ruleId: '2', when: { column: 'tenant', in: ['222', '333'] }, set: { tenant: 'platform' } },
      { ruleId: '3', when: { column: 'service', glob: 'Amazon S3' }, set: { tenant: 'late', 'tag:kind': 'store' } },
    ];
    expect(shown(apply(bill, rules))).toEqual([
      '111 10 {"team":"web"}',
      'platform 5 {}',
      'platform 1 {"kind":"store"}',
    ]);
  });

  it('a rule sees what those before it gave, and replaces it only by override', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', when: { column: 'service', equals: 'Amazon VPC' }, set: { 'tag:team': 'net' } },
      { ruleId: '2', when: { column: 'tag:team', equals: 'net' }, set: { tenant: 'network' } },
      { ruleId: '3', when: { column: 'tag:team', equals: 'net' }, set: { 'tag:team': 'core' }, override: true },
    ];
    expect(shown(apply(bill, rules))[1]).toBe('network 5 {"team":"core"}');
  });

  it('inherits the value of a column, and leaves charges without one to the next rule', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', set: { tenant: { inherit: 'tag:team' } } },
      { ruleId: '2', set: { tenant: { inherit: 'region' }, project: { inherit: 'service' } } },
      { ruleId: '3', set: { tenant: null, category: { inherit: 'tag:team' } } },
    ];
    expect(apply(bill, rules).map(({ tenantId, projectId, category }) => [tenantId, projectId, category])).toEqual([
      ['web', 'Amazon EC2', 'compute'],
      ['eu-west-1', 'Amazon VPC', 'compute'],
      [null, 'Amazon S3', 'storage'],
    ]);
  });

  // 10.00 by 1 : 1 : 1 in cents: 3.34, 3.33, 3.33 by the order of the names; the list cost 0.01 goes to the first.
  it('splits by weights, every amount to the last digit, the first name gets the extra cent', () => {
    const split = { ruleId: 's', set: { 'tag:team': { split: { b: D('1'), a: D('1'), c: D('1'), none: D('0') } } } };
    const [whole] = bill;
    const parts = apply([{ ...whole!, listCost: D('0.01'), usageQuantity: D('1') }], [split]);
    expect(parts.map((part) => [part.tags['team'], part.cost.toFixed(), part.listCost!.toFixed()])).toEqual([
      ['a', '3.34', '0.01'],
      ['b', '3.33', '0'],
      ['c', '3.33', '0'],
    ]);
    expect(parts.map((part) => part.usageQuantity!.toFixed())).toEqual(['0.333333334', '0.333333333', '0.333333333']);
    expect(parts.map((part) => part.chargeId)).toEqual(['a["s","a"]', 'a["s","b"]', 'a["s","c"]']);
    expect(apply([whole!], [split], 4).map((part) => part.cost.toFixed())).toEqual(['3.3334', '3.3333', '3.3333']);
  });

  // 10.00 → web 7.00 (prod 3.50, dev 3.50) and ml 3.00, which the second split does not touch.
  it('splits parts again', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', set: { tenant: { split: { web: D('0.7'), ml: D('0.3') } } } },
      {
        ruleId: '2',
        when: { column: 'tenant', equals: 'web' },
        set: { 'tag:env': { split: { prod: D('1'), dev: D('1') } } },
      },
    ];
    expect(apply(bill.slice(0, 1), rules).map((p) => [p.tenantId, p.tags['env'], p.cost.toFixed()])).toEqual([
      ['ml', undefined, '3'],
      ['web', 'dev', '3.5'],
      ['web', 'prod', '3.5'],
    ]);
  });

  // Web costs 10, store 1: the 5 of the network go 50 : 5 elevenths → 4.545454… and 0.454545…, in cents 4.55 and 0.45.
  it('splits by what the bill costs under each value', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', when: { column: 'category', equals: 'storage' }, set: { 'tag:team': 'store' } },
      {
        ruleId: '2',
        when: { column: 'tag:team', present: false },
        set: { 'tag:team': { splitByCost: ['web', 'store', 'absent'] } },
      },
    ];
    expect(shown(apply(bill, rules)).slice(1)).toEqual([
      '222 0.45 {"team":"store"}',
      '222 4.55 {"team":"web"}',
      '333 1 {"team":"store"}',
    ]);
  });

  // June has 30 days: 30.00 until the tenth day is 10.00, the rest 20.00.
  it('divides a charge where a rule begins or ends, and not where nothing changes', () => {
    const month = charge('old', '30.00', { chargeId: 'm' });
    const [before, after] = apply([month], [{ ruleId: '1', set: { tenant: 'new' }, effectiveFrom: juneDay(10) }]);
    expect([before, after]).toMatchObject([
      { chargeId: `m[${JUNE_START},${juneDay(10)}]`, tenantId: 'old', start: JUNE_START, end: juneDay(10) },
      { chargeId: `m[${juneDay(10)},${JUNE_END}]`, tenantId: 'new', start: juneDay(10), end: JUNE_END },
    ]);
    expect([before!.cost.toFixed(), after!.cost.toFixed()]).toEqual(['10', '20']);
    const same: ColumnRuleDraft[] = [
      { ruleId: '1', set: { tenant: 'new' }, effectiveUntil: juneDay(10) },
      { ruleId: '2', set: { tenant: 'new' }, effectiveFrom: juneDay(10) },
    ];
    expect(apply([month], same)).toMatchObject([{ chargeId: 'm', tenantId: 'new', start: JUNE_START, end: JUNE_END }]);
    const instant = charge('old', '1', { start: juneDay(10), end: juneDay(10) });
    expect(apply([instant], [same[1]!])).toMatchObject([{ tenantId: 'new' }]);
    expect(apply([instant], [same[0]!])).toMatchObject([{ tenantId: 'old' }]);
  });

  // A node of 10.00 of which a pod is a part of 4.00: 6.00 are left, 3.00 for each; with the pod 10.00.
  it('divides of a charge that has parts what they leave', () => {
    const node = charge(null, '10.00', { chargeId: 'node', category: 'compute' });
    const pod = charge('a', '4.00', { chargeId: 'pod', originChargeId: 'node' });
    const split: ColumnRuleDraft = {
      ruleId: 's',
      when: { column: 'chargeId', equals: 'node' },
      set: { tenant: { split: { a: D('1'), b: D('1') } } },
    };
    const charges = apply([node, pod], [split]);
    expect(totals(allocate({ charges, tenants: tenants('a', 'b') }))).toEqual({ a: '7.00', b: '3.00' });
    const renamed = apply([node, pod], [{ ...split, set: { tenant: 'b' } }]);
    expect(renamed[0]!.cost.toFixed()).toBe('10');
    expect(totals(allocate({ charges: renamed, tenants: tenants('a', 'b') }))).toEqual({ a: '4.00', b: '6.00' });
  });

  it('takes tenants and tags with the names of built-in properties', () => {
    const rules: ColumnRuleDraft[] = [
      { ruleId: '1', set: { tenant: 'constructor', 'tag:__proto__': 'x', 'tag:toString': 'y' } },
    ];
    const [first] = apply(bill, rules);
    expect(first!.tenantId).toBe('constructor');
    expect(Object.entries(first!.tags)).toEqual([
      ['team', 'web'],
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
  });

  it('reads charges and rules as JSON', () => {
    const json = {
      charge_id: 'j',
      category: 'compute',
      cost: '1.5',
      currency: 'USD',
      start: 0,
      end: 1,
      columns: { x: '1' },
    };
    const rule = { rule_id: 'r', when: { column: 'x', equals: '1' }, set: { tenant: 'a' } };
    expect(apply([json as never], [rule as never])).toMatchObject([
      { chargeId: 'j', tenantId: 'a', columns: { x: '1' } },
    ]);
  });

  it.each<[string, ColumnRuleDraft[], string]>([
    [
      'two rules of one id',
      [
        { ruleId: 'r', set: { tenant: 'a' } },
        { ruleId: 'r', set: { tenant: 'b' } },
      ],
      'DuplicateId',
    ],
    ['a dimension that is none', [{ ruleId: 'r', set: { team: 'a' } }], 'InvalidAllocationRule'],
    ['nothing to set', [{ ruleId: 'r', set: {} }], 'InvalidAllocationRule'],
    ['a category that is none', [{ ruleId: 'r', set: { category: 'gold' } }], 'InvalidAllocationRule'],
    ['weights of zero', [{ ruleId: 'r', set: { tenant: { split: { a: D('0') } } } }], 'InvalidAllocationRule'],
    [
      'a negative weight',
      [{ ruleId: 'r', set: { tenant: { split: { a: D('-1'), b: D('2') } } } }],
      'InvalidAllocationRule',
    ],
    ['no values to split by', [{ ruleId: 'r', set: { tenant: { splitByCost: [] } } }], 'InvalidAllocationRule'],
    [
      'an end before the start',
      [{ ruleId: 'r', set: { tenant: 'a' }, effectiveFrom: 2, effectiveUntil: 1 }],
      'InvalidAllocationRule',
    ],
    ['a rule that is none', [7 as never], 'DecodeError'],
  ])('%s is refused', (_, rules, tag) => {
    expect(applyColumnRules(bill, rules)).toMatchObject({ _tag: 'Left', left: { _tag: tag } });
  });

  it('refuses splits without bound, unknown currencies where they matter, and charges twice', () => {
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`v${i}`, D('1')]));
    const rules = ['tag:a', 'tag:b', 'tag:c'].map((key) => ({ ruleId: key, set: { [key]: { split: wide } } }));
    expect(applyColumnRules(bill, rules)).toMatchObject({ left: { _tag: 'InvalidAllocationRule' } });
    const odd = [charge('a', '1', { currency: 'XYZ' })];
    expect(applyColumnRules(odd, rules.slice(0, 1))).toMatchObject({ left: { _tag: 'UnknownCurrency' } });
    expect(applyColumnRules([bill[0]!, bill[0]!], [])).toMatchObject({ left: { _tag: 'DuplicateId' } });
    expect(applyColumnRules([{ ...bill[0]!, start: at('2024-07-01'), end: 0 }], [])).toMatchObject({
      left: { _tag: 'InvalidCharge' },
    });
    for (const hostile of [null, 7, [null], [{ ...bill[0], columns: { a: 1 } }]]) {
      expect(applyColumnRules(hostile as never, [])._tag).toBe('Left');
      expect(applyColumnRules(bill, hostile as never)._tag).toBe('Left');
    }
  });
});
