import { type InvalidRule, invalidRule } from '../../errors/drift.js';
import { E, type Either } from '../../prelude.js';
import { type Equivalence, equivalenceOf } from '../equivalence/equivalence.js';
import { EQUIVALENCES } from '../equivalence/registry.js';
import { DRIFT_SEVERITIES, type DriftSeverity } from '../model/severity.js';
import { compileGlob, type Glob } from '../path/glob.js';
import { compileSchemaPath } from '../path/schema-path.js';
import type { ResourceSchema } from './schema.js';
import type { DriftRuleSpec } from './spec.js';
import type { RuleTable } from './table.js';
import { RuleTree } from './tree.js';

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

/** Rules out of what the host says and what a schema says; where both speak of a place, both hold. */
export function compileRules(spec: DriftRuleSpec, schema: ResourceSchema): Either<InvalidRule, DriftRules> {
  try {
    const table = compileTable(spec, schema);
    return E.right({ spec, schema, table, tree: new RuleTree(table) });
  } catch (cause) {
    return E.left(
      cause instanceof Refused ? cause.error : invalidRule({ what: 'spec', value: spec, expected: SPEC }, cause),
    );
  }
}

/** The rules with more said: lists grow, later comparators and identities win, switches given anew replace the old. */
export function extendRules(rules: DriftRules, more: DriftRuleSpec): Either<InvalidRule, DriftRules> {
  if (typeof more !== 'object' || more === null)
    return E.left(invalidRule({ what: 'spec', value: more, expected: SPEC }));
  return compileRules(mergeSpecs(rules.spec, more), rules.schema);
}

/** Two specs as one, the second having the last word. */
export function mergeSpecs(base: DriftRuleSpec, more: DriftRuleSpec): DriftRuleSpec {
  return {
    ...base,
    ...more,
    unordered: [...(base.unordered ?? []), ...(more.unordered ?? [])],
    ordered: [...(base.ordered ?? []), ...(more.ordered ?? [])],
    open: [...(base.open ?? []), ...(more.open ?? [])],
    unreadable: [...(base.unreadable ?? []), ...(more.unreadable ?? [])],
    identities: [...(base.identities ?? []), ...(more.identities ?? [])],
    ignore: [...(base.ignore ?? []), ...(more.ignore ?? [])],
    freeForm: [...(base.freeForm ?? []), ...(more.freeForm ?? [])],
    everywhere: [...new Set([...(base.everywhere ?? []), ...(more.everywhere ?? [])])],
    severities: [...(base.severities ?? []), ...(more.severities ?? [])],
    keyed: laterWins(base.keyed, more.keyed),
    comparators: laterWins(base.comparators, more.comparators),
  };
}

// A pattern given again moves to the end, where it wins over everything given in between.
function laterWins<A>(
  base: Readonly<Record<string, A>> = {},
  more: Readonly<Record<string, A>> = {},
): Record<string, A> {
  const merged = new Map(Object.entries(base));
  for (const [pattern, says] of Object.entries(more)) {
    merged.delete(pattern);
    merged.set(pattern, says);
  }
  return Object.fromEntries(merged);
}

/** Carries a refusal out of the compilers below; never leaves this file. */
class Refused extends Error {
  constructor(readonly error: InvalidRule) {
    super(error.message);
  }
}

const refuse = (what: string, value: unknown, expected: string): never => {
  throw new Refused(invalidRule({ what, value, expected }));
};

const SPEC = 'an object of rules as DriftRuleSpec describes';

function compileTable(spec: DriftRuleSpec, schema: ResourceSchema): RuleTable {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return refuse('spec', spec, SPEC);
  return {
    ignore: [
      ...listIn(spec.ignore, 'ignore').map(compile),
      ...schemaPaths(schema, 'readOnly'),
      ...schemaPaths(schema, 'writeOnly'),
    ],
    unordered: [...listIn(spec.unordered, 'unordered').map(compile), ...schemaPaths(schema, 'unordered')],
    ordered: listIn(spec.ordered, 'ordered').map(compile),
    open: listIn(spec.open, 'open').map(compile),
    unreadable: listIn(spec.unreadable, 'unreadable').map(compile),
    namedElements: switchIn(spec.namedElements, 'namedElements', false),
    identities: listIn(spec.identities, 'identities').map(fieldsIn),
    freeForm: [...listIn(spec.freeForm, 'freeForm').map(compile), ...schemaPaths(schema, 'freeForm')],
    keyed: entriesIn(spec.keyed, 'keyed').map(([pattern, fields]) => ({
      glob: compile(pattern),
      says: fieldsIn(fields),
    })),
    defaults: entriesIn(schema.defaults, 'defaults').map(([path, says]) => ({
      glob: orRefuse(compileSchemaPath(path)),
      says,
    })),
    comparators: entriesIn(spec.comparators, 'comparators').map(([pattern, comparator]) => ({
      glob: compile(pattern),
      says: equivalenceFor(comparator),
    })),
    everywhere: listIn(spec.everywhere, 'everywhere').map(equivalenceFor),
    severities: listIn(spec.severities, 'severities').map((rule) => ({
      glob: compile(rule?.pattern),
      resourceType:
        typeof rule.resourceType === 'string' ? rule.resourceType : refuse('resourceType', rule.resourceType, 'a text'),
      says: severityIn(rule.severity),
    })),
    declaredOnly: switchIn(spec.declaredOnly, 'declaredOnly', false),
    nullEqualsMissing: switchIn(spec.nullEqualsMissing, 'nullEqualsMissing', false),
    emptyEqualsMissing: switchIn(spec.emptyEqualsMissing, 'emptyEqualsMissing', false),
    offEqualsMissing: switchIn(spec.offEqualsMissing, 'offEqualsMissing', false),
    keysIgnoreCase: switchIn(spec.keysIgnoreCase, 'keysIgnoreCase', false),
    coerce: switchIn(spec.coerce, 'coerce', true),
  };
}

const compile = (pattern: string): Glob => orRefuse(compileGlob(pattern));

const schemaPaths = (
  schema: ResourceSchema,
  what: 'readOnly' | 'writeOnly' | 'unordered' | 'freeForm',
): readonly Glob[] => listIn(schema[what], what).map((path) => orRefuse(compileSchemaPath(path)));

function orRefuse<A>(outcome: Either<InvalidRule, A>): A {
  if (outcome._tag === 'Left') throw new Refused(outcome.left);
  return outcome.right;
}

function equivalenceFor(comparator: unknown): Equivalence {
  if (typeof comparator === 'function')
    return equivalenceOf(comparator as (desired: unknown, actual: unknown) => boolean);
  const builtIn = typeof comparator === 'string' ? EQUIVALENCES.get(comparator) : undefined;
  return builtIn ?? refuse('comparator', comparator, `a function or one of ${[...EQUIVALENCES.keys()].join(', ')}`);
}

const listIn = <A>(list: readonly A[] | undefined, what: string): readonly A[] =>
  list === undefined ? [] : Array.isArray(list) ? list : refuse(what, list, 'a list');

const entriesIn = <A>(record: Readonly<Record<string, A>> | undefined, what: string): readonly [string, A][] =>
  record === undefined
    ? []
    : typeof record === 'object' && record !== null
      ? Object.entries(record)
      : refuse(what, record, 'an object');

const fieldsIn = (fields: readonly string[]): readonly string[] =>
  Array.isArray(fields) && fields.length > 0 && fields.every((field) => typeof field === 'string')
    ? fields
    : refuse('identity', fields, 'a list of at least one key');

const severityIn = (severity: DriftSeverity): DriftSeverity =>
  DRIFT_SEVERITIES.includes(severity)
    ? severity
    : refuse('severity', severity, `one of ${DRIFT_SEVERITIES.join(', ')}`);

const switchIn = (value: boolean | undefined, what: string, fallback: boolean): boolean =>
  value === undefined ? fallback : typeof value === 'boolean' ? value : refuse(what, value, 'true or false');
