import type { Path } from '../path/segment.js';

/** How one place differs. `key_added`: in the actual configuration only; `key_removed`: in the desired one only. */
export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

/** One place where the desired and the actual configuration differ. */
export interface ConfigDifference {
  /** For people, in the desired configuration: `rules[2].port`. Added elements carry their position in the actual list. */
  readonly path: string;
  /** The same as segments. */
  readonly segments: Path;
  /** The same as an RFC 6901 pointer. */
  readonly pointer: string;
  /** Where the place is, or would be inserted, in the actual configuration: what a patch of it must address. */
  readonly actualSegments: Path;
  /** In what way the two sides differ. */
  readonly driftType: DifferenceType;
  /** Absent where the desired configuration has nothing there. */
  readonly desiredValue?: unknown;
  /** Absent where the actual configuration has nothing there. */
  readonly actualValue?: unknown;
  /** A side is a whole number beyond 2^53 that came as a JavaScript number: its last digits may already be lost. */
  readonly precisionLost?: true;
  /** Where both sides are documents in a text (a policy, JSON): what differs inside, with paths inside the document. */
  readonly inner?: readonly ConfigDifference[];
}
