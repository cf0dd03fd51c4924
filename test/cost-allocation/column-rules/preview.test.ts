import { describe, expect, it } from 'vitest';
import { type ColumnRuleDraft, previewRules } from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { at, charge, D, juneDay } from '../bill.js';

const bill = [
  { ...charge('111', '10.00', { chargeId: 'a', tags: { team: 'web' } }), columns: { ServiceName: 'EC2' } },
  { ...charge(null, '5.00', { chargeId: 'b' }), columns: { ServiceName: 'VPC' } },
  { ...charge(null, '-1.00', { chargeId: 'c' }), columns: { ServiceName: 'Credit' } },
  { ...charge('111', '2.00', { chargeId: 'd', currency: 'EUR' }), columns: { ServiceName: 'S3' } },
];
const preview = (rules: readonly ColumnRuleDraft[], current?: readonly ColumnRuleDraft[]) =>
  orThrow(previewRules(bill, rules, current === undefined ? {} : { current }));

describe('a preview of rules', () => {
  it('says how much money has a value, and what is left over', () => {
    const { coverage } = preview([{ ruleId: '1', when: { column: 'service', equals: 'VPC' }, set: { tenant: 'net' } }]);
    // USD: 10 and 5 of 14 are somebody's, the credit of -1 is not; 15 of 16 in absolute money.
    expect(
      coverage.map((c) => ({
        ...c,
        total: c.total.toFixed(),
        covered: c.covered.toFixed(),
        leftOver: c.leftOver.toFixed(),
      })),
    ).toEqual([
      {
        dimension: 'tenant',
        currency: 'EUR',
        total: '2',
        covered: '2',
        leftOver: '0',
        leftOverCharges: 0,
        share: 1,
        largestLeftOver: [],
      },
      {
        dimension: 'tenant',
        currency: 'USD',
        total: '14',
        covered: '15',
        leftOver: '-1',
        leftOverCharges: 1,
        share: 0.9375,
        largestLeftOver: ['c'],
      },
    ]);
  });

  it('says of every rule whether it decides, is shadowed, never matches or is not in force', () => {
    const all = { all: [] };
    const rules: ColumnRuleDraft[] = [
      { ruleId: 'team', set: { tenant: { inherit: 'tag:team' } } },
      { ruleId: 'rest', when: all, set: { tenant: 'rest' } },
      { ruleId: 'late', when: { column: 'service', glob: '*' }, set: { tenant: 'late' } },
      { ruleId: 'project', set: { project: 'p' } },
      { ruleId: 'replaces', set: { project: 'q' }, override: true },
      { ruleId: 'typo', when: { column: 'service', equals: 'EC3' }, set: { tenant: 'x' } },
      { ruleId: 'no such tag', set: { 'tag:x': { inherit: 'tag:y' } } },
      { ruleId: 'next year', set: { tenant: 'x' }, effectiveFrom: at('2025-01-01') },
      { ruleId: 'off', set: { tenant: 'x' }, isActive: false },
    ];
    expect(
      preview(rules).rules.map(({ ruleId, status, matched, shadowedBy }) => [ruleId, status, matched, shadowedBy]),
    ).toEqual([
      ['team', 'used', 4, []],
      ['rest', 'used', 4, []],
      ['late', 'shadowed', 4, ['rest', 'team']],
      ['project', 'shadowed', 4, ['replaces']],
      ['replaces', 'used', 4, []],
      ['typo', 'never_matches', 0, []],
      ['no such tag', 'no_value', 4, []],
      ['next year', 'not_in_force', 0, []],
      ['off', 'inactive', 0, []],
    ]);
    const [team, rest] = preview(rules).rules;
    expect(JSON.stringify([team!.cost, rest!.cost])).toBe('[{"USD":"10"},{"EUR":"2","USD":"4"}]');
  });

  it('says what a draft changes for each tenant, against the bill or against the rules of today', () => {
    const net: ColumnRuleDraft = { ruleId: '1', when: { column: 'service', in: ['VPC'] }, set: { tenant: 'net' } };
    const half: ColumnRuleDraft = { ...net, set: { tenant: { split: { net: D('1'), '111': D('1') } } } };
    const shown = (changes: ReturnType<typeof preview>['changes']) =>
      changes.map((c) => [c.tenantId, c.currency, c.before.toFixed(), c.after.toFixed(), c.change.toFixed()]);
    expect(shown(preview([net]).changes)).toEqual([
      ['net', 'USD', '0', '5', '5'],
      [null, 'USD', '4', '-1', '-5'],
    ]);
    expect(shown(preview([half], [net]).changes)).toEqual([
      ['111', 'USD', '10', '12.5', '2.5'],
      ['net', 'USD', '5', '2.5', '-2.5'],
    ]);
    expect(preview([net], [net]).changes).toEqual([]);
    expect(shown(preview([{ ...net, effectiveFrom: juneDay(15) }], [net]).changes)).toEqual([
      ['net', 'USD', '5', '2.5', '-2.5'],
      [null, 'USD', '-1', '1.5', '2.5'],
    ]);
  });

  it('refuses what applying refuses', () => {
    expect(previewRules(bill, [{ ruleId: 'r', set: {} }])).toMatchObject({ left: { _tag: 'InvalidAllocationRule' } });
    expect(previewRules(null as never, [])._tag).toBe('Left');
    expect(previewRules(bill, [], null as never)._tag).toBe('Right');
  });
});
