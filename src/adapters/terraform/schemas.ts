import { isPlainObject } from '../../codec/record.js';
import type { ResourceMarks } from '../../drift/index.js';
import { E, type Either } from '../../prelude.js';
import { invalidTerraform, type InvalidTerraform } from './errors.js';
import { parseExactJson } from './exact-json.js';
import { mergeMarks } from './resource.js';

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
