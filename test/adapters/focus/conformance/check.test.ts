import { describe, expect, it } from 'vitest';
import {
  checkFocusConformance,
  FOCUS_COLUMNS,
  recognizeFocus,
  type ConformanceReport,
} from '../../../../src/adapters/focus/index.js';
import { parseRules } from '../../../../src/adapters/focus/conformance/parse-rules.js';
import { ruleSetOf } from '../../../../src/adapters/focus/conformance/rule-sets.js';
import { orThrow } from '../../../../src/prelude.js';
import { focusCsv, type Cells } from '../sample.js';
import { allCriteria, evidenceFor, passingTables, toCsv } from './mutants.js';

const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '1.4'] as const;
const broken = ({ violations }: ConformanceReport): string[] => violations.map(({ ruleId }) => ruleId);

/** A row of the columns that every version demands without a condition. */
const REQUIRED = {
  BilledCost: '3',
  BillingAccountId: 'p',
  BillingAccountName: 'Payer',
  BillingCurrency: 'USD',
  BillingPeriodEnd: '2026-03-01T00:00:00Z',
  BillingPeriodStart: '2026-02-01T00:00:00Z',
  ChargeCategory: 'Usage',
  ChargeClass: '',
  ChargeDescription: 'hours',
  ChargePeriodEnd: '2026-02-03T00:00:00Z',
  ChargePeriodStart: '2026-02-02T00:00:00Z',
  ContractedCost: '3',
  EffectiveCost: '3',
  InvoiceIssuerName: 'N',
  ListCost: '3',
  PricingQuantity: '1',
  PricingUnit: 'Hours',
  ServiceCategory: 'Compute',
  ServiceName: 'Boxes',
  ChargeFrequency: 'Usage-Based',
  ServiceSubcategory: 'Virtual Machines',
  InvoiceId: 'F',
};
const table = (row: Readonly<Record<string, string>>): string =>
  `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;

describe('the requirements of FOCUS', () => {
  it('are 621 in version 1.2, each read', () => {
    const rules = [...parseRules(ruleSetOf('1.2', 'CostAndUsage')).values()];
    expect(rules).toHaveLength(621);
    expect(rules.filter(({ check }) => check.type === 'composite')).toHaveLength(143);
    expect(rules.every(({ check }) => check.type !== 'undecidable' || check.reason.length > 10)).toBe(true);
  });

  it('of a later version are those of the one before, and more', () => {
    const parts = (version: '1.3' | '1.4', id: string): readonly string[] => {
      const check = parseRules(ruleSetOf(version, 'CostAndUsage')).get(id)?.check;
      return check?.type === 'composite' ? check.parts : [];
    };
    expect(parts('1.3', 'CAU-CostAndUsage-D-001-M')).toEqual(
      expect.arrayContaining(['CAU-CostAndUsage-D-006-M', 'CAU-CostAndUsage-D-076-M']),
    );
    expect(parts('1.4', 'CAU-CostAndUsage-D-001-M')).toContain('CAU-CostAndUsage-D-077-C');
    expect(parts('1.4', 'CAU-CostAndUsage-D-002-M')).not.toContain('CAU-ProviderName-C-000-M');
  });

  it('name only rules that there are, in every version', () => {
    for (const version of VERSIONS) {
      const rules = parseRules(ruleSetOf(version, 'CostAndUsage'));
      for (const { check } of rules.values())
        if (check.type === 'composite') expect(check.parts.filter((id) => !rules.has(id))).toEqual([]);
    }
  });

  it.each([
    ...VERSIONS.map((version) => [version, 'CostAndUsage'] as const),
    ['1.4', 'InvoiceDetail'] as const,
    ['1.4', 'BillingPeriod'] as const,
  ])(
    'of %s %s: files that keep all have no finding, and the check finds in every mutant what a plain reading finds',
    async (version, dataset) => {
      const rules = [...parseRules(ruleSetOf(version, dataset)).values()];
      const applicability = allCriteria(rules);
      const check = (file: Parameters<typeof toCsv>[0]): Promise<ConformanceReport> =>
        orThrow(checkFocusConformance(toCsv(file), { version, dataset, applicability }));
      for (const file of passingTables(version, dataset)) expect(broken(await check(file))).toEqual([]);
      // One version suffices for the mutants of the rules that all share.
      const own = rules.filter(
        ({ id, check: { type } }) =>
          type === 'test' &&
          (version === '1.2' ||
            dataset !== 'CostAndUsage' ||
            /Allocated|Contract|HostProvider|ServiceProvider|InvoiceDetail|ProgramElig|-C-014-M/.test(id)),
      );
      const known = new Set(rules.map(({ id }) => id));
      for (const { rule, failing, broken: wanted } of own.map((one) => evidenceFor(one, version, dataset, 1))) {
        if (failing === undefined) continue;
        const found = broken(await check(failing)).filter((id) => known.has(id));
        expect(found).toContain(rule.id);
        expect(new Set(found)).toEqual(new Set(wanted));
      }
    },
    120_000,
  );
});

describe('the version and the data set of a file', () => {
  it.each([
    [
      '1.0',
      { ...REQUIRED, InvoiceId: undefined, ServiceSubcategory: undefined, ProviderName: 'N', PublisherName: 'N' },
    ],
    ['1.1', { ...REQUIRED, InvoiceId: undefined, ProviderName: 'N', PublisherName: 'N' }],
    ['1.2', { ...REQUIRED, ProviderName: 'N', PublisherName: 'N' }],
    ['1.3', { ...REQUIRED, ProviderName: 'N', PublisherName: 'N', HostProviderName: 'N', ServiceProviderName: 'N' }],
    ['1.4', { ...REQUIRED, HostProviderName: 'N', ServiceProviderName: 'N' }],
  ])('%s with the unconditional columns alone conforms', async (version, row) => {
    const report = await orThrow(
      checkFocusConformance(table(JSON.parse(JSON.stringify(row)) as Record<string, string>)),
    );
    expect([report.version, report.conforms, broken(report)]).toEqual([version, true, []]);
  });

  it('are known by their columns', () => {
    expect(recognizeFocus(['InvoiceDetailId', 'InvoiceIssueStatus', 'BilledCost'])).toEqual({
      dataset: 'InvoiceDetail',
      version: '1.4',
    });
    expect(recognizeFocus(['BillingPeriodStart', 'BillingPeriodStatus'])).toEqual({
      dataset: 'BillingPeriod',
      version: '1.4',
    });
    expect(Object.values(FOCUS_COLUMNS).map((columns) => new Set(columns).size)).toEqual([43, 50, 57, 65, 65]);
  });
});

describe('the verdict on a requirement', () => {
  const verdict = async (id: string, rows: readonly Cells[], options = {}) => {
    const report = await orThrow(checkFocusConformance(focusCsv(...rows), { version: '1.2', ...options }));
    return report.requirements.find(({ ruleId }) => ruleId === id)!;
  };

  it('names rows, values and what was expected', async () => {
    const rows = [{}, { ListUnitPrice: '0.51' }, { ListUnitPrice: '0.6', PricingQuantity: '3' }];
    expect(await verdict('ListCost-C-009-C', rows)).toMatchObject({
      status: 'violated',
      count: 2,
      rows: 2,
      tested: 3,
      keyword: 'MUST',
      examples: [
        {
          row: 3,
          column: 'ListCost',
          value: '1.00',
          expected: '1.02',
          values: { ListUnitPrice: '0.51', PricingQuantity: '2', ChargeClass: null },
        },
        { row: 4, column: 'ListCost', value: '1.00', expected: '1.8' },
      ],
    });
  });

  it('is exact: no product of 15 digits is rounded', async () => {
    const row = { ListUnitPrice: '0.123456789012345', PricingQuantity: '987654321.123', ListCost: '121932631.127' };
    expect((await verdict('ListCost-C-009-C', [row])).examples[0]?.expected).toBe('121932631.140013046641263435');
    expect((await verdict('ListCost-C-009-C', [{ ...row, ListCost: '121932631.140013046641263435' }])).status).toBe(
      'met',
    );
  });

  it('is that a criterion must be known, or is not supported', async () => {
    expect(await verdict('CostAndUsage-D-003-C', [{}])).toMatchObject({
      status: 'undecidable',
      reason: expect.stringContaining('AVAILABILITY_ZONE_SUPPORTED') as string,
    });
    expect(await verdict('CostAndUsage-D-003-C', [{}], { applicability: [] })).toMatchObject({
      status: 'notApplicable',
    });
    expect(
      await verdict('CostAndUsage-D-003-C', [{}], { applicability: ['AVAILABILITY_ZONE_SUPPORTED'] }),
    ).toMatchObject({ status: 'violated', count: 1 });
  });

  it('is that no file can decide it, or that no row is concerned, and why', async () => {
    expect(await verdict('SkuId-C-008-M', [{}])).toMatchObject({
      status: 'undecidable',
      reason: 'other accounts and contracts are needed',
    });
    expect(await verdict('EffectiveCost-C-010-C', [{}])).toMatchObject({
      status: 'notApplicable',
      reason: 'no row with ChargeCategory = "Credit"',
    });
    expect(await verdict('SkuMeter-C-004-C', [{}])).toMatchObject({
      status: 'notApplicable',
      reason: 'no column SkuMeter',
    });
    expect(await verdict('Tags-C-002-O', [{}])).toMatchObject({
      status: 'notApplicable',
      reason: 'a permission: nothing breaks it',
    });
  });

  it('on a composite follows from its parts', async () => {
    expect(await verdict('BilledCost-C-000-M', [{ BilledCost: '' }])).toMatchObject({
      status: 'violated',
      reason: 'broken in BilledCost-C-003-M',
    });
  });

  it('counts over rows: a service in two categories, sums of a commitment', async () => {
    const rows = [{ ServiceName: 'A' }, { ServiceName: 'A' }, { ServiceName: 'A', ServiceCategory: 'Storage' }];
    const forwards = await verdict('ServiceName-C-005-C', rows);
    const backwards = await verdict('ServiceName-C-005-C', rows.toReversed());
    expect([forwards.count, backwards.count]).toEqual([1, 1]);
    const plan = { CommitmentDiscountId: 'plan', CommitmentDiscountStatus: 'Used' };
    expect((await verdict('EffectiveCost-C-013-C', [plan])).status).toBe('met');
    expect(await verdict('EffectiveCost-C-013-C', [plan, { ...plan, CommitmentDiscountStatus: '' }])).toMatchObject({
      count: 1,
      examples: [{ value: '2', expected: '1' }],
    });
  });

  it('finds text that is no UTF-8, and null written in two ways', async () => {
    const report = await orThrow(checkFocusConformance(Buffer.from(focusCsv({ ResourceId: 'Zürich' }), 'latin1')));
    expect(broken(report)).toContain('ResourceId-C-002-M');
    expect((await verdict('NullHandling-A-002-M', [{ ResourceId: 'NULL' }])).count).toBe(1);
    expect((await verdict('NullHandling-A-002-M', [{ ResourceId: 'n/a' }])).count).toBe(1);
  });

  it('is the same over several files, which it names', async () => {
    const [first, second] = [focusCsv({}), focusCsv({ BilledCost: '' })];
    const report = await orThrow(
      checkFocusConformance([
        { name: 'a', content: first },
        { name: 'b', content: second },
      ]),
    );
    expect(report.rows).toBe(2);
    expect(report.violations.find(({ ruleId }) => ruleId === 'BilledCost-C-003-M')?.examples).toMatchObject([
      { file: 'b', row: 2, value: null },
    ]);
  });

  it('does not depend on how rows are spread over kinds, and stays within a few kinds of memory', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      BilledCost: i % 3 === 0 ? '' : String(i),
      ResourceId: `r-${i}`,
    }));
    expect(await verdict('BilledCost-C-003-M', rows)).toMatchObject({ count: 1000, rows: 1000, tested: 3000 });
  });
});

describe('what no requirement says', () => {
  it('is an observation: a cost other than the billed one without a commitment', async () => {
    const report = await orThrow(checkFocusConformance(focusCsv({ EffectiveCost: '2' })));
    expect(report.violations.find(({ ruleId }) => ruleId === 'EffectiveCost-X-001-O')).toMatchObject({
      count: 1,
      keyword: 'SHOULD',
    });
  });
});

describe('hostile input', () => {
  it.each([{ version: '2.0' }, { dataset: 'Other' }, { applicability: 'all' }, { examples: -1 }])(
    '%j is an error value',
    async (options) => {
      expect(await checkFocusConformance(focusCsv({}), options as never)()).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'InvalidFocus' },
      });
    },
  );

  it.each(['1', 'a', '(', '[', '.', ' ', '1 ', '-', '{', '"', 'a b', '1e', ';1'])(
    'a megabyte of %j in every column takes no more than linear time',
    async (unit) => {
      const cell = unit.repeat(1_000_000 / unit.length / 4);
      const row = { BilledCost: cell, ChargePeriodStart: cell, Tags: cell, ConsumedUnit: cell };
      const report = await orThrow(checkFocusConformance(focusCsv(row), { version: '1.2' }));
      expect(report.rows).toBe(1);
    },
    20_000,
  );
});
