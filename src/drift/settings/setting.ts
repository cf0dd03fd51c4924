import type { DriftSeverity } from '../model/drift-record.js';
import { plainType, plainWord } from '../plain-data.js';

/**
 * Which values of a setting are unsafe. Words are compared by letters and digits alone, whatever their case, so that
 * `Enabled`, `ENABLED` and `enabled` are one.
 */
export type Unsafe =
  /** A protection: `false`, `Disabled`, `off` and the like are unsafe. */
  | { readonly kind: 'off' }
  /** An opening: `true`, `Enabled`, `on` and the like are unsafe. */
  | { readonly kind: 'on' }
  /** Unsafe words; every other word is safe. `~` stands for any beginning or ending. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Safe words; every other word is unsafe. */
  | { readonly kind: 'notWords'; readonly words: readonly string[] }
  /** A version of TLS below 1.2, or a policy that allows one. */
  | { readonly kind: 'oldTls' }
  /** A number below the limit. */
  | { readonly kind: 'below'; readonly limit: number }
  /** A number above the limit. */
  | { readonly kind: 'above'; readonly limit: number }
  /** A block or field that protects by being there. */
  | { readonly kind: 'absent' }
  /** A block or field that opens by being there; with `empty`, even where it says nothing. */
  | { readonly kind: 'present'; readonly empty?: boolean }
  /** A list that protects by what it holds: losing a member (one of these words, where given) is unsafe. */
  | { readonly kind: 'loses'; readonly words?: readonly string[] }
  /** A list that opens by what it holds: gaining a member (one of these words, where given) is unsafe. */
  | { readonly kind: 'gains'; readonly words?: readonly string[] }
  /** A rule, or a list of rules, without any of these terms lets everything pass. */
  | { readonly kind: 'memberWithout'; readonly words: readonly string[] }
  /** An address of a service: one that is spoken to in clear is unsafe. */
  | { readonly kind: 'clearUrl' }
  /** Addresses or principals: everyone is unsafe. */
  | { readonly kind: 'everyone' };

/** One field of a resource type that makes the resource safer or less safe. */
export interface SecuritySetting {
  /** Resource types, letters and digits alone in lower case; `*` for every type, `name*` for all that begin so. */
  readonly types: readonly string[];
  /** The last keys of its path, each as letters and digits in lower case. Empty: the whole resource. */
  readonly paths: readonly (readonly string[])[];
  /** Which of its values are unsafe. */
  readonly unsafe: Unsafe;
  /** What the provider documents to hold where nothing is said; `undefined` where it documents nothing. */
  readonly absent: unknown;
  /** How severe the way from safe to unsafe is; the other way is functional. */
  readonly severity: DriftSeverity;
  /** What has happened then, to end the sentence "… ". */
  readonly weakened: string;
  /** The public checks and controls it rests on. */
  readonly sources: readonly string[];
  /** Only where a field beside it has one of these words: the `value` of a parameter that is called so. */
  readonly where?: Beside;
  /** Not where a field beside it has one of these words. */
  readonly unless?: Beside;
}

/** A field that stands beside another, and what it holds. */
export interface Beside {
  readonly keys: readonly string[];
  readonly words: readonly string[];
}

export const OFF: Unsafe = { kind: 'off' };
export const ON: Unsafe = { kind: 'on' };
export const OLD_TLS: Unsafe = { kind: 'oldTls' };
export const ABSENT: Unsafe = { kind: 'absent' };
export const PRESENT: Unsafe = { kind: 'present' };
export const PRESENT_EVEN_EMPTY: Unsafe = { kind: 'present', empty: true };
export const CLEAR_URL: Unsafe = { kind: 'clearUrl' };
export const EVERYONE: Unsafe = { kind: 'everyone' };
export const words = (text: string): Unsafe => ({ kind: 'words', words: list(text).map(plainWord) });
export const notWords = (text: string): Unsafe => ({ kind: 'notWords', words: list(text).map(plainWord) });
export const below = (limit: number): Unsafe => ({ kind: 'below', limit });
export const above = (limit: number): Unsafe => ({ kind: 'above', limit });
export const loses = (text?: string): Unsafe => ({ kind: 'loses', ...(text && { words: list(text).map(plainWord) }) });
export const gains = (text?: string): Unsafe => ({ kind: 'gains', ...(text && { words: list(text).map(plainWord) }) });
export const memberWithout = (text: string): Unsafe => ({ kind: 'memberWithout', words: list(text).map(plainWord) });

/** One row of a table: types and paths between blanks, in any spelling. */
export function setting(
  types: string,
  paths: string,
  unsafe: Unsafe,
  absent: unknown,
  weakened: string,
  sources: string,
  severity: DriftSeverity = 'security',
): SecuritySetting {
  return {
    types: list(types).map((type) => (type.endsWith('*') ? `${plainType(type.slice(0, -1))}*` : plainType(type))),
    paths: paths === '' ? [[]] : list(paths).map((path) => path.split('.').map(plainWord)),
    unsafe,
    absent,
    severity,
    weakened,
    sources: list(sources),
  };
}

/** The same for the value of a parameter that stands in a list of names and values. */
export const parameter = (row: SecuritySetting, keys: string, names: string): SecuritySetting => ({
  ...row,
  where: { keys: list(keys).map(plainWord), words: list(names).map(plainWord) },
});

function list(text: string): readonly string[] {
  return text.split(' ').filter((part) => part !== '');
}
