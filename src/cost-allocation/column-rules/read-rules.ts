import { decode, unreadableValue } from '../../codec/decode.js';
import { isPlainObject, listOf, mapOf, optionsOf } from '../../codec/record.js';
import { callback, text } from '../../codec/values.js';
import { type DecodeError, decodeError, type DecodeIssue, notAsExpected } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { Decimal, toDecimal } from '../../money/decimal.js';
import { toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { duplicateId, type DuplicateId, invalidAllocationRule, type InvalidAllocationRule } from '../errors.js';
import { type ColumnMatcher, ColumnRule, type ColumnRuleDraft, type ColumnValue } from '../model/column-rule.js';
import { COST_CATEGORIES } from '../model/cost-category.js';
import { compileMatcher, type RowTest } from './match.js';
import { tagKeyOf } from './read-columns.js';

/** What makes rules ones that cannot be followed. */
type ColumnRuleError = DecodeError | DuplicateId | InvalidAllocationRule;

/** A split with whole weights: `values[i]` gets `weights[i]`. */
interface FixedSplit {
  readonly values: readonly string[];
  readonly weights: readonly bigint[];
}

/** A value that a rule gives, ready for a charge. */
type FixedValue =
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'inherit'; readonly column: string }
  | { readonly kind: 'split'; readonly splitOf: (currency: string) => FixedSplit };

/** A rule that is ready for many charges. */
export interface FixedRule {
  readonly rule: ColumnRule;
  readonly matches: RowTest;
  readonly values: readonly (readonly [dimension: string, value: FixedValue])[];
}

const DIMENSIONS = ['tenant', 'pool', 'project', 'resource', 'category'];

/** Reads rules, drafts and JSON alike, and checks that each can be followed. */
export function readColumnRules(drafts: readonly ColumnRuleDraft[]): Either<ColumnRuleError, readonly ColumnRule[]> {
  const rules = decode(listOf(ColumnRule), drafts, 'the column rules');
  if (E.isLeft(rules)) return rules;
  const ids = new Set<string>();
  for (const rule of rules.right) {
    if (ids.has(rule.ruleId)) return E.left(duplicateId({ what: 'column rules', id: rule.ruleId }));
    ids.add(rule.ruleId);
    const wrong = complaintOf(rule);
    if (wrong !== undefined) return E.left(invalidAllocationRule({ ruleId: rule.ruleId, ...wrong }));
  }
  return rules;
}

interface Complaint {
  readonly reason: string;
  readonly value: unknown;
}

function complaintOf(rule: ColumnRule): Complaint | undefined {
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom) {
    return { reason: 'it must end after it begins', value: rule.effectiveUntil };
  }
  const set = Object.entries(rule.set);
  if (set.length === 0) return { reason: 'it must set at least one dimension', value: rule.set };
  for (const [dimension, value] of set) {
    if (!DIMENSIONS.includes(dimension) && tagKeyOf(dimension) === undefined) {
      return { reason: `it can set ${DIMENSIONS.join(', ')} or tag:KEY`, value: dimension };
    }
    const wrong = complaintOfValue(dimension, value);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function complaintOfValue(dimension: string, value: ColumnValue): Complaint | undefined {
  if (dimension === 'category') {
    const known: readonly string[] = COST_CATEGORIES;
    const stranger = value === null ? null : literalsOf(value).find((name) => !known.includes(name));
    if (stranger !== undefined) return { reason: `category must be one of ${known.join(', ')}`, value: stranger };
  }
  if (typeof value !== 'object' || value === null || 'inherit' in value) return undefined;
  const names = literalsOf(value);
  if (names.length === 0) return { reason: `${dimension} must be split among at least one value`, value: names };
  if (names.includes('')) return { reason: `${dimension} must be split among values that are not empty`, value: '' };
  if (new Set(names).size < names.length) {
    return { reason: `${dimension} must be split among different values`, value: names.join(', ') };
  }
  if (!('split' in value)) return undefined;
  const weights = Object.values(value.split);
  const negative = weights.find((weight) => weight.isNegative() && !weight.isZero());
  if (negative !== undefined) return { reason: `the weights of ${dimension} must not be negative`, value: negative };
  return weights.every((weight) => weight.isZero())
    ? { reason: `the weights of ${dimension} must not be all zero`, value: weights[0] }
    : undefined;
}

/** The values that a rule names itself. */
function literalsOf(value: ColumnValue): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'string') return [value];
  if ('inherit' in value) return [];
  return 'split' in value ? Object.keys(value.split) : value.splitByCost;
}

/** Makes a rule ready. `costs`: what the bill costs by currency, dimension and value, where the rule splits by it. */
export function fixRule(rule: ColumnRule, costs: ReadonlyMap<string, Decimal>): FixedRule {
  const values = Object.entries(rule.set).map(([dimension, value]) => {
    return [dimension, fixValue(dimension, value, costs)] as const;
  });
  return { rule, matches: compileMatcher(rule.when), values };
}

function fixValue(dimension: string, value: ColumnValue, costs: ReadonlyMap<string, Decimal>): FixedValue {
  if (typeof value !== 'object' || value === null) return { kind: 'value', value };
  if ('inherit' in value) return { kind: 'inherit', column: value.inherit };
  if ('split' in value) {
    const split = toFixedSplit(Object.entries(value.split));
    return { kind: 'split', splitOf: () => split };
  }
  const byCurrency = new Map<string, FixedSplit>();
  const splitOf = (currency: string): FixedSplit => {
    const known = byCurrency.get(currency);
    if (known !== undefined) return known;
    const weights = value.splitByCost.map((name) => {
      const cost = costs.get(JSON.stringify([currency, dimension, name]));
      return [name, cost === undefined || cost.isNegative() ? new Decimal(0) : cost] as const;
    });
    const made = toFixedSplit(
      weights.every(([, weight]) => weight.isZero())
        ? weights.map(([name]) => [name, new Decimal(1)] as const)
        : weights,
    );
    byCurrency.set(currency, made);
    return made;
  };
  return { kind: 'split', splitOf };
}

/** Weights as whole numbers, in order of the values; what weighs nothing gets nothing and is left out. */
function toFixedSplit(weights: readonly (readonly [string, Decimal])[]): FixedSplit {
  const heavy = weights.filter(([, weight]) => !weight.isZero()).sort(([a], [b]) => (a < b ? -1 : 1));
  const scale = Math.max(...heavy.map(([, weight]) => weight.decimalPlaces()));
  return { values: heavy.map(([name]) => name), weights: heavy.map(([, weight]) => toUnits(weight, scale)) };
}

/** How a Cost Category of AWS becomes rules. */
export interface AwsCostCategoryOptions {
  /** What the rules set. Default: `tag:` and the name of the category. */
  readonly dimension?: string;
  /** The key of a tag in the bill, where it is not the one in Cost Explorer: `(key) => 'user:' + key`. */
  readonly tagKey?: (key: string) => string;
  /** The column of a dimension of AWS, where it is not the usual one: `{ RECORD_TYPE: 'x_LineItemType' }`. */
  readonly columns?: Readonly<Record<string, string>>;
}

const AwsCostCategoryOptions = optionsOf<AwsCostCategoryOptions>('the options', {
  dimension: text,
  tagKey: callback,
  columns: mapOf(text),
});

/** The columns of a charge that stand for the dimensions of Cost Explorer. */
const DIMENSION_COLUMNS: Readonly<Record<string, string>> = {
  LINKED_ACCOUNT: 'account',
  LINKED_ACCOUNT_NAME: 'accountName',
  SERVICE: 'service',
  SERVICE_CODE: 'serviceCode',
  REGION: 'region',
  USAGE_TYPE: 'usageType',
  OPERATION: 'operation',
  RECORD_TYPE: 'chargeCategory',
  RESOURCE_ID: 'resource',
  BILLING_ENTITY: 'billingEntity',
};

/**
 * Reads a Cost Category of AWS as rules: what `DescribeCostCategoryDefinition` answers, the input of
 * `CreateCostCategoryDefinition`, or an `AWS::CE::CostCategory` of CloudFormation, as JSON text or parsed. Regular and
 * inherited rules, the default value and split charge rules become rules in this order; the dates of the category
 * become theirs. Values of the category are tags named after it, so that another category or `costBy` can use them.
 *
 * What has no meaning here is refused with its path, never left out: another rule version, a match option or a split
 * method that AWS does not document.
 *
 * Source: AWS Billing and Cost Management API reference, `CostCategory`, `CostCategoryRule`, `Expression`,
 * `CostCategorySplitChargeRule`.
 *
 * @example
 * const rules = orThrow(readAwsCostCategory(readFileSync('team.json', 'utf8'), { dimension: 'tenant' }));
 */
export function readAwsCostCategory(
  definition: unknown,
  options: AwsCostCategoryOptions = {},
): Either<DecodeError, readonly ColumnRule[]> {
  try {
    const parsed: unknown = typeof definition === 'string' ? JSON.parse(definition) : definition;
    const asked = decode(AwsCostCategoryOptions, options ?? {}, 'the options');
    if (E.isLeft(asked)) return asked;
    const reader = new CategoryReader(asked.right);
    const rules = reader.read(unwrap(parsed));
    const { issues } = reader;
    return issues.length > 0 ? E.left(decodeError({ what: WHAT, issues })) : E.right(rules);
  } catch (cause) {
    return cause instanceof SyntaxError
      ? E.left(notAsExpected(WHAT, `expected JSON, got ${show(definition)}`, cause))
      : E.left(unreadableValue(WHAT, cause));
  }
}

const WHAT = 'the AWS cost category';

type Json = Readonly<Record<string, unknown>>;

function unwrap(parsed: unknown): unknown {
  if (!isPlainObject(parsed)) return parsed;
  for (const key of ['CostCategory', 'Properties']) if (isPlainObject(parsed[key])) return parsed[key];
  return parsed;
}

/** Expressions inside expressions, at most; the codec of matchers allows as many. */
const MAX_DEPTH = 40;

const VERSION = 'CostCategoryExpression.v1';

class CategoryReader {
  readonly issues: DecodeIssue[] = [];
  readonly #options: AwsCostCategoryOptions;

  constructor(options: AwsCostCategoryOptions) {
    this.#options = options;
  }

  read(category: unknown): readonly ColumnRule[] {
    if (!isPlainObject(category)) return this.#refuse('', 'an object with Name and Rules', category) ?? [];
    const name = this.#text(category['Name'], 'Name');
    const version = category['RuleVersion'] ?? VERSION;
    if (version !== VERSION) this.#refuse('RuleVersion', VERSION, version);
    const dimension = this.#options.dimension ?? `tag:${name}`;
    const dates = {
      effectiveFrom: this.#instant(category['EffectiveStart'], 'EffectiveStart') ?? 0,
      effectiveUntil: this.#instant(category['EffectiveEnd'], 'EffectiveEnd') ?? null,
    };
    const rule = (id: string, when: ColumnMatcher, value: ColumnValue, override = false): ColumnRule => ({
      ruleId: `${name}/${id}`,
      name: typeof value === 'string' ? `${name}: ${value}` : `${name}: ${id}`,
      when,
      set: Object.fromEntries([[dimension, value]]),
      ...(override ? { override } : {}),
      ...dates,
      isActive: true,
    });
    const rules = this.#list(category['Rules'], 'Rules').map((item, i) => {
      const { when, value } = this.#rule(item, `Rules[${i}]`);
      return rule(`rule ${i + 1}`, when, value);
    });
    const { DefaultValue: byDefault } = category as { readonly DefaultValue?: unknown };
    if (byDefault !== undefined && byDefault !== null) {
      rules.push(rule('default', { all: [] }, this.#text(byDefault, 'DefaultValue')));
    }
    const splits = this.#list(category['SplitChargeRules'] ?? [], 'SplitChargeRules').map((item, i) => {
      const { source, value } = this.#split(item, `SplitChargeRules[${i}]`);
      // AWS calls what no rule categorizes by the empty text.
      const when: ColumnMatcher =
        source === '' ? { column: dimension, present: false } : { column: dimension, equals: source };
      return rule(`split ${i + 1}`, when, value, true);
    });
    return [...rules, ...splits];
  }

  #rule(item: unknown, path: string): { readonly when: ColumnMatcher; readonly value: ColumnValue } {
    const nothing = { when: { all: [] }, value: null };
    if (!isPlainObject(item)) return this.#refuse(path, 'a rule', item) ?? nothing;
    const { Type: type = 'REGULAR', Rule: expression, InheritedValue: inherited } = item as Json;
    const when = expression === undefined ? { all: [] } : this.#expression(expression, `${path}.Rule`, 0);
    if (type === 'REGULAR') {
      if (expression === undefined) this.#refuse(`${path}.Rule`, 'an expression', expression);
      return { when, value: this.#text(item['Value'], `${path}.Value`) };
    }
    if (type !== 'INHERITED_VALUE') this.#refuse(`${path}.Type`, 'REGULAR or INHERITED_VALUE', type);
    if (!isPlainObject(inherited)) return this.#refuse(`${path}.InheritedValue`, 'an object', inherited) ?? nothing;
    const from = inherited['DimensionName'];
    if (from === 'TAG') {
      const key = this.#text(inherited['DimensionKey'], `${path}.InheritedValue.DimensionKey`);
      return { when, value: { inherit: this.#tagColumn(key) } };
    }
    if (from !== 'LINKED_ACCOUNT_NAME')
      this.#refuse(`${path}.InheritedValue.DimensionName`, 'TAG or LINKED_ACCOUNT_NAME', from);
    return { when, value: { inherit: this.#column('LINKED_ACCOUNT_NAME') } };
  }

  #expression(item: unknown, path: string, depth: number): ColumnMatcher {
    const none: ColumnMatcher = { any: [] };
    if (depth > MAX_DEPTH)
      return this.#refuse(path, `at most ${MAX_DEPTH} expressions inside one another`, item) ?? none;
    if (!isPlainObject(item)) return this.#refuse(path, 'an expression', item) ?? none;
    const kinds = Object.keys(item).filter((key) => item[key] !== undefined && item[key] !== null);
    const [kind = ''] = kinds;
    const inner = item[kind];
    if (kinds.length !== 1) {
      return this.#refuse(path, 'one of And, Or, Not, Dimensions, Tags, CostCategories', item) ?? none;
    }
    const each = (): readonly ColumnMatcher[] =>
      this.#list(inner, `${path}.${kind}`).map((one, i) => this.#expression(one, `${path}.${kind}[${i}]`, depth + 1));
    switch (kind) {
      case 'And':
        return { all: each() };
      case 'Or':
        return { any: each() };
      case 'Not':
        return { not: this.#expression(inner, `${path}.Not`, depth + 1) };
      case 'Dimensions':
        return this.#test(inner, `${path}.Dimensions`, (key) => this.#column(key));
      case 'Tags':
        return this.#test(inner, `${path}.Tags`, (key) => this.#tagColumn(key));
      case 'CostCategories':
        return this.#test(inner, `${path}.CostCategories`, (key) => `tag:${key}`);
      default:
        return this.#refuse(path, 'one of And, Or, Not, Dimensions, Tags, CostCategories', item) ?? none;
    }
  }

  #test(item: unknown, path: string, columnOf: (key: string) => string): ColumnMatcher {
    if (!isPlainObject(item)) return this.#refuse(path, 'an object with Key and Values', item) ?? { any: [] };
    const column = columnOf(this.#text(item['Key'], `${path}.Key`)) || '-';
    const options = this.#list(item['MatchOptions'] ?? [], `${path}.MatchOptions`);
    const values = (): readonly string[] =>
      this.#list(item['Values'], `${path}.Values`).map((value, i) => this.#text(value, `${path}.Values[${i}]`, true));
    const ignoreCase = options.includes('CASE_INSENSITIVE');
    const tests: ColumnMatcher[] = [];
    const addGlob = (toPattern: (escaped: string) => string): void => {
      const glob = values().map((value) => toPattern(value.replace(/[*?\\]/g, '\\$&')));
      tests.push({ column, glob, ignoreCase });
    };
    for (const option of options.filter((one) => one !== 'CASE_INSENSITIVE' && one !== 'CASE_SENSITIVE')) {
      if (option === 'EQUALS') tests.push({ column, in: values(), ignoreCase });
      else if (option === 'ABSENT') tests.push({ column, present: false });
      else if (option === 'STARTS_WITH') addGlob((text) => `${text}*`);
      else if (option === 'ENDS_WITH') addGlob((text) => `*${text}`);
      else if (option === 'CONTAINS') addGlob((text) => `*${text}*`);
      else this.#refuse(`${path}.MatchOptions`, 'EQUALS, ABSENT, STARTS_WITH, ENDS_WITH, CONTAINS or a case', option);
    }
    if (tests.length === 0) tests.push({ column, in: values(), ignoreCase });
    return tests.length === 1 ? tests[0]! : { any: tests };
  }

  #split(item: unknown, path: string): { readonly source: string; readonly value: ColumnValue } {
    if (!isPlainObject(item)) return this.#refuse(path, 'a split charge rule', item) ?? { source: '', value: null };
    const source = this.#text(item['Source'], `${path}.Source`, true);
    const targets = this.#list(item['Targets'], `${path}.Targets`).map((target, i) =>
      this.#text(target, `${path}.Targets[${i}]`),
    );
    const weigh = (weights: readonly Decimal[]): ColumnValue => ({
      split: Object.fromEntries(targets.map((target, i) => [target, weights[i] ?? new Decimal(0)])),
    });
    switch (item['Method']) {
      case 'EVEN':
        return { source, value: weigh(targets.map(() => new Decimal(1))) };
      case 'PROPORTIONAL':
        return { source, value: { splitByCost: targets } };
      case 'FIXED':
        return { source, value: weigh(this.#percentages(item['Parameters'], `${path}.Parameters`, targets.length)) };
      default:
        this.#refuse(`${path}.Method`, 'FIXED, PROPORTIONAL or EVEN', item['Method']);
        return { source, value: null };
    }
  }

  #percentages(item: unknown, path: string, count: number): readonly Decimal[] {
    const given = this.#list(item, path).find((one) => isPlainObject(one) && one['Type'] === 'ALLOCATION_PERCENTAGES');
    const values = this.#list(isPlainObject(given) ? given['Values'] : undefined, `${path}.Values`);
    if (values.length !== count) this.#refuse(`${path}.Values`, `${count} percentages, one a target`, values);
    return values.map((value, i) => {
      const read = toDecimal(typeof value === 'number' ? String(value) : value);
      if (E.isRight(read) && !read.right.isNegative()) return read.right;
      this.#refuse(`${path}.Values[${i}]`, 'a percentage from 0', value);
      return new Decimal(0);
    });
  }

  #column(key: string): string {
    const { columns = {} } = this.#options;
    if (Object.hasOwn(columns, key)) return columns[key]!;
    return Object.hasOwn(DIMENSION_COLUMNS, key) ? DIMENSION_COLUMNS[key]! : key;
  }

  #tagColumn(key: string): string {
    return `tag:${this.#options.tagKey?.(key) ?? key}`;
  }

  #instant(value: unknown, path: string): number | undefined {
    if (value === undefined || value === null) return undefined;
    const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(at)) return at / 1000;
    this.#refuse(path, 'an instant such as 2026-01-01T00:00:00Z', value);
    return undefined;
  }

  #text(value: unknown, path: string, mayBeEmpty = false): string {
    if (typeof value === 'string' && (mayBeEmpty || value !== '')) return value;
    this.#refuse(path, mayBeEmpty ? 'text' : 'text that is not empty', value);
    return '-';
  }

  /** A list, or the JSON text of one: CloudFormation has rules as text. */
  #list(value: unknown, path: string): readonly unknown[] {
    const parsed: unknown = typeof value === 'string' && value.trimStart().startsWith('[') ? JSON.parse(value) : value;
    if (Array.isArray(parsed)) return parsed;
    this.#refuse(path, 'a list', value);
    return [];
  }

  #refuse(path: string, expected: string, value: unknown): undefined {
    this.issues.push({ path, message: `expected ${expected}, got ${show(value)}` });
    return undefined;
  }
}
