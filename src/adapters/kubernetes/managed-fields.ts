import { isPlainObject } from '../../codec/record.js';
import { problemOfSize } from './yaml-documents.js';

/** An object as plain data. */
type Data = Readonly<Record<string, unknown>>;

/**
 * Fields as `metadata.managedFields` names them: `f:name`, `k:{"name":"web"}`, `v:"text"`, `.` for the place itself.
 */
type FieldSet = Data;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whose fields count as applied. */
export interface LastAppliedOptions {
  /** Only fields of these managers; left out, of all that apply on the server side. */
  readonly managers?: readonly string[];
}

/**
 * What was last applied of a live object, for `compareThreeWay`: the annotation that `kubectl apply` keeps, else the
 * fields that `metadata.managedFields` calls applied (server-side apply), with the values that they have now.
 * `undefined` where the object tells neither, so that nobody knows.
 */
export function lastAppliedConfiguration(live: unknown, options: LastAppliedOptions = {}): Data | undefined {
  try {
    return isPlainObject(live) ? lastApplied(live, options) : undefined;
  } catch {
    return undefined;
  }
}

function lastApplied(live: Data, options: LastAppliedOptions): Data | undefined {
  const { managers } = options;
  const annotation = managers === undefined ? annotationOf(live) : undefined;
  if (annotation !== undefined) return annotation;
  const applied = entriesOf(live).filter(({ manager, operation }) =>
    managers === undefined ? operation === 'Apply' : managers.includes(manager),
  );
  if (applied.length === 0) return undefined;
  const { apiVersion, kind, metadata } = live;
  const { name, namespace } = isPlainObject(metadata) ? metadata : {};
  const known = {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
    metadata: { ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) },
  };
  const owned = ownedPart(live, applied.map(({ fields }) => fields).reduce(joinFields)) as Data;
  return { ...known, ...owned, metadata: { ...known.metadata, ...(owned['metadata'] as Data | undefined) } };
}

function annotationOf({ metadata }: Data): Data | undefined {
  const annotations = isPlainObject(metadata) ? metadata['annotations'] : undefined;
  const text = isPlainObject(annotations) ? annotations[LAST_APPLIED] : undefined;
  if (typeof text !== 'string') return undefined;
  try {
    const applied: unknown = JSON.parse(text);
    return isPlainObject(applied) && problemOfSize(applied) === undefined ? applied : undefined;
  } catch {
    return undefined;
  }
}

interface Owner {
  readonly manager: string;
  readonly operation: unknown;
  readonly fields: FieldSet;
}

function entriesOf({ metadata }: Data): readonly Owner[] {
  const entries = isPlainObject(metadata) ? metadata['managedFields'] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    if (!isPlainObject(entry) || typeof entry['manager'] !== 'string' || !isPlainObject(entry['fieldsV1'])) return [];
    if (problemOfSize(entry['fieldsV1']) !== undefined) return [];
    return [{ manager: entry['manager'], operation: entry['operation'], fields: entry['fieldsV1'] }];
  });
}

/** Two configurations without what other managers own. */
export interface WithoutManagers {
  /** What should run. */
  readonly desired: unknown;
  /** What does run. */
  readonly live: unknown;
}

/**
 * Takes the fields that some managers own out of both sides, so that they are not compared: the replicas that an
 * autoscaler sets, the sidecar of a mesh. Who owns what `metadata.managedFields` of the live object says; nothing is
 * taken out where it says nothing. Neither side is changed.
 *
 * @example
 * const { desired, live } = withoutManagers(manifest, running, ['kube-controller-manager']);
 */
export function withoutManagers(desired: unknown, live: unknown, managers: readonly string[]): WithoutManagers {
  try {
    if (!isPlainObject(live)) return { desired, live };
    const owned = entriesOf(live).filter(({ manager }) => managers.includes(manager));
    const without = (side: unknown): unknown => owned.reduce((rest, { fields }) => removeFields(rest, fields), side);
    return { desired: without(desired), live: without(live) };
  } catch {
    return { desired, live };
  }
}

/** The members that a set of fields names, each with the fields below it. */
const membersOf = (fields: FieldSet): readonly (readonly [kind: string, name: string, below: FieldSet])[] =>
  Object.entries(fields).flatMap(([step, below]) => {
    const found = /^([fkvi]):(.*)$/s.exec(step);
    return found === null ? [] : [[found[1]!, found[2]!, isPlainObject(below) ? below : {}] as const];
  });

const isLeaf = (fields: FieldSet): boolean => membersOf(fields).length === 0;

/** The part of a value that the fields name. */
function ownedPart(value: unknown, fields: FieldSet): unknown {
  // The place itself, without what lies below it, is owned as an empty one.
  if (isLeaf(fields)) return Object.hasOwn(fields, '.') && isPlainObject(value) ? {} : value;
  if (isPlainObject(value)) {
    return Object.fromEntries(
      membersOf(fields).flatMap(([, name, below]) =>
        Object.hasOwn(value, name) ? [[name, ownedPart(value[name], below)] as const] : [],
      ),
    );
  }
  if (!Array.isArray(value)) return value;
  const index = indexOfMembers(fields);
  return value.flatMap((element: unknown, i) => {
    const member = index.find(element, i);
    return member === undefined
      ? []
      : [isPlainObject(element) ? { ...member.keys, ...(ownedPart(element, member.below) as Data) } : element];
  });
}

/** A value without what the fields name. */
function removeFields(value: unknown, fields: FieldSet): unknown {
  if (isPlainObject(value)) {
    const named = new Map(membersOf(fields).map(([, name, below]) => [name, below]));
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) => {
        const below = named.get(name);
        if (below === undefined) return [[name, member] as const];
        return isLeaf(below) && !(Object.hasOwn(below, '.') && isPlainObject(member))
          ? []
          : [[name, removeFields(member, below)] as const];
      }),
    );
  }
  if (!Array.isArray(value)) return value;
  const index = indexOfMembers(fields);
  return value.flatMap((element: unknown, i) => {
    const member = index.find(element, i);
    if (member === undefined) return [element];
    if (!isPlainObject(element)) return [];
    // An element of which only its keys are left belonged to the manager as a whole.
    const rest = removeFields(element, member.below) as Data;
    const isEmpty = Object.keys(rest).every((name) => Object.hasOwn(member.keys, name));
    return isEmpty && Object.hasOwn(member.below, '.') ? [] : [{ ...member.keys, ...rest }];
  });
}

// The keys of a list are of one set of fields; a second one comes with another version of the schema.
const MAX_KEY_SETS = 10;

interface Member {
  readonly keys: Data;
  readonly below: FieldSet;
}

/** Finds the elements of a list that fields name by key, by value or by position, in one step each. */
function indexOfMembers(fields: FieldSet): {
  readonly find: (element: unknown, position: number) => Member | undefined;
} {
  const byKey = new Map<string, Member>();
  const shapes = new Map<string, readonly string[]>();
  const byText = new Map<string, Member>();
  for (const [kind, name, below] of membersOf(fields)) {
    const parsed = kind === 'i' ? undefined : parse(name);
    if (kind === 'k' && isPlainObject(parsed)) {
      const names = Object.keys(parsed).sort();
      if (shapes.size >= MAX_KEY_SETS && !shapes.has(names.join('\0'))) continue;
      shapes.set(names.join('\0'), names);
      byKey.set(keyText(parsed, names), { keys: parsed, below });
    } else byText.set(kind === 'v' ? `v:${JSON.stringify(parsed)}` : `${kind}:${name}`, { keys: {}, below });
  }
  return {
    find: (element, position) => {
      if (isPlainObject(element)) {
        for (const names of shapes.values()) {
          const member = byKey.get(keyText(element, names));
          if (member !== undefined) return member;
        }
      }
      return (
        byText.get(`i:${position}`) ?? (isPlainObject(element) ? undefined : byText.get(`v:${JSON.stringify(element)}`))
      );
    },
  };
}

// A manifest may leave the protocol of a port out, which is TCP then.
const keyText = (element: Data, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => element[name] ?? (name === 'protocol' ? 'TCP' : null)));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What two sets of fields name together. */
function joinFields(left: FieldSet, right: FieldSet): FieldSet {
  const joined = new Map(Object.entries(left));
  for (const [step, below] of Object.entries(right)) {
    const other = joined.get(step);
    joined.set(step, isPlainObject(other) && isPlainObject(below) ? joinFields(other, below) : below);
  }
  return Object.fromEntries(joined);
}
