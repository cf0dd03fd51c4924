import { oneOf, optional, record, text, type t } from '../../codec/index.js';

/** Something that went wrong in a scan without ending it. */
export interface ScanFailure {
  /** Where: reading the resource, listing what runs, comparing, writing history, handing on, reading suppressions. */
  readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions';
  /** What could not be read; absent where it was the scan itself. */
  readonly resourceId?: string;
  /** The tag of the error, such as `PortFailure`. */
  readonly errorTag: string;
  /** Why, as a sentence. */
  readonly message: string;
}

export const ScanFailure: t.Type<ScanFailure, object> = record<ScanFailure>('a failure of a scan', {
  stage: oneOf(['list', 'read', 'compare', 'history', 'deliver', 'suppressions']),
  resourceId: optional(text),
  errorTag: text,
  message: text,
});
