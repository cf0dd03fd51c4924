import * as t from './io-ts.js';
import { show } from '../errors/show.js';
import { STORED_NAMES, type StoredNames, type WireForm } from './wire-form.js';

/** A codec of values with members: one whose getter or proxy throws is a value that is not what was expected. */
export function guardedCodec<A, O>(
  name: string,
  is: t.Is<A>,
  validate: (value: unknown, context: t.Context) => t.Validation<A>,
  encode: (value: A) => O,
): t.Type<A, O> {
  return new t.Type<A, O>(
    name,
    (value): value is A => {
      try {
        return is(value);
      } catch {
        return false;
      }
    },
    (value, context) => {
      const depth = context.length;
      try {
        return validate(value, context);
      } catch {
        (context as t.Context[number][]).length = depth;
        return t.failure(value, context, 'the value cannot be read');
      }
    },
    encode,
  );
}

/** A value or null. */
export function nullable<A, O>(codec: t.Type<A, O>): t.Type<A | null, O | null> {
  return guardedCodec(
    `${codec.name} or null`,
    (value): value is A | null => value === null || codec.is(value),
    (value, context) => (value === null ? t.success(null) : codec.validate(value, context)),
    (value) => (value === null ? null : codec.encode(value)),
  );
}

/** A list; its length is not limited. */
export function listOf<A, O>(codec: t.Type<A, O>): t.Type<ReadonlyArray<A>, ReadonlyArray<O>> {
  return guardedCodec(
    `a list of ${codec.name}`,
    (value): value is ReadonlyArray<A> => Array.isArray(value) && value.every(codec.is),
    (value, context) => {
      if (!Array.isArray(value)) return t.failure(value, context);
      const read: A[] = [];
      const errors: t.ValidationError[] = [];
      // By position: a hole is a value that is missing.
      for (let i = 0; i < value.length; i += 1) {
        const item = readMember(codec, value[i], context, i, errors);
        if (item !== WRONG) read.push(item);
      }
      return errors.length > 0 ? t.failures(errors) : t.success(read);
    },
    (list) => list.map(codec.encode),
  );
}

/**
 * A record under keys that users choose. `__proto__` and `constructor` are keys like any other: the result is made by
 * `Object.fromEntries`, and only own keys are read.
 */
export function mapOf<A, O>(codec: t.Type<A, O>): t.Type<Readonly<Record<string, A>>, Record<string, O>> {
  return guardedCodec(
    `a record of ${codec.name}`,
    (value): value is Readonly<Record<string, A>> => isPlainObject(value) && Object.values(value).every(codec.is),
    (value, context) => {
      if (!isPlainObject(value)) return t.failure(value, context);
      const read: [string, A][] = [];
      const errors: t.ValidationError[] = [];
      for (const key of Object.keys(value)) {
        const item = readMember(codec, value[key], context, key, errors);
        if (item !== WRONG) read.push([key, item]);
      }
      return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(read));
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
  return guardedCodec<readonly [A, B], readonly [O, P]>(
    name,
    (value): value is readonly [A, B] => isPair(value) && first.is(value[0]) && second.is(value[1]),
    (value, context) => {
      if (!isPair(value)) return t.failure(value, context);
      const errors: t.ValidationError[] = [];
      const read = [
        readMember(first, value[0], context, 0, errors),
        readMember(second, value[1], context, 1, errors),
      ] as const;
      return errors.length > 0 ? t.failures(errors) : t.success(read as readonly [A, B]);
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
  return guardedCodec<OneOrMap, O | Record<string, O>>(
    name,
    (value): value is OneOrMap => codec.is(value) || map.is(value),
    (value, context): t.Validation<OneOrMap> => (isPlainObject(value) ? map : codec).validate(value, context),
    (value) => (map.is(value) ? map.encode(value) : codec.encode(value)),
  );
}

/** Stands for a member that is not what was expected. */
const WRONG: unique symbol = Symbol('wrong');

/** Reads a member of a value, or adds what is wrong with it to the errors. */
function readMember<A>(
  codec: t.Type<A, unknown>,
  value: unknown,
  context: t.Context,
  key: string | number,
  errors: t.ValidationError[],
): A | typeof WRONG {
  if (codec.encode === t.unchanged && codec.is(value)) return value;
  const path = context as t.Context[number][];
  path.push({ key: String(key), type: codec, actual: value });
  const read = codec.validate(value, path);
  path.pop();
  if (read._tag === 'Right') return read.right;
  for (const error of read.left) errors.push(error);
  return WRONG;
}

/** Whether a value is an object with keys: no list, no Date, no null. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A field of a {@link record}: its codec, and what an absent one means. */
interface Field<A> {
  readonly codec: t.Type<A, unknown>;
  /** Absent is allowed, and stays absent or becomes `whenAbsent()`. */
  readonly optional: boolean;
  readonly whenAbsent?: () => A;
}

/** A field that may be missing. */
export function optional<A, O>(codec: t.Type<A, O>): Field<A> {
  return { codec, optional: true };
}

/** A field that has a value even where none is sent. */
export function withDefault<A, O>(codec: t.Type<A, O>, whenAbsent: () => A): Field<A> {
  return { codec, optional: true, whenAbsent };
}

type Fields<A> = {
  readonly [K in keyof A]-?: t.Type<Exclude<A[K], undefined>, unknown> | Field<Exclude<A[K], undefined>>;
};

/**
 * The codec of a model: camelCase in TypeScript, snake_case on the wire. Both spellings are read, because a port
 * written in TypeScript answers with models and a service written in another language with the wire form; an object
 * that holds both spellings of a field with different values is refused. Fields that the model does not know are left
 * out.
 */
export function record<A extends object, O = WireForm<A>>(name: string, fields: Fields<A>): t.Codec<A, O> {
  const plan = Object.entries(fields as Record<string, t.Type<unknown> | Field<unknown>>).map(([key, field]) => ({
    key,
    wire: toWireName(key),
    ...('codec' in field ? field : { codec: field, optional: false }),
  }));
  // What a model holds: a field with a default is never missing.
  const members = plan.map(({ key, codec, optional: mayBeAbsent, whenAbsent }) => ({
    key,
    is: codec.is,
    mayMiss: mayBeAbsent && whenAbsent === undefined,
  }));
  return guardedCodec<A, O>(
    name,
    (value): value is A => {
      if (!isPlainObject(value)) return false;
      for (const { key, is, mayMiss } of members) {
        const member = value[key];
        if (member === undefined ? !mayMiss : !is(member)) return false;
      }
      return true;
    },
    (value, context) => {
      if (!isPlainObject(value)) return t.failure(value, context);
      const model: Record<string, unknown> = {};
      const errors: t.ValidationError[] = [];
      for (const { key, wire, codec, optional: mayBeAbsent, whenAbsent } of plan) {
        const hasWire = Object.hasOwn(value, wire);
        const hasKey = key !== wire && Object.hasOwn(value, key);
        const spelled = hasWire ? wire : key;
        const given = hasWire || hasKey ? value[spelled] : undefined;
        if (hasWire && hasKey && value[key] !== given) {
          errors.push(issue(context, key, codec, given, `stands twice, also as ${wire}`));
        } else if (given !== undefined) {
          const member = readMember(codec, given, context, spelled, errors);
          if (member !== WRONG) model[key] = member;
        } else if (!mayBeAbsent) {
          errors.push(issue(context, spelled, codec, given, `expected ${codec.name}, but it is missing`));
        } else if (whenAbsent !== undefined) model[key] = whenAbsent();
      }
      return errors.length > 0 ? t.failures(errors) : t.success(model as A);
    },
    (model) => {
      const written: Record<string, unknown> = {};
      for (const { key, wire, codec } of plan) {
        const value = (model as Record<string, unknown>)[key];
        if (value !== undefined) written[wire] = codec.encode(value);
      }
      return written as O;
    },
  );
}

/** A {@link record} that refuses fields it does not know: a misspelled one would silently change nothing. */
export function strictRecord<A extends object, O = WireForm<A>>(name: string, fields: Fields<A>): t.Codec<A, O> {
  const codec = record<A, O>(name, fields);
  const known = new Set(Object.keys(fields).flatMap((key) => [key, toWireName(key)]));
  const unknown = (value: unknown): string | undefined =>
    isPlainObject(value) ? Object.keys(value).find((key) => !known.has(key)) : undefined;
  return guardedCodec<A, O>(
    name,
    (value): value is A => unknown(value) === undefined && codec.is(value),
    (value, context) => {
      const key = unknown(value);
      const message = `expected the fields ${Object.keys(fields).map(toWireName).join(', ')}, got ${show(key)}`;
      return key === undefined ? codec.validate(value, context) : t.failure(value, context, message);
    },
    codec.encode,
  );
}

/** The codecs of options; what stays out of the type is looked at where it is used. */
export type OptionFields<A> = { readonly [K in keyof A]-?: t.Type<Exclude<A[K], undefined>, unknown> };

/**
 * What a caller says beside the data: each field may be left out, and one that is not known is refused, because a
 * misspelled one would silently change nothing.
 */
export function optionsOf<A extends object>(name: string, fields: OptionFields<A>): t.Type<A> {
  const codecs = fields as Readonly<Record<string, t.Type<unknown>>>;
  const codecOf = (key: string): t.Type<unknown> | undefined => (Object.hasOwn(codecs, key) ? codecs[key] : undefined);
  const isRight = (key: string, value: unknown): boolean =>
    codecOf(key) !== undefined && (value === undefined || codecOf(key)!.is(value));
  const expected = `expected one of the fields ${Object.keys(fields).join(', ')}`;
  const options: t.Type<A> = guardedCodec<A, A>(
    name,
    (value): value is A => isPlainObject(value) && Object.entries(value).every(([key, one]) => isRight(key, one)),
    (value, context) => {
      if (!isPlainObject(value)) return t.failure(value, context);
      const errors: t.ValidationError[] = [];
      for (const [key, one] of Object.entries(value)) {
        const codec = codecOf(key);
        if (codec === undefined) errors.push(issue(context, key, options as t.Type<unknown>, one, expected));
        else if (one !== undefined) readMember(codec, one, context, key, errors);
      }
      return errors.length > 0 ? t.failures(errors) : t.success(value as A);
    },
    t.unchanged,
  );
  return options;
}

function issue(
  context: t.Context,
  key: string,
  codec: t.Type<unknown, unknown>,
  value: unknown,
  message: string,
): t.ValidationError {
  return { value, context: [...context, { key, type: codec, actual: value }], message };
}

/**
 * `weightByCategory` as the wire spells it: `weight_by_category`; `p10` stays whole, `lowerBoundP10` is
 * `lower_bound_p10`.
 */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function toWireName(key: string): string {
  return Object.hasOwn(STORED_NAMES, key) ? STORED_NAMES[key as keyof StoredNames] : snakeCase(key);
}
