/**
 * What every error of this library is: an `Error` with a `_tag` to switch on, the facts it rests on, and a message
 * that names the value at fault. Guards look at the tag, never at the class: the ESM and the CJS copy of a class differ.
 */
export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
  readonly _tag: Tag;
} & Readonly<Facts>;

type TagOf<T> = T extends { readonly _tag: infer Tag extends string } ? Tag : never;
type FactsOf<T> = Omit<T, keyof Error | '_tag'>;

/**
 * Makes the constructor of one kind of error out of its tag and its sentence.
 *
 * @example
 * type EmptyBill = TaggedError<'EmptyBill', { tenantId: string }>;
 * const emptyBill = defineError<EmptyBill>('EmptyBill', (f) => `the bill of tenant ${show(f.tenantId)} has no charge`);
 */
export const defineError =
  <T extends TaggedError<string>>(tag: TagOf<T>, sentence: (facts: FactsOf<T>) => string) =>
  (facts: FactsOf<T>, cause?: unknown): T => {
    const { message, own } = told(facts, sentence) ?? { message: `${tag}, whose facts cannot be read`, own: {} };
    const error = new Error(message, cause === undefined ? undefined : { cause });
    error.name = tag;
    return Object.assign(error, own, { _tag: tag }) as unknown as T;
  };

/** The sentence and a copy of the facts; undefined for facts that are none, or that throw. */
function told<Facts extends object>(facts: Facts, sentence: (facts: Facts) => string) {
  try {
    return { message: sentence(facts), own: { ...facts } };
  } catch {
    return undefined;
  }
}

/** Makes the guard that tells one kind of error from everything else. */
export const guardOf =
  <T extends TaggedError<string>>(tag: TagOf<T>) =>
  (value: unknown): value is T => {
    try {
      return value instanceof Error && (value as Partial<TaggedError<string>>)._tag === tag;
    } catch {
      // A proxy that does not want to be looked at.
      return false;
    }
  };
