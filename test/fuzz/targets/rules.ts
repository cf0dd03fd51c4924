import {
  applyColumnRules,
  type ChargeWithColumns,
  COST_CATEGORIES,
  previewRules,
  readAwsCostCategory,
} from '../../../src/cost-allocation/index.js';
import { Decimal } from '../../../src/money/decimal.js';
import { sum } from '../../../src/money/units.js';
import { E } from '../../../src/prelude.js';
import { HOSTILE, jsonValue, mutate, type Random } from '../random.js';
import { must, type FuzzTarget } from '../target.js';
import { shaken } from './shaken.js';

const COLUMNS = ['service', 'account', 'tag:team', 'tenant', 'cost', 'start', 'ServiceName', '__proto__', 'unheard'];
const DIMENSIONS = ['tenant', 'pool', 'project', 'resource', 'category', 'tag:team', 'tag:__proto__'];
const VALUES = ['a', 'b', 'compute', 'Amazon S3', '10', '-0.5', '2026-03-02', '', 'storage'];
const PATTERNS = ['*', 'a*', '?', '*a*b*c*d*', '\\*', '*'.repeat(60), 'Amazon*', '**?**'];

const many = <A>(random: Random, make: () => A, most: number): A[] =>
  Array.from({ length: random.below(most + 1) }, make);

function matcher(random: Random, depth = 3): unknown {
  const kind = random.below(depth > 0 ? 9 : 5);
  const column = random.pick(COLUMNS);
  if (kind === 0) return { column, equals: random.pick(VALUES), ignoreCase: random.chance(0.5) };
  if (kind === 1) return { column, glob: many(random, () => random.pick(PATTERNS), 3) };
  if (kind === 2) return { column, atLeast: random.pick(VALUES), below: random.pick(VALUES) };
  if (kind === 3) return { column, present: random.chance(0.5) };
  if (kind === 4) return { column, in: many(random, () => random.pick(VALUES), 3) };
  if (kind < 8) return { [random.pick(['all', 'any'])]: many(random, () => matcher(random, depth - 1), 3) };
  return { not: matcher(random, depth - 1) };
}

const valueOf = (random: Random, dimension: string): unknown => {
  const one = (): string => (dimension === 'category' ? random.pick(COST_CATEGORIES) : random.pick(VALUES));
  return random.pick<() => unknown>([
    one,
    one,
    () => (dimension === 'category' ? one() : null),
    () => ({ inherit: random.pick(COLUMNS) }),
    () => ({ split: Object.fromEntries(many(random, () => [one(), `${random.below(5)}.${random.below(10)}`], 4)) }),
    () => ({ splitByCost: many(random, one, 3) }),
  ])();
};

const MARCH = 1_772_323_200;

const rule = (random: Random, position: number): unknown => ({
  ruleId: `rule-${position}`,
  ...(random.chance(0.8) && { when: matcher(random) }),
  set: Object.fromEntries(
    many(random, () => random.pick(DIMENSIONS), 2).map((dimension) => [dimension, valueOf(random, dimension)]),
  ),
  ...(random.chance(0.3) && { override: true }),
  ...(random.chance(0.2) && { effectiveFrom: MARCH + random.below(5 * 86_400) }),
  ...(random.chance(0.2) && { effectiveUntil: MARCH + random.below(9 * 86_400) }),
});

const charge = (random: Random, position: number): ChargeWithColumns => ({
  chargeId: `c${position}`,
  tenantId: random.pick(['a', 'b', null]),
  category: random.pick(COST_CATEGORIES),
  cost: new Decimal(`${random.below(2000) - 500}.${random.below(1e6)}`),
  currency: 'EUR',
  start: MARCH + random.below(86_400 * 3),
  end: MARCH + 86_400 * (3 + random.below(9)),
  tags: random.chance(0.5) ? { team: random.pick(VALUES), [random.pick(HOSTILE)]: 'x' } : {},
  columns: { ServiceName: random.pick(VALUES), [random.pick(HOSTILE)]: random.pick(VALUES) },
});

interface Bill {
  readonly charges: readonly ChargeWithColumns[];
  readonly rules: readonly unknown[];
}

export const columnRules: FuzzTarget = {
  name: 'column rules',
  input: (random): Bill => {
    const rules = many(random, () => undefined, 4).map((_, i) => rule(random, i));
    return {
      charges: many(random, () => undefined, 6).map((_, i) => charge(random, i)),
      rules: random.chance(0.7) ? rules : (shaken(random, rules) as unknown[]),
    };
  },
  check(input) {
    const { charges, rules } = input as Bill;
    const drafts = rules as never;
    const ruled = applyColumnRules(charges, drafts);
    const preview = previewRules(charges, drafts);
    must(E.isRight(ruled) === E.isRight(preview), 'rules hold in one of application and preview alone');
    if (E.isLeft(ruled)) must(ruled.left.message.length < 2_000 && !/[\r\n]/.test(ruled.left.message), 'a long error');
    if (E.isLeft(ruled) || E.isLeft(preview)) return;
    const given = sum(charges.map(({ cost }) => cost));
    must(sum(ruled.right.map(({ cost }) => cost)).eq(given), 'costs were lost or added');
    const ids = ruled.right.map(({ chargeId }) => chargeId);
    must(new Set(ids).size === ids.length, 'an id stands twice');
    for (const { covered, leftOver, total, dimension } of preview.right.coverage) {
      must(covered.plus(leftOver).eq(total) && total.eq(given), `${dimension} does not add up`);
    }
    const back = applyColumnRules([...charges].reverse(), drafts);
    const inWords = (list: readonly ChargeWithColumns[]): string =>
      JSON.stringify(list.map((one) => [one.chargeId, one.tenantId, one.cost.toFixed()]).sort());
    must(E.isRight(back) && inWords(back.right) === inWords(ruled.right), 'the order of the charges matters');
  },
};

const CATEGORY = {
  Name: 'team',
  RuleVersion: 'CostCategoryExpression.v1',
  DefaultValue: 'other',
  Rules: [
    { Value: 'web', Rule: { Dimensions: { Key: 'LINKED_ACCOUNT', Values: ['1'], MatchOptions: ['STARTS_WITH'] } } },
    { Value: 'data', Rule: { Not: { Tags: { Key: 'team', Values: ['d'], MatchOptions: ['ABSENT'] } } } },
    {
      Value: 'both',
      Rule: {
        And: [
          { Dimensions: { Key: 'SERVICE_CODE', Values: ['AmazonS3'] } },
          { Or: [{ CostCategories: { Key: 'env', Values: ['prod'] } }, { Tags: { Key: 'a', Values: ['b'] } }] },
        ],
      },
    },
    { Type: 'INHERITED_VALUE', InheritedValue: { DimensionName: 'TAG', DimensionKey: 'team' } },
  ],
  SplitChargeRules: [{ Source: 'both', Targets: ['web', 'data'], Method: 'PROPORTIONAL' }],
};

export const awsCategories: FuzzTarget = {
  name: 'AWS categories',
  input: (random) => {
    const value = shaken(random, CATEGORY);
    if (random.chance(0.5)) return { definition: value, charges: many(random, () => charge(random, 0), 1) };
    const text = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));
    return { definition: random.chance(0.5) ? mutate(random, text) : jsonValue(random), charges: [] };
  },
  check(input) {
    const { definition, charges } = input as { definition: unknown; charges: readonly ChargeWithColumns[] };
    const rules = readAwsCostCategory(definition);
    if (E.isLeft(rules))
      return must(rules.left.message.length < 2_000 && !/[\r\n]/.test(rules.left.message), 'a long error');
    const ruled = applyColumnRules(charges, rules.right);
    must(E.isRight(ruled), 'rules that were read cannot be applied');
    must(sum(ruled.right.map(({ cost }) => cost)).eq(sum(charges.map(({ cost }) => cost))), 'costs were lost or added');
  },
};
