import { parse } from 'lossless-json';
import { decode } from '../../codec/decode.js';
import { isPlainObject, optionsOf } from '../../codec/record.js';
import { lookedAtLater, nonEmptyText } from '../../codec/values.js';
import { type Path, printPath, type ResourceMarks } from '../../drift/index.js';
import type { DecodeError } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';
import { tryEither } from '../../host/try.js';
import { E, type Either } from '../../prelude.js';

/** A Terraform file that cannot be read. */
export type InvalidTerraform = TaggedError<'InvalidTerraform', { readonly what: string; readonly reason: string }>;
/** Makes an {@link InvalidTerraform}. */
export const invalidTerraform: MakeError<InvalidTerraform> = defineError<InvalidTerraform>(
  'InvalidTerraform',
  (f) => `the Terraform ${f.what} cannot be read: ${f.reason}`,
);

/** A resource of a Terraform file. Its id is its address, which is unique in a state. */
export interface TerraformResource {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** Who runs it: `aws`, `google`. */
  readonly provider?: string;
  /** Its attributes. */
  readonly configuration: unknown;
  /** What its schema says: sensitive, computed and unordered fields. */
  readonly marks: ResourceMarks;
  /** Ids of the resources that must be there before it. */
  readonly dependsOn: readonly string[];
}

/**
 * A resource with what is declared and what runs; a side that is absent is not there. The shape that
 * `memoryDriftPorts` takes.
 */
export interface TerraformPair extends Omit<TerraformResource, 'configuration'> {
  /** What should run; absent where it is not declared. */
  readonly desired?: unknown;
  /** What does run; absent where it does not. */
  readonly actual?: unknown;
}

const TerraformOptions = optionsOf<TerraformOptions>('the options', { tenantId: nonEmptyText, schemas: lookedAtLater });

/** Runs work with options that were looked at: a misspelled one is refused. */
export function withOptions<L, A>(
  options: TerraformOptions,
  work: (options: TerraformOptions) => Either<L, A>,
): Either<L | DecodeError, A> {
  return tryEither('the options', (): Either<L | DecodeError, A> => {
    const asked = decode(TerraformOptions, options, 'the options');
    return E.isLeft(asked) ? asked : work(asked.right);
  });
}

/** How a Terraform file is read. */
export interface TerraformOptions {
  /** Whose resources these are; Terraform knows no tenants. */
  readonly tenantId: string;
  /** What the providers' schemas say, by resource type (`readTerraformSchemas`). */
  readonly schemas?: ReadonlyMap<string, ResourceMarks>;
}

/** Marks of several sources together, each pattern once, sorted. */
export function mergeMarks(...all: readonly (ResourceMarks | undefined)[]): ResourceMarks {
  const kinds = ['sensitive', 'unordered', 'computed', 'createOnly'] as const;
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, [...new Set(all.flatMap((marks) => marks?.[kind] ?? []))].sort()] as const)
      .filter(([, patterns]) => patterns.length > 0),
  );
}

/** `module.a.aws_subnet.main["eu-1a"]`: how Terraform writes the address of one instance. */
export function formatAddress(
  module: string | undefined,
  mode: string,
  type: string,
  name: string,
  indexKey: string | number | undefined,
): string {
  const base = `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  if (indexKey === undefined) return base;
  return `${base}[${typeof indexKey === 'number' ? indexKey : JSON.stringify(indexKey)}]`;
}

/** `provider["registry.terraform.io/hashicorp/aws"].west` and `registry.terraform.io/hashicorp/aws` are `aws`. */
export function getProviderName(provider: string | undefined): string | undefined {
  const source =
    provider === undefined
      ? undefined
      : (/\["([^"]*)"\]/.exec(provider)?.[1] ?? provider.replace(/^(?:module\.[^.]+\.)*provider\./, ''));
  const name = source?.split('/').at(-1)?.split('.')[0];
  return name === undefined || name === '' ? undefined : name;
}

/** A path as the pattern that matches it and nothing else: printed, with every key that is no plain word in quotes. */
export const toPattern = (path: Path): string => printPath(path);

/** The paths of a tree of marks in which `true` marks a place, as in `after_sensitive` and `after_unknown`. */
export function getMarkedPaths(marks: unknown, path: Path = []): readonly Path[] {
  if (marks === true) return path.length === 0 ? [] : [path];
  if (typeof marks !== 'object' || marks === null || path.length > 100) return [];
  if (Array.isArray(marks)) return marks.flatMap((mark: unknown, i) => getMarkedPaths(mark, [...path, i]));
  return Object.entries(marks).flatMap(([key, mark]) => getMarkedPaths(mark, [...path, key]));
}

/**
 * The path of a list of steps, in either of Terraform's spellings: `["rule", 0]` or `[{"type": "get_attr", "value":
 * "rule"}]`.
 */
export function toPath(steps: unknown): Path | undefined {
  if (!Array.isArray(steps) || steps.length === 0) return undefined;
  const path = steps.map(toSegment);
  return path.every((segment) => segment !== undefined) ? path : undefined;
}

function toSegment(step: unknown): string | number | undefined {
  if (typeof step === 'string' || typeof step === 'number') return step;
  if (typeof step !== 'object' || step === null || !('value' in step)) return undefined;
  const { value } = step as { readonly value: unknown };
  // An index holds its value with its type: { "value": 0, "type": "number" }.
  return typeof value === 'object' && value !== null && 'value' in value ? toSegment(value) : toSegment(value);
}

/**
 * Puts the resources of two states side by side, by address: what was declared (or last known), and what runs now.
 * Sorted.
 */
export function pairTerraformResources(
  desired: readonly TerraformResource[],
  actual: readonly TerraformResource[],
): Either<DecodeError, readonly TerraformPair[]> {
  return tryEither('the resources of two states', () => E.right(pairsOf(desired, actual)));
}

function pairsOf(
  desired: readonly TerraformResource[],
  actual: readonly TerraformResource[],
): readonly TerraformPair[] {
  const wanted = new Map(desired.map((resource) => [resource.resourceId, resource]));
  const running = new Map(actual.map((resource) => [resource.resourceId, resource]));
  return [...new Set([...wanted.keys(), ...running.keys()])].sort().map((resourceId) => {
    const [want, have] = [wanted.get(resourceId), running.get(resourceId)];
    const { configuration: _, ...known } = (want ?? have)!;
    return {
      ...known,
      marks: mergeMarks(want?.marks, have?.marks),
      ...(want && { desired: want.configuration }),
      ...(have && { actual: have.configuration }),
    };
  });
}

// The one file that imports lossless-json.

class LongNumber extends RangeError {
  constructor() {
    super(`a number has more than ${MAX_NUMBER_LENGTH} digits`);
  }
}

/** Shorter whole numbers are safe integers: a text without a longer one is what `JSON.parse` reads, and faster. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses JSON with whole numbers beyond 2^53 as bigints, digit for digit: `JSON.parse` would round them, and a rounded
 * version number is a drift at every scan. Of a key that stands twice the last value counts, as with `JSON.parse`.
 */
export function parseExactJson(text: string, what: string): Either<InvalidTerraform, unknown> {
  if (typeof text !== 'string')
    return E.left(invalidTerraform({ what, reason: `expected its text, got ${show(text)}` }));
  try {
    const source = text.replace(/^\ufeff/, '');
    return E.right(
      LONG_NUMBER.test(source)
        ? parse(source, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue })
        : JSON.parse(source),
    );
  } catch (cause) {
    const reason = cause instanceof LongNumber ? cause.message : 'it is not JSON';
    return E.left(invalidTerraform({ what, reason }, cause));
  }
}

/** No provider writes a longer number, and a million digits take seconds to read. */
const MAX_NUMBER_LENGTH = 1000;

function parseNumber(text: string): number | bigint {
  if (text.length > MAX_NUMBER_LENGTH) throw new LongNumber();
  const number = Number(text);
  return /^-?\d{16,}$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

/**
 * What the providers' schemas say (`terraform providers schema -json`), by resource type: sensitive fields, sets, and
 * fields that the provider alone fills in. States and plans do not say which of their lists are sets.
 */
export function readTerraformSchemas(text: string): Either<InvalidTerraform, ReadonlyMap<string, ResourceMarks>> {
  const parsed = parseExactJson(text, 'provider schemas');
  if (E.isLeft(parsed)) return parsed;
  const providers = isPlainObject(parsed.right) ? parsed.right['provider_schemas'] : undefined;
  if (!isPlainObject(providers))
    return E.left(
      invalidTerraform({
        what: 'provider schemas',
        reason: 'they have no provider_schemas; expected the output of `terraform providers schema -json`',
      }),
    );
  const marks = new Map<string, ResourceMarks>();
  for (const provider of Object.values(providers)) {
    const types =
      isPlainObject(provider) && isPlainObject(provider['resource_schemas']) ? provider['resource_schemas'] : {};
    for (const [type, schema] of Object.entries(types))
      marks.set(type, marksOfBlock(isPlainObject(schema) ? schema['block'] : undefined, '', 0));
  }
  return E.right(marks);
}

const MAX_DEPTH = 50;

function marksOfBlock(block: unknown, prefix: string, depth: number): ResourceMarks {
  if (!isPlainObject(block) || depth > MAX_DEPTH) return {};
  const attributes = entriesOf(block['attributes']).map(([name, attribute]) =>
    marksOfAttribute(attribute, `${prefix}${name}`, depth),
  );
  const blocks = entriesOf(block['block_types']).map(([name, nested]) => {
    const place = `${prefix}${name}`;
    const mode = nested['nesting_mode'];
    return mergeMarks(
      mode === 'set' ? { unordered: [place] } : {},
      marksOfBlock(nested['block'], insideOf(place, mode), depth + 1),
    );
  });
  return mergeMarks(...attributes, ...blocks);
}

function marksOfAttribute(attribute: Record<string, unknown>, place: string, depth: number): ResourceMarks {
  const { type, nested_type: nested, sensitive, computed, optional } = attribute;
  const own: ResourceMarks = {
    ...(sensitive === true && { sensitive: [place] }),
    ...(computed === true && optional !== true && { computed: [place] }),
    unordered: setsIn(type, place, 0),
  };
  if (!isPlainObject(nested)) return own;
  const mode = nested['nesting_mode'];
  return mergeMarks(
    own,
    mode === 'set' ? { unordered: [place] } : {},
    marksOfBlock(nested, insideOf(place, mode), depth + 1),
  );
}

// "single" and "group" blocks are objects; the others hold theirs under a position or a key.
const insideOf = (place: string, mode: unknown): string =>
  mode === 'single' || mode === 'group' ? `${place}.` : `${place}.*.`;

/**
 * The sets in a type as Terraform writes it: `["set", "string"]`, `["list", ["object", {"ids": ["set", "string"]}]]`.
 */
function setsIn(type: unknown, place: string, depth: number): readonly string[] {
  if (!Array.isArray(type) || depth > MAX_DEPTH) return [];
  const [kind, inner] = type as readonly unknown[];
  if (kind === 'object')
    return entriesIn(inner).flatMap(([name, member]) => setsIn(member, `${place}.${name}`, depth + 1));
  return [...(kind === 'set' ? [place] : []), ...setsIn(inner, `${place}.*`, depth + 1)];
}

const entriesIn = (value: unknown): readonly [string, unknown][] => (isPlainObject(value) ? Object.entries(value) : []);

const entriesOf = (value: unknown): readonly (readonly [string, Record<string, unknown>])[] =>
  entriesIn(value).flatMap(([name, member]) => (isPlainObject(member) ? [[name, member] as const] : []));
