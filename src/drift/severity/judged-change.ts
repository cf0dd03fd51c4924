import type { DriftSeverity, DriftType, ExposureChange } from '../model/drift-record.js';
import type { Path } from '../path.js';

/** One difference as its severity is judged: with its values in clear, which never leave the judgement. */
export interface JudgedChange {
  readonly resourceType: string;
  /** The place in the desired configuration. */
  readonly segments: Path;
  readonly driftType: DriftType;
  /** `undefined` where a side has nothing. */
  readonly desired: unknown;
  readonly actual: unknown;
  /** The resource on both sides, where it is known: some settings mean something only beside others. */
  readonly resource?: { readonly before: unknown; readonly after: unknown } | undefined;
  /** Where the place belongs to the rules of a firewall. */
  readonly exposure?: ExposureChange | undefined;
  /** The kind of credential that stands in the actual value and nobody declared there. */
  readonly exposedSecret?: string | undefined;
  /** The place holds a secret by its nature. */
  readonly sensitive?: boolean;
}

/** A severity and why, in one sentence. */
export interface Judgment {
  readonly severity: DriftSeverity;
  readonly reason: string;
}
