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
  return t.readonlyArray(codec, `a list of ${codec.name}`);
}

/**
 * A record under keys that users choose. `__proto__` and `constructor` are keys like any other: the result is made by
 * `Object.fromEntries`, and only own keys are read.
 */
export function mapOf<A, O>(codec: t.Type<A, O>): t.Type<Readonly<Record<string, A>>, Record<string, O>> {
  const name = `a record of ${codec.name}`;
  return new t.Type(
    name,
    (value): value is Readonly<Record<string, A>> => isPlain(value) && Object.values(value).every(codec.is),
    (value, context) => {
      if (!isPlain(value)) return t.failure(value, context);
      const entries: [string, A][] = [];
      const errors: t.ValidationError[] = [];
      for (const [key, item] of Object.entries(value)) {
        const result = codec.validate(item, t.appendContext(context, key, codec, item));
        if (result._tag === 'Left') errors.push(...result.left);
        else entries.push([key, result.right]);
      }
      return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(entries));
    },
    (record) => Object.fromEntries(Object.entries(record).map(([key, item]) => [key, codec.encode(item)])),
  );
}

/** Whether a value is an object with keys: no list, no Date, no null. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
