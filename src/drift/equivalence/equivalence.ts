import { answerNow } from '../../host/try.js';
import type { DifferenceType } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { isObject } from '../plain-data.js';

/** A difference inside a document, with its path from there and the raw values of both sides. */
export interface PartDifference {
  /** Where it stands in the desired document. */
  readonly path: Path;
  /** Where it stands in the actual document. */
  readonly actualPath: Path;
  /** What kind of difference it is. */
  readonly driftType: DifferenceType;
  /** What was declared there. */
  readonly desired: unknown;
  /** What runs there. */
  readonly actual: unknown;
}

/**
 * A way in which two different values mean the same. Most have a normal form: two values are equal when both are
 * understood and their normal forms are. A few are relations without one: a name equals many ARNs that differ.
 */
export interface Equivalence {
  /** The name under which ignored differences are counted, `comparator:cidr`. */
  readonly name: string;
  /** The normal form, itself plain data; `undefined` where the value is not of this kind. Idempotent, never throws. */
  readonly normalize?: (value: unknown) => unknown;
  /** Where two documents differ, for documents whose parts do not compare as plain data. */
  readonly differences?: (desired: unknown, actual: unknown) => readonly PartDifference[];
  /** The normal form is a document, in which the rules of the place hold as they would if it stood there itself. */
  readonly isDocument?: true;
  /** Whether it holds even for the user's own data: it mends what the way there broke and interprets nothing. */
  readonly evenInOpaqueMaps?: true;
  /** Whether a value is plainly of this kind, so that it may be read so even where nobody said what the place holds. */
  readonly recognizes?: (value: unknown) => boolean;
  /** For a relation without a normal form. */
  readonly relates?: (desired: unknown, actual: unknown) => boolean;
  /** For a relation: values that it relates have the same key, so that candidates are found without trying all. */
  readonly keyOf?: (value: unknown) => string | undefined;
  /** The verdict of a relation holds even against the plain comparison (a host's own comparator). */
  readonly decides?: boolean;
}

/** Whether a value is an equivalence: named, with a normal form or as a relation. */
export function isEquivalence(value: unknown): value is Equivalence {
  if (!isObject(value)) return false;
  const { name, normalize, relates } = value as Partial<Equivalence>;
  return typeof name === 'string' && typeof (normalize ?? relates) === 'function';
}

/** A host's own comparator: whether two values mean the same. One that throws leaves the decision to the library. */
export type Comparator = (desired: unknown, actual: unknown) => boolean;

/** The equivalence that a host's comparator defines. */
export const equivalenceOf = (comparator: Comparator): Equivalence => ({
  name: comparator.name === '' ? 'custom' : comparator.name,
  relates: (desired, actual) => answerNow(comparator(desired, actual)),
  keyOf: () => '',
  decides: true,
});
