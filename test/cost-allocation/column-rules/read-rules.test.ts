import { describe, expect, it } from 'vitest';
import { applyColumnRules, ColumnRule, readAwsCostCategory } from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { at, charge } from '../bill.js';

const dimension = (Key: string, Values: string[], ...MatchOptions: string[]) => ({
  Dimensions: { Key, Values, ...(MatchOptions.length > 0 && { MatchOptions }) },
});
const category = {
  Name: 'Team',
  RuleVersion: 'CostCategoryExpression.v1',
  EffectiveStart: '2024-06-01T00:00:00Z',
  Rules: [
    { Value: 'platform', Rule: dimension('LINKED_ACCOUNT', ['100000000001', '100000000002']) },
    {
      Value: 'data',
      Rule: {
        And: [
          dimension('SERVICE_CODE', ['Amazon'], 'STARTS_WITH'),
          { Not: dimension('REGION', ['us-east-1']) },
          {
            Or: [
              { Tags: { Key: 'env', Values: ['PROD'], MatchOptions: ['EQUALS', 'CASE_INSENSITIVE'] } },
              { Tags: { Key: 'env', MatchOptions: ['ABSENT'] } },
            ],
          },
        ],
      },
    },
    { Type: 'INHERITED_VALUE', InheritedValue: { DimensionName: 'TAG', DimensionKey: 'team' } },
  ],
  DefaultValue: 'others',
  SplitChargeRules: [
    {
      Source: 'platform',
      Targets: ['data', 'web'],
      Method: 'FIXED',
      Parameters: [{ Type: 'ALLOCATION_PERCENTAGES', Values: ['62.5', '37.5'] }],
    },
  ],
};
const line = (chargeId: string, cost: string, columns: Record<string, string>, tags: Record<string, string> = {}) => ({
  ...charge(null, cost, { chargeId, tags }),
  columns,
});
const bill = [
  line('1', '8.00', { SubAccountId: '100000000001', x_ServiceCode: 'AmazonEC2' }),
  line('2', '3.00', { SubAccountId: '9', x_ServiceCode: 'AmazonS3', RegionId: 'eu-west-1' }, { env: 'prod' }),
  line('3', '2.00', { SubAccountId: '9', x_ServiceCode: 'AmazonS3', RegionId: 'us-east-1' }, { team: 'web' }),
  line('4', '1.00', { SubAccountId: '9', x_ServiceCode: 'AmazonS3', RegionId: 'eu-west-1' }, { env: 'dev' }),
];
const teams = (definition: unknown, options = {}) =>
  orThrow(applyColumnRules(bill, orThrow(readAwsCostCategory(definition, options)))).map(
    ({ tags, cost }) => `${tags['Team']} ${cost.toFixed()}`,
  );

describe('a cost category of AWS', () => {
  // The 8.00 of the platform go 62.5 : 37.5 to data (5) and web (3).
  const expected = ['data 5', 'web 3', 'data 3', 'web 2', 'others 1'];
  it('as the API answers it, as its input, and as CloudFormation has it', () => {
    expect(teams({ CostCategory: { ...category, CostCategoryArn: 'arn:aws:ce::1:costcategory/x' } })).toEqual(expected);
    expect(teams(JSON.stringify(category))).toEqual(expected);
    const { Rules, SplitChargeRules, ...rest } = category;
    const properties = { ...rest, Rules: JSON.stringify(Rules), SplitChargeRules: JSON.stringify(SplitChargeRules) };
    expect(teams({ Type: 'AWS::CE::CostCategory', Properties: properties })).toEqual(expected);
  });

  it('holds from its start on, may set any dimension, and its rules are models', () => {
    const rules = orThrow(
      readAwsCostCategory(category, {
        dimension: 'tenant',
        tagKey: (key) => `user:${key}`,
        columns: { SERVICE_CODE: 'code' },
      }),
    );
    expect(rules.map(({ ruleId }) => ruleId)).toEqual([
      'Team/rule 1',
      'Team/rule 2',
      'Team/rule 3',
      'Team/default',
      'Team/split 1',
    ]);
    expect(
      rules.every(
        (rule) => ColumnRule.is(rule) && rule.effectiveFrom === at('2024-06-01') && rule.effectiveUntil === null,
      ),
    ).toBe(true);
    expect(rules[2]!.set).toEqual({ tenant: { inherit: 'tag:user:team' } });
    expect(JSON.stringify(rules[1]!.when)).toContain('"code"');
  });

  // data 3 + 1, web 2 (tag): 8.00 by 4 : 2 → 5.33 and 2.67; what no rule categorizes is the empty source.
  it('splits evenly, in proportion to cost, and what is not categorized', () => {
    const split = (Source: string, Method: string) => ({
      ...category,
      DefaultValue: undefined,
      SplitChargeRules: [{ Source, Targets: ['data', 'web'], Method }],
    });
    expect(teams(split('platform', 'EVEN')).slice(0, 2)).toEqual(['data 4', 'web 4']);
    expect(teams(split('platform', 'PROPORTIONAL')).slice(0, 2)).toEqual(['data 4.8', 'web 3.2']);
    expect(teams(split('', 'EVEN'))).toEqual(['platform 8', 'data 3', 'web 2', 'data 0.5', 'web 0.5']);
  });

  it('text that a pattern would read otherwise is taken as it is', () => {
    const rule = { Name: 'X', Rules: [{ Value: 'a', Rule: dimension('USAGE_TYPE', ['a*b?\\'], 'CONTAINS') }] };
    const [{ when }] = orThrow(readAwsCostCategory(rule)) as [ColumnRule];
    expect(when).toEqual({ column: 'usageType', glob: ['*a\\*b\\?\\\\*'], ignoreCase: false });
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /expected JSON/],
    ['a list', [], /Name and Rules/],
    ['another version', { ...category, RuleVersion: 'v2' }, /RuleVersion: expected CostCategoryExpression.v1/],
    [
      'an unknown option',
      { Name: 'X', Rules: [{ Value: 'a', Rule: dimension('REGION', ['x'], 'LIKE') }] },
      /Rules\[0\].Rule.Dimensions.MatchOptions/,
    ],
    [
      'an unknown expression',
      { Name: 'X', Rules: [{ Value: 'a', Rule: { Xor: [] } }] },
      /Rules\[0\].Rule: expected one of And/,
    ],
    ['a rule without a value', { Name: 'X', Rules: [{ Rule: dimension('REGION', ['x']) }] }, /Rules\[0\].Value/],
    [
      'percentages that are too few',
      {
        ...category,
        SplitChargeRules: [
          {
            Source: 'a',
            Targets: ['b', 'c'],
            Method: 'FIXED',
            Parameters: [{ Type: 'ALLOCATION_PERCENTAGES', Values: ['1'] }],
          },
        ],
      },
      /2 percentages/,
    ],
    ['a date that is none', { ...category, EffectiveStart: 'June' }, /EffectiveStart/],
  ])('refuses %s and says where', (_, definition, message) => {
    expect(readAwsCostCategory(definition)).toMatchObject({
      _tag: 'Left',
      left: { message: expect.stringMatching(message) as string },
    });
  });

  it('is bounded for expressions without end', () => {
    let rule: unknown = dimension('REGION', ['x']);
    for (let i = 0; i < 10_000; i += 1) rule = { Not: rule };
    expect(readAwsCostCategory({ Name: 'X', Rules: [{ Value: 'a', Rule: rule }] })._tag).toBe('Left');
  });
});
