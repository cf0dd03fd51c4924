import { E, type Either } from '../prelude.js';

/** The members of an object by their keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object of any kind, lists and Dates too. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value is an object with keys of its own choosing: no list. */
export const isFields = (value: unknown): value is Fields => isObject(value) && !Array.isArray(value);

/**
 * A list or plain map with every member changed: the same object again where no member is another, and any other object
 * as it is.
 */
export function mapMembers(container: object, change: (member: unknown, key: string | number) => unknown): unknown {
  if (Array.isArray(container)) {
    const members = container.map((member: unknown, i) => change(member, i));
    return members.some((member, i) => !Object.is(member, container[i])) ? members : container;
  }
  if (!isPlainObject(container)) return container;
  let changed = false;
  const entries = Object.entries(container).map(([key, member]: [string, unknown]): [string, unknown] => {
    const value = change(member, key);
    changed ||= !Object.is(value, member);
    return [key, value];
  });
  return changed ? Object.fromEntries(entries) : container;
}

/** Whether an object is a map of members and nothing more: no list, no Date, no instance of a class. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * What a computation answers, or something else where what it reads throws: a getter, a proxy, a value of no such
 * shape.
 */
export function tryOr<A>(compute: () => A, otherwise: A): A {
  try {
    return compute();
  } catch {
    return otherwise;
  }
}

/** Items by key, the keys in the order in which they first come. */
export function groupBy<K, A>(items: Iterable<A>, keyOf: (item: A) => K): Map<K, A[]> {
  const groups = new Map<K, A[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The order of texts by UTF-16 code unit, which no locale changes. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The values of all, or the first failure. */
export function allOf<L, A>(outcomes: readonly Either<L, A>[]): Either<L, readonly A[]> {
  const failed = outcomes.find(E.isLeft);
  return failed ?? E.right(outcomes.flatMap((outcome) => (E.isRight(outcome) ? [outcome.right] : [])));
}

/** A key by its letters and digits alone. The same few keys are asked for again and again, so they are remembered. */
export function plainName(key: string): string {
  const known = keptNames.get(key);
  if (known !== undefined) return known;
  if (keptNames.size >= MAX_KEPT_NAMES) keptNames.clear();
  const plain = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  // A key made of data is not worth keeping.
  if (key.length <= MAX_KEPT_NAME_LENGTH) keptNames.set(key, plain);
  return plain;
}

const keptNames = new Map<string, string>();
const MAX_KEPT_NAMES = 5_000;
const MAX_KEPT_NAME_LENGTH = 100;

/** A set of names, written between blanks. */
export function nameSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}

/** A key or word by its letters and digits alone; `*` and `~` keep their meaning. */
export function plainWord(text: string): string {
  return text.replace(/[^A-Za-z0-9*~]/g, '').toLowerCase() || text.trim();
}

// Google's asset and deployment names: `compute.googleapis.com/Instance`, `compute.v1.instance`.
const GOOGLE_TYPE = /^([a-z]+)(?:\.googleapis\.com\/|\.v\d\w*\.)([A-Za-z]+)$/;
const GOOGLE_SERVICES: ReadonlyMap<string, string> = new Map([
  ['sqladmin', 'sqldatabase'],
  ['cloudkms', 'kms'],
  ['run', 'cloudrun'],
  ['iam', ''],
  ['cloudresourcemanager', ''],
]);

/** A resource type by its letters and digits, whichever tool spells it; versions of APIs are left out. */
export function plainType(type: string): string {
  const google = GOOGLE_TYPE.exec(type);
  if (google !== null) return plainWord(`google${GOOGLE_SERVICES.get(google[1]!) ?? google[1]!}${google[2]!}`);
  const kind = /^(?:[a-z0-9.]+\/)?v\d\w*\/([A-Z]\w+)$/.exec(type)?.[1] ?? type;
  return plainWord(kind.replace(/@.*$/, '').replace(/^kubernetes_(.*?)(?:_v\d\w*)?$/, '$1'));
}
