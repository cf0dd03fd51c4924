/**
 * Does an allocation hold together? Checks it from its record alone, without any of the code that made it: what an auditor
 * needs, and nothing more.
 */
export { verifyAllocation, verifyBill } from './verify.js';
export type { ProgressOptions } from '../../host/chunked.js';
export {
  AllocationRecord,
  type RecordedAmortization,
  type RecordedStep,
  type RecordedLine,
  type RecordedResult,
  type RecordedShare,
  type RecordedSplit,
  type RecordedSum,
} from '../record.js';
export type { DecodeError, Cancelled } from '../../errors/kernel.js';
export type { UnsoundRecord } from '../errors.js';
export { orThrow } from '../../prelude.js';
export type * from '../../shared-types.js';
