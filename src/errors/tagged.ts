import { maskCredentials } from './mask-secrets.js';

/**
 * What every error of this library is: an `Error` with a `_tag` to switch on, the facts it rests on, and a message
 * that names the value at fault. Guards look at the tag, never at the class: the ESM and the CJS copy of a class
 * differ.
 */
export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
  readonly _tag: Tag;
} & Readonly<Facts>;

type TagOf<T> = T extends { readonly _tag: infer Tag extends string } ? Tag : never;
type FactsOf<T> = Omit<T, keyof Error | '_tag'>;

/** Makes one kind of error of its facts, and of what caused it. */
export type MakeError<T> = (facts: FactsOf<T>, cause?: unknown) => T;

/** No message is longer, whatever it quotes. */
const MAX_MESSAGE = 1000;
/** So much of it is looked at, so that a secret at the end of what is shown is found whole. */
const MAX_SEARCHED_LENGTH = 5000;

/**
 * Makes the constructor of one kind of error out of its tag and its sentence.
 *
 * @example
 * type EmptyBill = TaggedError<'EmptyBill', { tenantId: string }>;
 * const emptyBill = defineError<EmptyBill>('EmptyBill', (f) => `the bill of tenant ${show(f.tenantId)} has no charge`);
 */
export const defineError =
  <T extends TaggedError<string>>(tag: TagOf<T>, sentence: (facts: FactsOf<T>) => string): MakeError<T> =>
  (facts, cause) => {
    const { message, own } = describeFacts(facts, sentence) ?? {
      message: `${tag}, whose facts cannot be read`,
      own: {},
    };
    // Whatever the sentence quotes: a credential that is known by its form shows in no message.
    const masked = maskCredentials(message.slice(0, MAX_SEARCHED_LENGTH));
    const shown = masked.length > MAX_MESSAGE ? `${masked.slice(0, MAX_MESSAGE - 1)}…` : masked;
    const error = new Error(shown, cause === undefined ? undefined : { cause });
    error.name = tag;
    return Object.assign(error, own, { _tag: tag }) as unknown as T;
  };

/** The sentence and a copy of the facts; undefined for facts that are none, or that throw. */
function describeFacts<Facts extends object>(facts: Facts, sentence: (facts: Facts) => string) {
  try {
    return { message: sentence(facts), own: { ...facts } };
  } catch {
    return undefined;
  }
}

/** The error of a tag: the member of a union that has it, or a tagged error without known facts. */
export type ErrorOfTag<Value, Tag extends string> = [Extract<Value, { readonly _tag: Tag }>] extends [never]
  ? TaggedError<Tag>
  : Extract<Value, { readonly _tag: Tag }>;

/**
 * Whether a value is the error of a tag, whichever copy of this package made it. A union narrows to its member.
 *
 * @example
 * if (isError(outcome.left, 'PoolCycle')) console.log(outcome.left.pools);
 */
export function isError<Value, Tag extends string>(value: Value, tag: Tag): value is Value & ErrorOfTag<Value, Tag>;
/** The same for a value of unknown type, with the error named: `isError<PortFailure>(cause, 'PortFailure')`. */
export function isError<T extends TaggedError<string>>(value: unknown, tag: TagOf<T>): value is T;
export function isError(value: unknown, tag: string): boolean {
  try {
    return value instanceof Error && (value as Partial<TaggedError<string>>)._tag === tag;
  } catch {
    // A proxy whose traps throw.
    return false;
  }
}
