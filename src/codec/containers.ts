import * as t from './io-ts.js';

/** A value or null. */
export function nullable<A, O>(codec: t.Type<A, O>): t.Type<A | null, O | null> {
  return new t.Type(
    `${codec.name} or null`,
    (value): value is A | null => value === null || codec.is(value),
    (value, context) => (value === null ? t.success(null) : codec.validate(value, context)),
    (value) => (value === null ? null : codec.encode(value)),
  );
}

/** A list; its length is not limited. */
export function listOf<A, O>(codec: t.Type<A, O>): t.Type<ReadonlyArray<A>, ReadonlyArray<O>> {
  return new t.Type(
    `a list of ${codec.name}`,
    (value): value is ReadonlyArray<A> => Array.isArray(value) && value.every(codec.is),
    (value, context) => {
      if (!Array.isArray(value)) return t.failure(value, context);
      const items = Array.from(value, (item: unknown, i) => [String(i), item] as const);
      const read = readEach(items, () => codec, context);
      return read._tag === 'Left' ? read : t.success(read.right.map(([, item]) => item));
    },
    (list) => list.map(codec.encode),
  );
}

/**
 * A record under keys that users choose. `__proto__` and `constructor` are keys like any other: the result is made by
 * `Object.fromEntries`, and only own keys are read.
 */
export function mapOf<A, O>(codec: t.Type<A, O>): t.Type<Readonly<Record<string, A>>, Record<string, O>> {
  return new t.Type(
    `a record of ${codec.name}`,
    (value): value is Readonly<Record<string, A>> => isPlainObject(value) && Object.values(value).every(codec.is),
    (value, context) => {
      if (!isPlainObject(value)) return t.failure(value, context);
      const read = readEach(Object.entries(value), () => codec, context);
      return read._tag === 'Left' ? read : t.success(Object.fromEntries(read.right));
    },
    (record) => Object.fromEntries(Object.entries(record).map(([key, item]) => [key, codec.encode(item)])),
  );
}

/** A list of exactly two values. */
export function pairOf<A, B, O, P>(
  first: t.Type<A, O>,
  second: t.Type<B, P>,
  name: string,
): t.Type<readonly [A, B], readonly [O, P]> {
  const isPair = (value: unknown): value is readonly [unknown, unknown] => Array.isArray(value) && value.length === 2;
  return new t.Type<readonly [A, B], readonly [O, P]>(
    name,
    (value): value is readonly [A, B] => isPair(value) && first.is(value[0]) && second.is(value[1]),
    (value, context) => {
      if (!isPair(value)) return t.failure(value, context);
      const items = [
        ['0', value[0]],
        ['1', value[1]],
      ] as const;
      const read = readEach<A | B>(items, (key) => (key === '0' ? first : second), context);
      return read._tag === 'Left' ? read : t.success(read.right.map(([, item]) => item) as [A, B] as readonly [A, B]);
    },
    (pair) => [first.encode(pair[0]), second.encode(pair[1])],
  );
}

/** One value for every key, or a record of values by key. */
export function oneOrMapOf<A, O>(
  codec: t.Type<A, O>,
  name: string,
): t.Type<A | Readonly<Record<string, A>>, O | Record<string, O>> {
  type OneOrMap = A | Readonly<Record<string, A>>;
  const map = mapOf(codec);
  return new t.Type<OneOrMap, O | Record<string, O>>(
    name,
    (value): value is OneOrMap => codec.is(value) || map.is(value),
    (value, context): t.Validation<OneOrMap> => (isPlainObject(value) ? map : codec).validate(value, context),
    (value) => (map.is(value) ? map.encode(value) : codec.encode(value)),
  );
}

/** Reads every value under its key by the codec of that key: all of them, or what is wrong with any. */
function readEach<A>(
  items: ReadonlyArray<readonly [key: string, item: unknown]>,
  codecOf: (key: string) => t.Decoder<unknown, A>,
  context: t.Context,
): t.Validation<[string, A][]> {
  const read: [string, A][] = [];
  const errors: t.ValidationError[] = [];
  for (const [key, item] of items) {
    const codec = codecOf(key);
    const result = codec.validate(item, t.appendContext(context, key, codec, item));
    if (result._tag === 'Right') read.push([key, result.right]);
    else for (const error of result.left) errors.push(error);
  }
  return errors.length > 0 ? t.failures(errors) : t.success(read);
}

/** Whether a value is an object with keys: no list, no Date, no null. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
