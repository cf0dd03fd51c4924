import * as t from './io-ts.js';
import { isPlainObject } from './containers.js';

/** A field of a {@link record}: its codec, and what an absent one means. */
export interface Field<A> {
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
 * that holds both spellings of a field with different values is refused. Fields that the model does not know are left out.
 */
export function record<A extends object, O = object>(name: string, fields: Fields<A>): t.Type<A, O> {
  const plan = Object.entries(fields as Record<string, t.Type<unknown> | Field<unknown>>).map(([key, field]) => ({
    key,
    wire: snakeCase(key),
    ...('codec' in field ? field : { codec: field, optional: false }),
  }));
  // What a model holds: a field with a default is never missing.
  const members = plan.map(({ key, codec, optional: mayBeAbsent, whenAbsent }) => ({
    key,
    is: codec.is,
    mayMiss: mayBeAbsent && whenAbsent === undefined,
  }));
  return new t.Type<A, O>(
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
      const entries: [string, unknown][] = [];
      const errors: t.ValidationError[] = [];
      for (const field of plan) {
        const spelled = hasOwn(value, field.wire) ? field.wire : field.key;
        const given = hasOwn(value, spelled) ? value[spelled] : undefined;
        if (spelled !== field.key && hasOwn(value, field.key) && value[field.key] !== given) {
          errors.push(issue(context, field.key, field.codec, given, `stands twice, also as ${field.wire}`));
        } else if (given === undefined && field.optional) {
          if (field.whenAbsent !== undefined) entries.push([field.key, field.whenAbsent()]);
        } else if (given === undefined) {
          errors.push(issue(context, spelled, field.codec, given, `expected ${field.codec.name}, but it is missing`));
        } else {
          const result = field.codec.validate(given, t.appendContext(context, spelled, field.codec, given));
          if (result._tag === 'Right') entries.push([field.key, result.right]);
          else for (const error of result.left) errors.push(error);
        }
      }
      return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(entries) as A);
    },
    (model) =>
      Object.fromEntries(
        plan.flatMap((f) => {
          const value = (model as Record<string, unknown>)[f.key];
          return value === undefined ? [] : [[f.wire, f.codec.encode(value)]];
        }),
      ) as O,
  );
}

/** `weightByCategory` as the wire spells it: `weight_by_category`; `p10` stays whole, `lowerBoundP10` is `lower_bound_p10`. */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function issue(
  context: t.Context,
  key: string,
  codec: t.Type<unknown, unknown>,
  value: unknown,
  message: string,
): t.ValidationError {
  return { value, context: t.appendContext(context, key, codec, value), message };
}

function hasOwn(value: object, key: string): boolean {
  return Object.hasOwn(value, key);
}
