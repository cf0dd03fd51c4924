import { E, type Either } from '../prelude.js';
import { type Comparator, type Equivalence, equivalenceOf, isEquivalence } from './equivalence/equivalence.js';
import { type ComparatorName, EQUIVALENCES } from './equivalence/registry.js';
import { type InvalidRule, invalidRule } from './errors.js';
import { DRIFT_SEVERITIES, type DriftSeverity } from './model/drift-record.js';
import { compileGlob, compileSchemaPath, type Glob } from './path.js';
import { isObject, tryOr } from './plain-data.js';
import { DEFAULT_FLAGS, PATTERN_LISTS, type PatternLists, type RuleTable, RuleTree } from './rule-tree.js';

/** How severe a difference is that lies at a path of a kind of resource; `*` stands for every resource type. */
export interface SeverityRule {
  /** The type that it is about; `*` for every type. */
  readonly resourceType: string;
  /** A pattern of paths. */
  readonly pattern: string;
  /** The least severity of a difference there. */
  readonly severity: DriftSeverity;
}

/** What a host may say about how configurations are compared. Every pattern is a path glob (`compileGlob`). */
export interface DriftRuleSpec {
  /** Lists in which order means nothing: compared as multisets. */
  readonly unordered?: readonly string[];
  /** Lists in which order means something although `unordered` matches them. */
  readonly ordered?: readonly string[];
  /**
   * Lists whose elements are told apart by these fields, in whatever order; where `ordered` matches too, a change of
   * their order is a difference. A field that an element leaves out has its default.
   */
  readonly keyed?: Readonly<Record<string, readonly string[]>>;
  /**
   * Fields that identify the elements of a list without order where no `keyed` rule does: the first of these sets
   * that every element of both lists has, with values that are unique in each.
   */
  readonly identities?: readonly (readonly string[])[];
  /**
   * Whether the elements of such a list are also identified by their own name: `Key`, `Id`, `Name`, or `XName`, `XId`,
   * `XKey` in a list whose name contains X (`ParameterName` in `Parameters`). Default false.
   */
  readonly namedElements?: boolean;
  /** Lists that others may add to: what only the actual list has is no difference. */
  readonly allowExtra?: readonly string[];
  /** Places that a provider may keep to itself: a value that is missing from the actual configuration says nothing. */
  readonly writeOnly?: readonly string[];
  /** Places that are not compared, nor anything below them. */
  readonly ignore?: readonly string[];
  /** What means the same at a place; where several patterns match, the last one given counts. */
  readonly comparators?: Readonly<Record<string, ComparatorName | Comparator | Equivalence>>;
  /** Equivalences tried, in this order, wherever no comparator is given and no opaque map lies above. */
  readonly globalComparators?: readonly (ComparatorName | Equivalence)[];
  /**
   * Maps of the user's own data (tags, environment variables), which no equivalence of `globalComparators` may
   * interpret.
   */
  readonly opaqueMaps?: readonly string[];
  /**
   * Texts of the user's own, or maps and lists of them: compared to the letter, without coercion and without
   * equivalences. An empty text in such a map or list is a value like any other.
   */
  readonly exact?: readonly string[];
  /** Places that the declaration states in full, with all below: `declaredOnly` does not hold there. */
  readonly complete?: readonly string[];
  /** Places that are compared even where nobody declared anything: `declaredOnly` does not hide them. */
  readonly watched?: readonly string[];
  /** What the provider fills in: at such a place this value and none at all are the same. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** How severe a difference is; the most severe of the matching rules counts. */
  readonly severities?: readonly SeverityRule[];
  /** Whether keys that only the actual configuration has are left out. Default false. */
  readonly declaredOnly?: boolean;
  /** Whether `null` means the same as a missing key. Default false. */
  readonly nullEqualsMissing?: boolean;
  /** Whether `null`, `""`, `[]` and `{}` mean the same as a missing key; `false` and `0` never do. Default false. */
  readonly emptyEqualsMissing?: boolean;
  /** Whether a block that says nothing but `false` means the same as no block. Default false. */
  readonly offEqualsMissing?: boolean;
  /**
   * Whether `{}` is a value of its own although `emptyEqualsMissing` holds; at an `exact` map it never is. Default
   * false.
   */
  readonly emptyMapsCount?: boolean;
  /** Whether `declaredOnly` reports the elements that only the actual one of two keyed lists has. Default false. */
  readonly addedElements?: boolean;
  /** Whether a key may be spelled in another case, as in `sourceColumn` and `SourceColumn`. Default false. */
  readonly keysIgnoreCase?: boolean;
  /** Whether `"8080"` equals `8080` and `"true"` equals `true`. Default true. */
  readonly coerce?: boolean;
  /** Puts both sides into one form before they are compared; it must not change what it is given. */
  readonly normalize?: (configuration: unknown) => unknown;
  /** Rules that hold for some configurations alone; the first variant that fits is added to the other rules. */
  readonly variants?: readonly RuleVariant[];
}

/** Rules for the configurations of which top-level fields have certain values: a kind of resource, a version of it. */
export interface RuleVariant {
  /**
   * The fields and the texts that each may have; `''` stands for a field that is missing. The desired side decides;
   * where it is missing as a whole, the actual one.
   */
  readonly when: Readonly<Record<string, string | readonly string[]>>;
  /** What is added to the rules that hold for all. */
  readonly rules?: DriftRuleSpec;
  /** What the schema of such a configuration says; where it speaks of a place, it wins over the patterns. */
  readonly schema?: ResourceSchema;
}

/**
 * What the schema of a resource type says about its properties, as far as comparison is concerned. Every entry is a
 * property path such as `Rules.*.Filter.Prefix`, in which `*` is one list position or map key.
 */
export interface ResourceSchema {
  /** Set by the provider alone: what a declaration says there means nothing. */
  readonly readOnly?: readonly string[];
  /** Never given back by the provider: what runs cannot be seen there. */
  readonly writeOnly?: readonly string[];
  /** Fixed at creation: a difference there is mended by replacing the resource. */
  readonly createOnly?: readonly string[];
  /** Lists in which order means nothing (`insertionOrder: false`, set types). */
  readonly unordered?: readonly string[];
  /** Maps whose keys and values belong to the user. */
  readonly opaqueMaps?: readonly string[];
  /** Lists in which order means something, whatever the patterns of the rules say. */
  readonly ordered?: readonly string[];
  /** Lists whose elements are told apart by these fields; no field at all for a list that is compared as a whole. */
  readonly keyed?: Readonly<Record<string, readonly string[]>>;
  /** Maps of texts that are compared to the letter. */
  readonly exact?: readonly string[];
  /** Lists and maps that belong as a whole to whoever declares them. */
  readonly complete?: readonly string[];
  /** Values of a known form. */
  readonly comparators?: Readonly<Record<string, ComparatorName>>;
  /** What the provider fills in where the declaration is silent. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Compiled drift rules. Immutable; made by `driftRules`, widened by `extendRules`. */
export interface DriftRules {
  /** What they were made of. */
  readonly spec: DriftRuleSpec;
  /** The schema they follow, if any. */
  readonly schema: ResourceSchema;
  /** The same compiled, for the parts of this capability that read rules. */
  readonly table: RuleTable;
  /** The rules as compiled, for `compareConfigs`. */
  readonly tree: RuleTree;
  /** The same rules with what holds for some configurations alone. */
  readonly variants: readonly CompiledVariant[];
}

interface CompiledVariant {
  readonly when: readonly (readonly [field: string, texts: readonly unknown[]])[];
  readonly rules: DriftRules;
}

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
    const table = compileTable(spec, schema);
    const variants = listIn(spec.variants, 'variants').map((variant) => compileVariant(variant, spec, schema));
    return E.right({ spec, schema, table, tree: new RuleTree(table), variants });
  });
}

function compileVariant(variant: RuleVariant, spec: DriftRuleSpec, schema: ResourceSchema): CompiledVariant {
  if (!isObject(variant) || !isObject(variant.when) || Object.keys(variant.when).length === 0)
    return refuse('variant', variant, 'an object with the values of at least one field under "when"');
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
