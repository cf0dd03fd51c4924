import { oneOf, optional, record, text, type t } from '../../codec/index.js';
import { RecordedValue } from './recorded-value.js';

/** One operation of an RFC 6902 patch; `path` is an RFC 6901 pointer into the actual configuration. */
export interface PatchOperation {
  /** What is done, as RFC 6902 names it. */
  readonly op: 'test' | 'add' | 'replace' | 'remove';
  /** Where, as an RFC 6901 pointer: `/rules/0/cidr`. */
  readonly path: string;
  /** Absent for `remove` alone. A sensitive value stands redacted. */
  readonly value?: unknown;
}

export const PatchOperation: t.Type<PatchOperation, object> = record<PatchOperation>('a patch operation', {
  op: oneOf(['test', 'add', 'replace', 'remove']),
  path: text,
  value: optional(RecordedValue),
});
