/**
 * Evidence for the rules of a version: files that keep every rule, and for each rule a change that breaks it, found by
 * looking for values that make the rule's own expression false. What is broken is judged by `naive.ts`, which reads the
 * same rules and shares nothing with the check: no cell classes, no kinds of rows, no numbers in whole units.
 */
import { FOCUS_COLUMNS, type FocusDataset, type FocusVersion } from '../../../../src/adapters/focus/columns.js';
import { columnsOf, EACH, parseRules } from '../../../../src/adapters/focus/conformance/parse-rules.js';
import { type Expr, type Rule } from '../../../../src/adapters/focus/conformance/rule-set.js';
import { ruleSetOf } from '../../../../src/adapters/focus/conformance/rule-sets.js';
import { brokenRules, isBroken, type NaiveTable } from './naive.js';

export type Row = Readonly<Record<string, string>>;

/** A file that keeps a rule, and one that breaks it. */
export interface Evidence {
  readonly rule: Rule;
  readonly passing: NaiveTable;
  /** Undefined where no change was found that breaks the rule. */
  readonly failing: NaiveTable | undefined;
  /** The rules that the change breaks, the rule itself among them. */
  readonly broken: readonly string[];
}

const USAGE: Row = {
  AvailabilityZone: 'north-1b',
  BilledCost: '4.8',
  BillingAccountId: 'payer-7',
  BillingAccountName: 'Payer',
  BillingAccountType: 'Organization',
  BillingCurrency: 'USD',
  BillingPeriodEnd: '2026-03-01T00:00:00Z',
  BillingPeriodStart: '2026-02-01T00:00:00Z',
  ChargeCategory: 'Usage',
  ChargeDescription: 'machine hours',
  ChargeFrequency: 'Usage-Based',
  ChargePeriodEnd: '2026-02-11T00:00:00Z',
  ChargePeriodStart: '2026-02-10T00:00:00Z',
  CommitmentProgramEligibilityDetails: '{"CommitmentPrograms":[{"ProgramType":"Plan"}]}',
  ConsumedQuantity: '24',
  ConsumedUnit: 'Hours',
  ContractedCost: '4.8',
  ContractedUnitPrice: '0.2',
  EffectiveCost: '4.8',
  HostProviderName: 'Nimbus',
  InvoiceDetailId: 'F-31-2',
  InvoiceId: 'F-31',
  InvoiceIssuerName: 'Nimbus',
  ListCost: '6',
  ListUnitPrice: '0.25',
  PricingCategory: 'Standard',
  PricingCurrency: 'USD',
  PricingCurrencyContractedUnitPrice: '0.2',
  PricingCurrencyEffectiveCost: '4.8',
  PricingCurrencyListUnitPrice: '0.25',
  PricingQuantity: '24',
  PricingUnit: 'Hours',
  ProviderName: 'Nimbus',
  PublisherName: 'Nimbus',
  RegionId: 'north-1',
  RegionName: 'North',
  ResourceId: 'box-1',
  ResourceName: 'front',
  ResourceType: 'Machine',
  ServiceCategory: 'Compute',
  ServiceName: 'Boxes',
  ServiceProviderName: 'Nimbus',
  ServiceSubcategory: 'Virtual Machines',
  SkuId: 'box',
  SkuMeter: 'Box hours',
  SkuPriceDetails: '{"CoreCount":2}',
  SkuPriceId: 'box-std',
  SubAccountId: 'team',
  SubAccountName: 'Team',
  SubAccountType: 'Project',
  Tags: '{"owner":"ann"}',
};
const COMMITMENT: Row = {
  CommitmentDiscountCategory: 'Usage',
  CommitmentDiscountId: 'plan-1',
  CommitmentDiscountName: 'Plan',
  CommitmentDiscountType: 'Plan',
  CommitmentDiscountUnit: 'Hours',
};
const USED: Row = {
  ...COMMITMENT,
  BilledCost: '0',
  CommitmentDiscountQuantity: '24',
  CommitmentDiscountStatus: 'Used',
  PricingCategory: 'Committed',
};
const ALLOCATED: Row = {
  AllocatedMethodDetails: '{"Elements":[{"AllocatedRatio":1,"UsageUnit":"Hours","UsageQuantity":3}]}',
  AllocatedMethodId: 'by-hours',
  AllocatedResourceId: 'pod-1',
  AllocatedResourceName: 'pod',
  AllocatedTags: '{"pod":"1"}',
};
const NOTHING = (names: string): Row => Object.fromEntries(names.split(' ').map((name) => [name, '']));
const NO_PRICE = NOTHING(
  'AvailabilityZone ConsumedQuantity ConsumedUnit ContractedUnitPrice ListUnitPrice PricingCategory PricingQuantity PricingUnit ' +
    'PricingCurrencyContractedUnitPrice PricingCurrencyListUnitPrice RegionId RegionName ResourceId ResourceName ResourceType SkuId ' +
    'SkuMeter SkuPriceDetails SkuPriceId CommitmentProgramEligibilityDetails',
);
const FLAT: Row = {
  BilledCost: '2',
  ContractedCost: '2',
  EffectiveCost: '2',
  ListCost: '2',
  PricingCurrencyEffectiveCost: '2',
  ChargeFrequency: 'One-Time',
};
const OTHER: Row = { ServiceCategory: 'Other', ServiceSubcategory: 'Other (Other)' };

/** Kinds of rows that keep every rule of every version, by what parts them from plain usage. */
const KINDS: ReadonlyArray<Row> = [
  {},
  { ...NO_PRICE, ...FLAT, ...OTHER, ChargeCategory: 'Tax', ServiceName: 'Tax' },
  {
    ...NO_PRICE,
    ...FLAT,
    ...OTHER,
    ...NOTHING('SubAccountId SubAccountName SubAccountType InvoiceId InvoiceDetailId'),
    ChargeCategory: 'Credit',
    ServiceName: 'Credit',
  },
  {
    ...COMMITMENT,
    ...NOTHING('AvailabilityZone ConsumedQuantity ConsumedUnit SkuPriceDetails CommitmentProgramEligibilityDetails'),
    BilledCost: '8',
    ChargeCategory: 'Purchase',
    ChargeFrequency: 'One-Time',
    CommitmentDiscountQuantity: '40',
    ContractedCost: '8',
    EffectiveCost: '0',
    ListCost: '10',
    PricingCurrencyEffectiveCost: '0',
    PricingQuantity: '40',
    ResourceId: 'plan-1',
    ResourceName: 'Plan',
    ResourceType: 'Plan',
    SkuId: 'plan',
    SkuMeter: 'Plans',
    SkuPriceId: 'plan-std',
  },
  USED,
  {
    ...USED,
    ...NOTHING('ConsumedQuantity ConsumedUnit'),
    CommitmentDiscountStatus: 'Unused',
    ResourceId: 'plan-1',
    ResourceName: 'Plan',
  },
  { CapacityReservationId: 'room-1', CapacityReservationStatus: 'Used' },
  { CapacityReservationId: 'room-1', CapacityReservationStatus: 'Unused' },
  ALLOCATED,
  { ...NO_PRICE, ChargeClass: 'Correction', PricingQuantity: '1', PricingUnit: 'Hours' },
].map((more) => ({ ...USAGE, ...more }));

const INVOICE: Row = {
  BilledCost: '4.80',
  BillingAccountId: 'payer-7',
  BillingCurrency: 'USD',
  BillingPeriodEnd: '2026-03-01T00:00:00Z',
  BillingPeriodStart: '2026-02-01T00:00:00Z',
  ChargeCategory: 'Usage',
  InvoiceDetailCreated: '2026-03-02T00:00:00Z',
  InvoiceDetailDescription: 'machine hours',
  InvoiceDetailGrain: '{"ServiceName":"Boxes"}',
  InvoiceDetailId: 'F-31-2',
  InvoiceDetailLastUpdated: '2026-03-03T00:00:00Z',
  InvoiceId: 'F-31',
  InvoiceIssueDate: '2026-03-03T00:00:00Z',
  InvoiceIssueStatus: 'Issued',
  InvoiceIssuerName: 'Nimbus',
  PaymentCurrency: 'EUR',
  PaymentCurrencyBilledCost: '4.20',
  PaymentCurrencyInvoiceDetailId: 'F-31-2',
  PaymentDueDate: '2026-04-03T00:00:00Z',
  PaymentTerms: 'Net 30',
  PurchaseOrderNumber: 'PO-9',
  ReferenceInvoiceId: 'F-31',
};
const PERIOD: Row = {
  BillingPeriodCreated: '2026-02-01T00:00:00Z',
  BillingPeriodEnd: '2026-03-01T00:00:00Z',
  BillingPeriodLastUpdated: '2026-03-03T00:00:00Z',
  BillingPeriodStart: '2026-02-01T00:00:00Z',
  BillingPeriodStatus: 'Closed',
  InvoiceIssuerName: 'Nimbus',
};

/** The kinds of rows of a data set as tables of one row. */
export function passingTables(version: FocusVersion, dataset: FocusDataset): readonly NaiveTable[] {
  if (dataset === 'InvoiceDetail') return [{ columns: Object.keys(INVOICE), rows: [INVOICE] }];
  if (dataset === 'BillingPeriod') return [{ columns: Object.keys(PERIOD), rows: [PERIOD] }];
  const columns = FOCUS_COLUMNS[version];
  return KINDS.map((row) => ({
    columns,
    rows: [Object.fromEntries(columns.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])))],
  }));
}

/** All criteria that the rules of a version name. */
export function allCriteria(rules: Iterable<Rule>): string[] {
  return [...new Set([...rules].flatMap(({ criteria }) => criteria))];
}

/** Values that are right in some column and wrong in others. */
const VALUES = [
  '',
  'Nonsense',
  'x',
  'ten',
  '+24',
  '24 Hours',
  '2x10^1',
  '2E+1',
  '(24)',
  '49/2',
  '24,5',
  '12*2',
  '24 25',
  '=24',
  '-24',
  '25',
  '0',
  '0.5',
  '{"owner":"bob"}',
  'owner=ann',
  '{"owner":"a","owner":"b"}',
  '{"owner":["a"]}',
  '{"owner":{"a":1}}',
  '{"owner":null}',
  '{"cores":2}',
  '{"Corecount":2}',
  '{"CoreCount":"two"}',
  '{"Elements":[{"UsageUnit":"Hours"}]}',
  '{"Elements":[{"AllocatedRatio":1,"UsageQuantity":3}]}',
  '{"Elements":[{"AllocatedRatio":1,"Mine":3}]}',
  '{"CommitmentPrograms":[]}',
  '[1]',
  'later',
  '2026-02-10 00:00:00Z',
  '2026-02-10T00:00:00',
  '2026-02-10T02:00:00+02:00',
  '2026-02-10T0:00:00Z',
  '10.02.2026',
  '2026-04-01T00:00:00Z',
  '2025-01-01T00:00:00Z',
  'usd',
  'Coins',
  'Not Applicable',
  '   ',
  'GB*Hours',
  'gb-Hours',
  'Usage',
  'Purchase',
  'Adjustment',
  'Usage-Based',
  'Used',
  'Unused',
  'Standard',
  'Correction',
  'NULL',
  'box-1',
  'plan-1',
  '\u0000latin',
];

const lists = new Map<string, readonly Rule[]>();

function rulesOf(version: FocusVersion, dataset: FocusDataset): readonly Rule[] {
  const key = `${version} ${dataset}`;
  const rules = lists.get(key) ?? [...parseRules(ruleSetOf(version, dataset)).values()];
  lists.set(key, rules);
  return rules;
}

/** Looks for the smallest change to a kind of row that breaks a rule, among a few that do. */
export function evidenceFor(rule: Rule, version: FocusVersion, dataset: FocusDataset, maxTries = 4): Evidence {
  const rules = rulesOf(version, dataset);
  let best:
    | { readonly passing: NaiveTable; readonly failing: NaiveTable; readonly broken: readonly string[] }
    | undefined;
  const tables = passingTables(version, dataset);
  for (const passing of tables) {
    let tried = 0;
    for (const failing of changesOf(rule, passing)) {
      if (!isBroken(rule, failing, rules)) continue;
      const broken = brokenRules(rules, failing);
      if (best === undefined || broken.length < best.broken.length) best = { passing, failing, broken };
      tried += 1;
      if (broken.length === 1 || tried >= maxTries) break;
    }
    if (best !== undefined && (best.broken.length === 1 || maxTries === 1)) break;
  }
  return { rule, passing: best?.passing ?? tables[0]!, failing: best?.failing, broken: best?.broken ?? [] };
}

function* changesOf(rule: Rule, table: NaiveTable): Generator<NaiveTable> {
  if (rule.check.type !== 'test') return;
  const row = table.rows[0]!;
  const names = namesIn(rule.check.expect);
  if (names) {
    for (const name of ['Mine', 'x_mine', 'mine', 'Mine_too', `X${'a'.repeat(60)}`, 'x_Mine'])
      for (const place of [0, table.columns.length])
        yield { columns: [...table.columns.slice(0, place), name, ...table.columns.slice(place)], rows: table.rows };
    return;
  }
  const expected = columnsOf(rule.check.expect).flatMap((name) => (EACH.test(name) ? table.columns : [name]));
  const columns = [...new Set([...expected, ...(rule.check.when === undefined ? [] : columnsOf(rule.check.when))])];
  const [first] = columns;
  if (rule.check.expect.op === 'is' && rule.check.expect.test === 'present') {
    yield {
      columns: table.columns.filter((name) => name !== first),
      rows: [Object.fromEntries(Object.entries(row).filter(([name]) => name !== first))],
    };
    return;
  }
  const isPairwise = rule.check.expect.op === 'parent';
  for (const column of columns.filter((name) => table.columns.includes(name)))
    for (const value of VALUES) {
      const changed = { ...row, [column]: value };
      yield { columns: table.columns, rows: isPairwise ? [row, changed] : [changed] };
    }
}

function namesIn(expr: Expr): boolean {
  return expr.op === 'names' || ((expr.op === 'and' || expr.op === 'or') && expr.parts.some(namesIn));
}

/** A table as the bytes of a CSV file; a value with the mark of `VALUES` is written in Latin-1. */
export function toCsv({ columns, rows }: NaiveTable): Uint8Array {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const isLatin = rows.some((row) => Object.values(row).some((value) => value.startsWith('\u0000')));
  const cell = (text: string): string => (text.startsWith('\u0000') ? 'Z\u00fcrich' : text);
  const lines = [columns.map(quoted), ...rows.map((row) => columns.map((name) => quoted(cell(row[name] ?? ''))))];
  return Buffer.from(`${lines.map((line) => line.join(',')).join('\n')}\n`, isLatin ? 'latin1' : 'utf8');
}
