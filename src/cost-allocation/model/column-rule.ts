import * as t from '../../codec/io-ts.js';
import type { Codec } from '../../codec/io-ts.js';
import {
  isPlainObject,
  listOf,
  mapOf,
  nullable,
  optional,
  record,
  withDefault,
  guardedCodec,
} from '../../codec/record.js';
import type { WrittenForm } from '../../codec/wire-form.js';
import { anything, decimalCodec, flag, nonEmptyText, refineCodec, seconds, text } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';

/**
 * What a row must be like. One test of a column, or `all`, `any` and `not` of other matchers; `{ all: [] }` matches
 * every row.
 */
export type ColumnMatcher =
  | ColumnTest
  | { readonly all: readonly ColumnMatcher[] }
  | { readonly any: readonly ColumnMatcher[] }
  | { readonly not: ColumnMatcher };

/**
 * A test of one column. Each of its conditions must hold, and none but `present: false` holds for a column without a
 * value.
 *
 * The columns of a charge are `chargeId`, `tenant`, `pool`, `project`, `resource`, `category`, `currency`, `usageUnit`,
 * `usageQuantity`, `cost`, `start` and `end` (seconds since the epoch), `tag:KEY`, and whatever its `columns` hold, by
 * the name in the bill. `account`, `accountName`, `service`, `serviceCode`, `region`, `usageType`, `operation` and
 * `chargeCategory` stand for the columns that FOCUS and the AWS reports name so.
 */
export interface ColumnTest {
  /** The name of the column. */
  readonly column: string;
  /** The whole value. */
  readonly equals?: string;
  /** One of these is the whole value. */
  readonly in?: readonly string[];
  /** Some pattern covers the whole value: `*` is any text, `?` one character, `\` takes the next one as it is. */
  readonly glob?: string | readonly string[];
  /**
   * The value is this or more: by number where the bound is a decimal (then other values do not match), else by text,
   * which suits dates as ISO 8601 writes them.
   */
  readonly atLeast?: string;
  /** The value is less than this; see `atLeast`. */
  readonly below?: string;
  /** Whether the column has a value. Empty text is none. */
  readonly present?: boolean;
  /** Whether upper and lower case are the same. Default false. */
  readonly ignoreCase?: boolean;
}

/** What a rule gives a charge in one dimension. */
export type ColumnValue =
  /** This value. */
  | string
  /** No value: a charge without a tenant is shared, a tag is removed. */
  | null
  /** The value of a column; a charge that has none there is left to the next rule. */
  | { readonly inherit: string }
  /** The charge is divided by weights, exactly: `{ web: 3, mobile: 1 }`. */
  | { readonly split: Readonly<Record<string, Decimal>> }
  /** The charge is divided among these values by what the bill's charges with each of them cost. */
  | { readonly splitByCost: readonly string[] };

/**
 * A virtual tag: which charges it is about, and what it gives them. Rules stand in order. In each dimension the first
 * rule that matches decides, and a rule sees what those before it gave. It holds during [effectiveFrom,
 * effectiveUntil); a charge that lasts beyond is divided there.
 */
export interface ColumnRule {
  /** Unique among the rules. */
  readonly ruleId: string;
  /** For people. */
  readonly name: string;
  /** Which charges. Default: all. */
  readonly when: ColumnMatcher;
  /** What they are given, by dimension: `tenant`, `pool`, `project`, `resource`, `category` or `tag:KEY`. */
  readonly set: Readonly<Record<string, ColumnValue>>;
  /** Whether it replaces what a rule before it gave. Default false. */
  readonly override?: boolean;
  /** Seconds since the Unix epoch. Default 0. */
  readonly effectiveFrom: number;
  /** Seconds since the epoch, the first instant at which it does not hold any more. Default null: no end. */
  readonly effectiveUntil: number | null;
  /** False takes it out of use, whatever its dates. Default true. */
  readonly isActive: boolean;
}

/** A {@link ColumnRule} of which everything may be left out that has a default. */
export type ColumnRuleDraft = WrittenForm<
  Pick<ColumnRule, 'ruleId' | 'set'> & Partial<Omit<ColumnRule, 'ruleId' | 'set'>>
>;

/** {@link ColumnRule} as it goes over the wire. */
export interface ColumnRuleJson {
  readonly rule_id: string;
  readonly name: string;
  readonly when: ColumnMatcherJson;
  readonly set: Readonly<Record<string, ColumnValueJson>>;
  readonly override?: boolean;
  readonly effective_from: number;
  readonly effective_until: number | null;
  readonly is_active: boolean;
}

/** {@link ColumnMatcher} as it goes over the wire. */
export type ColumnMatcherJson =
  | {
      readonly column: string;
      readonly equals?: string;
      readonly in?: readonly string[];
      readonly glob?: string | readonly string[];
      readonly at_least?: string;
      readonly below?: string;
      readonly present?: boolean;
      readonly ignore_case?: boolean;
    }
  | { readonly all: readonly ColumnMatcherJson[] }
  | { readonly any: readonly ColumnMatcherJson[] }
  | { readonly not: ColumnMatcherJson };

/** {@link ColumnValue} as it goes over the wire. */
export type ColumnValueJson =
  | string
  | null
  | { readonly inherit: string }
  | { readonly split: Readonly<Record<string, string>> }
  | { readonly split_by_cost: readonly string[] };

/** Matchers inside matchers, at most. */
const MAX_DEPTH = 50;
/** Characters of a pattern, at most: matching takes time in proportion to the value and to the pattern. */
const MAX_PATTERN_LENGTH = 500;

const CONDITIONS = ['equals', 'in', 'glob', 'atLeast', 'below', 'present'] as const;

const pattern: t.Type<string> = refineCodec(text, (value) =>
  value.length > MAX_PATTERN_LENGTH ? `expected a pattern of at most ${MAX_PATTERN_LENGTH} characters` : undefined,
);

const patterns: t.Type<string | readonly string[], unknown> = guardedCodec<string | readonly string[], unknown>(
  'a pattern or a list of patterns',
  (value): value is string | readonly string[] => pattern.is(value) || listOf(pattern).is(value),
  (value, context): t.Validation<string | readonly string[]> =>
    Array.isArray(value) ? listOf(pattern).validate(value, context) : pattern.validate(value, context),
  (value) => value,
);

const ColumnTest: t.Type<ColumnTest, unknown> = refineCodec<ColumnTest, unknown>(
  record<ColumnTest, unknown>('a test of a column', {
    column: nonEmptyText,
    equals: optional(text),
    in: optional(listOf(text)),
    glob: optional(patterns),
    atLeast: optional(text),
    below: optional(text),
    present: optional(flag),
    ignoreCase: optional(flag),
  }),
  (test) =>
    CONDITIONS.some((name) => test[name] !== undefined) ? undefined : `expected one of ${CONDITIONS.join(', ')}`,
);

/** A codec that looks at the value to know of which kind it is. */
function codecByKind<A>(name: string, kindOf: (value: unknown, depth: number) => unknown): t.Type<A, unknown> {
  const codecOf = (value: unknown, depth = 0): t.Type<A, unknown> => kindOf(value, depth) as t.Type<A, unknown>;
  return guardedCodec<A, unknown>(
    name,
    (value): value is A => codecOf(value).is(value),
    (value, context) => codecOf(value, context.length).validate(value, context),
    (value) => codecOf(value).encode(value),
  );
}

const hasKey = (value: unknown, key: string): boolean => isPlainObject(value) && Object.hasOwn(value, key);

const tooDeep: t.Type<ColumnMatcher, unknown> = refineCodec<unknown, unknown>(
  anything,
  () => `expected at most ${MAX_DEPTH} matchers inside one another`,
) as t.Type<ColumnMatcher, unknown>;

export const ColumnMatcher: Codec<ColumnMatcher, ColumnMatcherJson> = codecByKind<ColumnMatcher>(
  'a matcher',
  (value, depth) => {
    // Each level takes three places of the path at most: the matcher, its list, and the position in it.
    if (depth > 3 * MAX_DEPTH) return tooDeep;
    return hasKey(value, 'all') ? all : hasKey(value, 'any') ? any : hasKey(value, 'not') ? not : ColumnTest;
  },
) as Codec<ColumnMatcher, ColumnMatcherJson>;

const all = record<{ readonly all: readonly ColumnMatcher[] }, unknown>('all of some matchers', {
  all: listOf(ColumnMatcher),
});
const any = record<{ readonly any: readonly ColumnMatcher[] }, unknown>('any of some matchers', {
  any: listOf(ColumnMatcher),
});
const not = record<{ readonly not: ColumnMatcher }, unknown>('the contrary of a matcher', { not: ColumnMatcher });

const inherit = record<{ readonly inherit: string }>('a value to inherit', { inherit: nonEmptyText });
const split = record<{ readonly split: Readonly<Record<string, Decimal>> }>('a split by weights', {
  split: mapOf(decimalCodec),
});
const splitByCost = record<{ readonly splitByCost: readonly string[] }>('a split by cost', {
  splitByCost: listOf(nonEmptyText),
});

const ColumnValue = codecByKind<ColumnValue>('a value of a dimension', (value) => {
  if (!isPlainObject(value)) return nullable(nonEmptyText);
  return hasKey(value, 'inherit') ? inherit : hasKey(value, 'split') ? split : splitByCost;
});

export const ColumnRule: Codec<ColumnRule, ColumnRuleJson> = record<ColumnRule, ColumnRuleJson>('a column rule', {
  ruleId: nonEmptyText,
  name: withDefault(text, () => ''),
  when: withDefault(ColumnMatcher, () => ({ all: [] })),
  set: mapOf(ColumnValue),
  override: optional(flag),
  effectiveFrom: withDefault(seconds, () => 0),
  effectiveUntil: withDefault(nullable(seconds), () => null),
  isActive: withDefault(flag, () => true),
});
