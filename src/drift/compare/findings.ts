import type { PartDifference } from '../equivalence/equivalence.js';
import type { DifferenceType } from '../model/difference.js';
import type { Path } from '../path/segment.js';

/** A difference as the walk finds it; the printed form is made of it at the end. */
export interface FoundDifference {
  readonly segments: Path;
  readonly actualSegments: Path;
  readonly driftType: DifferenceType;
  readonly desired: unknown;
  readonly actual: unknown;
  /** Normal forms of both sides, where they are documents and what differs inside is worth telling. */
  readonly documents: readonly [desired: unknown, actual: unknown] | undefined;
}

/** A difference that a rule called none, as the walk finds it. */
export interface FoundIgnored {
  readonly segments: Path;
  readonly rule: string;
  readonly desired: unknown;
  readonly actual: unknown;
  readonly normalForm?: unknown;
}

/** Where the parts of a comparison put what they find about two values `depth` steps into the configuration. */
export interface DifferenceCollector {
  /** Notes a difference at that place. */
  report(
    desired: unknown,
    actual: unknown,
    driftType: DifferenceType,
    depth: number,
    documents?: FoundDifference['documents'],
  ): void;
  /** Notes a difference inside a document that stands there. */
  reportPart(part: PartDifference, depth: number): void;
  /** Notes that a rule called a difference none. */
  ignore(rule: string, desired: unknown, actual: unknown, depth: number, normalForm?: unknown): void;
}
