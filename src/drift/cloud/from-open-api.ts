import { E, type Either } from '../../prelude.js';
import type { ComparatorName } from '../equivalence/registry.js';
import { invalidRule, type InvalidRule } from '../errors.js';
import { type Fields, isFields } from '../plain-data.js';
import { catchRefusal, compileRules, mergeSpecs, refuseMisspelled } from '../rules.js';
import { type DriftRules, type DriftRuleSpec, type ResourceSchema, type RuleVariant } from '../rule-spec.js';
import { kubernetesRules } from './kubernetes-rules.js';

/** Which rules the schemas are added to, and which kinds are wanted. */
export interface OpenApiRuleOptions {
  /** The general rules; `kubernetesRules` unless given. */
  readonly rules?: DriftRuleSpec;
  /** Only these kinds; left out, all of the document. A whole cluster has hundreds. */
  readonly kinds?: readonly string[];
}

/**
 * Rules out of what the API server says of its kinds: an OpenAPI document (version 2 or 3, as `kubectl get --raw
 * /openapi/v2` gives it), custom resource definitions (one, a list of them, or `kind: List`), or the bare schema of one
 * kind, which then holds for every configuration. List keys, sets and lists that belong to one owner, order, defaults,
 * quantities, durations and maps of texts come from there and win over the general rules. References may be cyclic;
 * they are followed to 20 levels, a kind to 20,000 places; fails where all
 * kinds together have more than 200,000.
 *
 * @example
 * const rules = orThrow(rulesFromOpenApi(JSON.parse(await readFile('crds.json', 'utf8'))));
 */
export function rulesFromOpenApi(document: unknown, options: OpenApiRuleOptions = {}): Either<InvalidRule, DriftRules> {
  return catchRefusal(options, () => {
    refuseMisspelled(options, ['rules', 'kinds'], 'an option');
    const { rules = kubernetesRules, kinds } = options;
    const known = kindsIn(document);
    const wanted = known.filter(({ kind }) => kinds === undefined || kind === undefined || kinds.includes(kind));
    if (wanted.length === 0)
      return E.left(invalidRule({ what: 'OpenAPI document', value: document, expected: EXPECTED }));
    const bare = wanted.find(({ kind }) => kind === undefined);
    if (bare !== undefined) return compileRules(rules, schemaOf(bare).schema);
    const variants: RuleVariant[] = [];
    let places = 0;
    for (const one of wanted) {
      const found = schemaOf(one);
      places += found.places;
      if (places > MAX_PLACES_IN_ALL)
        return E.left(
          invalidRule({ what: 'OpenAPI document', value: document, expected: 'fewer kinds: name some in `kinds`' }),
        );
      variants.push(variantOf(one, found.schema, rules));
    }
    return compileRules(mergeSpecs({ ...rules, variants }, { variants: rules.variants ?? [] }), {});
  });
}

const EXPECTED =
  'definitions or components.schemas with kinds, custom resource definitions, or a schema with properties';

/** The schema of one kind, and the schemas that it may refer to. */
interface KindSchema {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly schema: Fields;
  readonly shared: Fields;
}

// What the general rules say of a kind holds beside its schema.
function variantOf({ kind, apiVersion }: KindSchema, schema: ResourceSchema, rules: DriftRuleSpec): RuleVariant {
  const when = { kind: kind!, apiVersion: apiVersion! };
  const general = (rules.variants ?? []).find((variant) =>
    Object.entries(when).every(([field, text]) => [variant.when[field] ?? []].flat().includes(text)),
  );
  return { when, rules: general?.rules ?? {}, schema };
}

function kindsIn(document: unknown): readonly KindSchema[] {
  if (Array.isArray(document)) return document.flatMap(kindsIn);
  if (!isFields(document)) return [];
  if (Array.isArray(document['items'])) return document['items'].flatMap(kindsIn);
  if (document['kind'] === 'CustomResourceDefinition') return kindsOfDefinition(document);
  const { components } = document;
  const shared = fieldsIn(document['definitions'] ?? (isFields(components) ? components['schemas'] : undefined));
  const listed = Object.values(shared).flatMap((schema) => kindsOfSchema(schema, shared));
  if (listed.length > 0) return listed;
  const own = kindsOfSchema(document, shared);
  return own.length > 0 ? own : isFields(document['properties']) ? [{ schema: document, shared }] : [];
}

function kindsOfSchema(schema: unknown, shared: Fields): readonly KindSchema[] {
  const named = isFields(schema) ? schema['x-kubernetes-group-version-kind'] : undefined;
  if (!isFields(schema) || named === undefined) return [];
  return [named].flat().flatMap((name: unknown) => {
    if (!isFields(name) || typeof name['kind'] !== 'string' || typeof name['version'] !== 'string') return [];
    return [{ kind: name['kind'], apiVersion: versionOf(name['group'], name['version']), schema, shared }];
  });
}

/** The versions of a custom resource definition, in the form of `v1` or of `v1beta1`. */
function kindsOfDefinition({ spec }: Fields): readonly KindSchema[] {
  const { group, names, versions, version, validation } = fieldsIn(spec);
  const { kind } = fieldsIn(names);
  if (typeof kind !== 'string') return [];
  const all = Array.isArray(versions) ? versions : [{ name: version }];
  return all.flatMap((one: unknown) => {
    const { name, schema } = fieldsIn(one);
    const found = fieldsIn(schema)['openAPIV3Schema'] ?? fieldsIn(validation)['openAPIV3Schema'];
    if (typeof name !== 'string' || !isFields(found)) return [];
    return [{ kind, apiVersion: versionOf(group, name), schema: found, shared: {} }];
  });
}

const versionOf = (group: unknown, version: string): string =>
  typeof group === 'string' && group !== '' ? `${group}/${version}` : version;

const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});

const MAX_DEPTH = 20;
const MAX_PLACES = 20_000;
const MAX_PLACES_IN_ALL = 200_000;

interface Collected {
  readonly unordered: string[];
  readonly ordered: string[];
  readonly complete: string[];
  readonly exact: string[];
  readonly keyed: [string, readonly string[]][];
  readonly defaults: [string, unknown][];
  readonly comparators: [string, ComparatorName][];
}

/** What a schema says, place by place, the nearest places first. */
function schemaOf({ schema, shared }: KindSchema): { readonly schema: ResourceSchema; readonly places: number } {
  const found: Collected = {
    unordered: [],
    ordered: [],
    complete: [],
    exact: [],
    keyed: [],
    defaults: [],
    comparators: [],
  };
  const open = [{ schema, path: [] as readonly string[] }];
  for (let at = 0; at < open.length; at++) {
    const { schema: here, path } = open[at]!;
    const resolved = resolve(here, shared);
    if (path.length > 0) collect(resolved, pointerOf(path), found);
    if (path.length >= MAX_DEPTH) continue;
    for (const [step, below] of membersOf(resolved)) {
      if (open.length >= MAX_PLACES) break;
      open.push({ schema: below, path: [...path, step] });
    }
  }
  const stated = {
    ...found,
    keyed: Object.fromEntries(found.keyed),
    defaults: Object.fromEntries(found.defaults),
    comparators: Object.fromEntries(found.comparators),
  };
  return { schema: stated, places: open.length };
}

// A key may hold a dot; a pointer says where it ends.
const pointerOf = (path: readonly string[]): string =>
  path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A schema with what it refers to; what stands beside a reference wins. */
function resolve(schema: Fields, shared: Fields): Fields {
  let [here, name] = [schema, ''];
  for (let hops = 0; hops < MAX_DEPTH; hops++) {
    const { $ref: ref, allOf, ...own } = here;
    const single: unknown = Array.isArray(allOf) && allOf.length === 1 ? allOf[0] : undefined;
    const target = typeof ref === 'string' ? ref.slice(ref.lastIndexOf('/') + 1) : undefined;
    const next = target === undefined ? single : shared[target];
    name = target ?? name;
    if (!isFields(next)) break;
    here = { ...next, ...own };
  }
  return name === '' ? here : { ...here, [REFERRED]: name };
}

// Under which name a schema was found; no schema has such a key.
const REFERRED = '\0name';

function membersOf(schema: Fields): readonly (readonly [step: string, schema: Fields])[] {
  const { properties, items, additionalProperties } = schema;
  return [
    ...Object.entries(fieldsIn(properties)),
    ...(isFields(items) ? [['*', items] as const] : []),
    ...(isFields(additionalProperties) ? [['*', additionalProperties] as const] : []),
  ].filter((entry): entry is [string, Fields] => isFields(entry[1]));
}

function collect(schema: Fields, place: string, found: Collected): void {
  if (schema['default'] !== undefined) found.defaults.push([place, schema['default']]);
  const comparator = comparatorOf(schema);
  if (comparator !== undefined) found.comparators.push([place, comparator]);
  if (schema['type'] === 'array') collectList(schema, place, found);
  else if (schema['x-kubernetes-map-type'] === 'atomic') found.complete.push(place);
  const { additionalProperties: members } = schema;
  if (isFields(members) && members['type'] === 'string' && comparatorOf(members) === undefined) found.exact.push(place);
}

function collectList(schema: Fields, place: string, found: Collected): void {
  const type = schema['x-kubernetes-list-type'];
  const keys = keysOf(schema);
  if (type === 'set') {
    found.keyed.push([place, []]);
    found.unordered.push(place);
  } else if (keys !== undefined && type !== 'atomic') {
    found.keyed.push([place, keys]);
  } else {
    // A list of which nothing is stated belongs as a whole to whoever applies it, as the server treats it.
    found.keyed.push([place, []]);
    found.ordered.push(place);
    if (type === 'atomic') found.complete.push(place);
  }
}

function keysOf(schema: Fields): readonly string[] | undefined {
  const { 'x-kubernetes-list-map-keys': keys, 'x-kubernetes-patch-merge-key': mergeKey } = schema;
  if (Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'string')) return keys;
  return typeof mergeKey === 'string' && mergeKey !== '' ? [mergeKey] : undefined;
}

// The pattern that controller-gen writes for a quantity.
const QUANTITY_PATTERN = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))';

function comparatorOf(schema: Fields): ComparatorName | undefined {
  const { pattern, format, [REFERRED]: name } = schema;
  if (typeof name === 'string' && name.endsWith('.resource.Quantity')) return 'quantity';
  if (typeof pattern === 'string' && pattern.startsWith(QUANTITY_PATTERN)) return 'quantity';
  if (format === 'duration' || (typeof name === 'string' && name.endsWith('.meta.v1.Duration'))) return 'duration';
  return format === 'cidr' ? 'cidr' : undefined;
}
