import { E, type Either } from '../prelude.js';
import { type Equivalence, equivalenceOf, isEquivalence } from './equivalence/equivalence.js';
import { EQUIVALENCES } from './equivalence/registry.js';
import { type InvalidRule, invalidRule } from './errors.js';
import { compileGlob, compileSchemaPath, type Glob } from './glob.js';
import { DRIFT_SEVERITIES, type DriftSeverity } from './model/drift-record.js';
import { isObject, tryOr } from './plain-data.js';
import type { CompiledVariant, DriftRules, DriftRuleSpec, ResourceSchema, RuleVariant } from './rule-spec.js';
import { DEFAULT_FLAGS, PATTERN_LISTS, type PatternLists, type RuleTable, RuleTree } from './rule-tree.js';

/**
 * Compiles what a host says about comparison. Every glob is compiled once; what it says about a place is found once per
 * shape of path. Fails with `InvalidRule` on the first entry that cannot be used.
 *
 * @example
 * const rules = orThrow(driftRules({ unordered: ['*.rules'], comparators: { '*.cidr': 'cidr' }, ignore: ['*.etag'] }));
 */
export function driftRules(spec: DriftRuleSpec): Either<InvalidRule, DriftRules> {
  return compileRules(spec, {});
}

/** Whether these are rules as `driftRules` makes them; a spec that was not compiled is the mistake of a first try. */
export const isCompiled = (rules: DriftRules): boolean =>
  tryOr(() => typeof rules.table === 'object' && typeof rules.tree.start === 'function', false);

/** What to answer where they are not. */
export const notCompiled = (rules: unknown): InvalidRule =>
  invalidRule({ what: 'rules', value: rules, expected: 'what driftRules(spec) answers' });

/** Rules out of what the host says and what a schema says; where both speak of a place, both hold. */
export function compileRules(spec: DriftRuleSpec, schema: ResourceSchema): Either<InvalidRule, DriftRules> {
  return catchRefusal(spec, () => {
    refuseMisspelled(spec, SPEC_FIELDS, 'a field of the rules');
    refuseMisspelled(schema, SCHEMA_FIELDS, 'a field of the schema');
    const table = compileTable(spec, schema);
    const variants = listIn(spec.variants, 'variants').map((variant) => compileVariant(variant, spec, schema));
    return E.right({ spec, schema, table, tree: new RuleTree(table), variants });
  });
}

/** Every field of a specification. */
const SPEC_FIELDS: readonly (keyof DriftRuleSpec)[] = [
  ...(Object.keys(PATTERN_LISTS) as (keyof PatternLists)[]),
  ...(Object.keys(DEFAULT_FLAGS) as (keyof typeof DEFAULT_FLAGS)[]),
  'identities',
  'keyed',
  'comparators',
  'globalComparators',
  'defaults',
  'severities',
  'normalize',
  'variants',
];
const SCHEMA_FIELDS: readonly (keyof ResourceSchema)[] = [
  'readOnly',
  'writeOnly',
  'createOnly',
  'unordered',
  'opaqueMaps',
  'ordered',
  'keyed',
  'exact',
  'complete',
  'comparators',
  'defaults',
];
const VARIANT_FIELDS: readonly (keyof RuleVariant)[] = ['when', 'rules', 'schema'];

/** A misspelled field would silently change nothing. */
export function refuseMisspelled(given: unknown, fields: readonly string[], what: string): void {
  const misspelled = isObject(given) ? Object.keys(given).find((key) => !fields.includes(key)) : undefined;
  if (misspelled !== undefined) refuse(what, misspelled, `one of ${fields.join(', ')}`);
}

function compileVariant(variant: RuleVariant, spec: DriftRuleSpec, schema: ResourceSchema): CompiledVariant {
  if (!isObject(variant) || !isObject(variant.when) || Object.keys(variant.when).length === 0)
    return refuse('variant', variant, 'an object with the values of at least one field under "when"');
  refuseMisspelled(variant, VARIANT_FIELDS, 'a field of a variant');
  for (const [what, part] of [
    ['rules of a variant', variant.rules],
    ['schema of a variant', variant.schema],
  ] as const)
    if (part !== undefined && !isObject(part)) return refuse(what, part, 'an object');
  const { variants: _, ...general } = spec;
  const { variants: __, ...own } = variant.rules ?? {};
  return {
    when: Object.entries(variant.when).map(([field, texts]) => [field, [texts].flat()]),
    rules: orRefuse(compileRules(mergeSpecs(general, own), mergeSchemas(schema, variant.schema ?? {}))),
  };
}

function mergeSchemas(base: ResourceSchema, more: ResourceSchema): ResourceSchema {
  const both = (left: unknown, right: unknown): unknown =>
    Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : { ...(left as object), ...(right as object) };
  const names = [...new Set([...Object.keys(base), ...Object.keys(more)])] as (keyof ResourceSchema)[];
  return Object.fromEntries(
    names.map((name) => [name, base[name] && more[name] ? both(base[name], more[name]) : (more[name] ?? base[name])]),
  );
}

/** The rules for two configurations: those of the first variant that fits, else those that hold for all. */
export function rulesFor(rules: DriftRules, desired: unknown, actual: unknown): DriftRules {
  if (rules.variants.length === 0) return rules;
  const known = isObject(desired) ? desired : actual;
  if (!isObject(known)) return rules;
  const fits = ({ when }: CompiledVariant): boolean =>
    when.every(([field, texts]) => texts.includes((known as Record<string, unknown>)[field] ?? ''));
  return rules.variants.find(fits)?.rules ?? rules;
}

/** The rules with more said: lists grow, later comparators and identities win, flags given again replace the old. */
export function extendRules(rules: DriftRules, more: DriftRuleSpec): Either<InvalidRule, DriftRules> {
  return catchRefusal(more, () => {
    if (!isObject(more)) return refuse('spec', more, EXPECTED_SPEC);
    if (!isCompiled(rules)) return E.left(notCompiled(rules));
    return compileRules(mergeSpecs(rules.spec, more), rules.schema);
  });
}

const MERGED_LISTS = [
  ...(Object.keys(PATTERN_LISTS) as (keyof PatternLists)[]),
  'identities',
  'globalComparators',
  'severities',
  'variants',
] as const;

/** Two specs as one, the second having the last word. */
export function mergeSpecs(base: DriftRuleSpec, more: DriftRuleSpec): DriftRuleSpec {
  const together = (name: (typeof MERGED_LISTS)[number]): readonly unknown[] => [
    ...new Set<unknown>([...(base[name] ?? []), ...(more[name] ?? [])]),
  ];
  return {
    ...base,
    ...more,
    ...Object.fromEntries(MERGED_LISTS.map((name) => [name, together(name)])),
    keyed: laterWins(base.keyed, more.keyed),
    comparators: laterWins(base.comparators, more.comparators),
    defaults: laterWins(base.defaults, more.defaults),
  };
}

// A pattern given again moves to the end, where it wins over everything given in between.
function laterWins<A>(
  base: Readonly<Record<string, A>> = {},
  more: Readonly<Record<string, A>> = {},
): Record<string, A> {
  const merged = new Map(Object.entries(base));
  for (const [pattern, value] of Object.entries(more)) {
    merged.delete(pattern);
    merged.set(pattern, value);
  }
  return Object.fromEntries(merged);
}

/** Carries a refusal out of the compilers below; never leaves this file. */
class RuleRefusal extends Error {
  constructor(readonly error: InvalidRule) {
    super(error.message);
  }
}

/** What is wrong with a spec becomes a value, whether it was found or whether reading the spec threw. */
export function catchRefusal(
  spec: unknown,
  make: () => Either<InvalidRule, DriftRules>,
): Either<InvalidRule, DriftRules> {
  try {
    return make();
  } catch (cause) {
    return E.left(
      cause instanceof RuleRefusal
        ? cause.error
        : invalidRule({ what: 'spec', value: spec, expected: EXPECTED_SPEC }, cause),
    );
  }
}

const refuse = (what: string, value: unknown, expected: string): never => {
  throw new RuleRefusal(invalidRule({ what, value, expected }));
};

const EXPECTED_SPEC = 'an object as DriftRuleSpec describes';

function compileTable(spec: DriftRuleSpec, schema: ResourceSchema): RuleTable {
  if (!isObject(spec) || Array.isArray(spec)) return refuse('spec', spec, EXPECTED_SPEC);
  if (spec.normalize !== undefined && typeof spec.normalize !== 'function')
    return refuse('normalize', spec.normalize, 'a function');
  return {
    ...mapEntries(PATTERN_LISTS, (name, properties) => [
      ...listIn(spec[name], name).map(compile),
      ...properties.flatMap((property) => listIn(schema[property], property).map(schemaPath)),
    ]),
    ...mapEntries(DEFAULT_FLAGS, (name, otherwise) => flagIn(spec[name], name, otherwise)),
    identities: listIn(spec.identities, 'identities').map(fieldsIn),
    keyed: entriesIn(spec.keyed, 'keyed')
      .map(([pattern, fields]) => ({
        glob: compile(pattern),
        value: fieldsIn(fields),
      }))
      .concat(entriesIn(schema.keyed, 'keyed').map(([path, value]) => ({ glob: schemaPath(path), value }))),
    defaults: [
      ...entriesIn(spec.defaults, 'defaults').map(([pattern, value]) => ({ glob: compile(pattern), value })),
      ...entriesIn(schema.defaults, 'defaults').map(([path, value]) => ({ glob: schemaPath(path), value })),
    ],
    comparators: [
      ...entriesIn(spec.comparators, 'comparators').map(([pattern, comparator]) => ({
        glob: compile(pattern),
        value: equivalenceFor(comparator),
      })),
      ...entriesIn(schema.comparators, 'comparators').map(([path, comparator]) => ({
        glob: schemaPath(path),
        value: equivalenceFor(comparator),
      })),
    ],
    globalComparators: listIn(spec.globalComparators, 'globalComparators').map(equivalenceFor),
    severities: listIn(spec.severities, 'severities').map((rule) => ({
      glob: compile(rule?.pattern),
      resourceType:
        typeof rule.resourceType === 'string' ? rule.resourceType : refuse('resourceType', rule.resourceType, 'a text'),
      value: severityIn(rule.severity),
    })),
  };
}

const compile = (pattern: string): Glob => orRefuse(compileGlob(pattern));

const schemaPath = (path: string): Glob => orRefuse(compileSchemaPath(path));

/** The same made of every entry of a record. */
const mapEntries = <K extends string, A, B>(
  record: Readonly<Record<K, A>>,
  make: (name: K, entry: A) => B,
): Readonly<Record<K, B>> =>
  Object.fromEntries(Object.entries<A>(record).map(([name, entry]) => [name, make(name as K, entry)])) as Record<K, B>;

function orRefuse<A>(outcome: Either<InvalidRule, A>): A {
  if (outcome._tag === 'Left') throw new RuleRefusal(outcome.left);
  return outcome.right;
}

function equivalenceFor(comparator: unknown): Equivalence {
  if (typeof comparator === 'function')
    return equivalenceOf(comparator as (desired: unknown, actual: unknown) => boolean);
  if (isEquivalence(comparator)) return comparator;
  const builtIn = typeof comparator === 'string' ? EQUIVALENCES.get(comparator) : undefined;
  return builtIn ?? refuse('comparator', comparator, `a function or one of ${[...EQUIVALENCES.keys()].join(', ')}`);
}

const listIn = <A>(list: readonly A[] | undefined, what: string): readonly A[] =>
  list === undefined ? [] : Array.isArray(list) ? list : refuse(what, list, 'a list');

const entriesIn = <A>(record: Readonly<Record<string, A>> | undefined, what: string): readonly [string, A][] =>
  record === undefined ? [] : isObject(record) ? Object.entries(record) : refuse(what, record, 'an object');

const fieldsIn = (fields: readonly string[]): readonly string[] =>
  Array.isArray(fields) && fields.length > 0 && fields.every((field) => typeof field === 'string')
    ? fields
    : refuse('identity', fields, 'a list of at least one key');

const severityIn = (severity: DriftSeverity): DriftSeverity =>
  DRIFT_SEVERITIES.includes(severity)
    ? severity
    : refuse('severity', severity, `one of ${DRIFT_SEVERITIES.join(', ')}`);

const flagIn = (value: boolean | undefined, what: string, fallback: boolean): boolean =>
  value === undefined ? fallback : typeof value === 'boolean' ? value : refuse(what, value, 'true or false');
