import type { Decimal, MoneyInput } from '../money/decimal.js';
import type { EpochSeconds, PointInTime } from '../time/period.js';

// Fields that were renamed after data with their old names was stored, some of it under a hash.
export const STORED_NAMES = { precisionLost: 'lossy', exposedToInternet: 'to_the_world' } as const;

export type StoredNames = typeof STORED_NAMES;

/** A letter in lower case, with an underscore before it if it was a capital. */
type SnakeLetter<Letter extends string> =
  Letter extends Uppercase<Letter> ? (Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`) : Letter;

/** The letters of a name, with an underscore before each capital. */
type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${SnakeLetter<First>}${SnakeCase<Rest>}`
  : '';

type WireName<Key extends string> = Key extends keyof StoredNames ? StoredNames[Key] : SnakeCase<Key>;

/**
 * The JSON form of a model: keys in snake_case, decimals as text, instants as numbers. Records under keys that users
 * choose (tags, tenants) keep their keys.
 */
export type WireForm<Model> = Model extends Decimal
  ? string
  : Model extends EpochSeconds
    ? number
    : Model extends string | number | boolean | bigint | null | undefined
      ? Model
      : Model extends readonly unknown[]
        ? { readonly [Index in keyof Model]: WireForm<Model[Index]> }
        : Model extends object
          ? {
              readonly [
                Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key
              ]: WireForm<Model[Key]>;
            }
          : Model;

/** Fields of models that hold an instant as a plain number. */
type InstantField =
  | 'start'
  | 'end'
  | 'from'
  | 'billedFrom'
  | 'billedUntil'
  | 'createdAt'
  | 'deletedAt'
  | 'cancelledAt'
  | 'effectiveFrom'
  | 'effectiveUntil';

/**
 * A model as callers may write it: an amount may be decimal text, and an instant a `Date`, a `Temporal` object or
 * seconds since the epoch.
 */
export type WrittenForm<Model> = Model extends Decimal
  ? MoneyInput
  : Model extends EpochSeconds
    ? number | PointInTime
    : Model extends string | number | boolean | bigint | null | undefined
      ? Model
      : Model extends readonly unknown[]
        ? { readonly [Index in keyof Model]: WrittenForm<Model[Index]> }
        : Model extends object
          ? {
              readonly [Key in keyof Model]:
                | WrittenForm<Model[Key]>
                | (Key extends InstantField ? (number extends Model[Key] ? PointInTime : never) : never);
            }
          : Model;

/** A model as a port may answer it: as TypeScript writes it, or in its JSON form. */
export type EitherSpelling<Model> = WrittenForm<Model> | WireForm<Model>;
