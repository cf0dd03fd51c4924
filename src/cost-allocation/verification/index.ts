/**
 * Does an allocation hold together? Checks it from its record alone, without any of the code that made it: what an auditor
 * needs, and nothing more.
 */
export { verifyAllocation, verifyBill } from './verify.js';
export type { ProgressOptions } from '../steps/step-by-step.js';
export { AllocationRecord } from '../record/allocation-record.js';
export type {
  RecordedAmortization,
  RecordedStep,
  RecordedLine,
  RecordedResult,
  RecordedShare,
  RecordedSplit,
  RecordedSum,
} from '../record/allocation-record.js';
export { type DecodeError } from '../../errors/codec.js';
export { type UnsoundRecord } from '../../errors/cost.js';
export { type Cancelled } from '../../errors/port.js';
export { orThrow } from '../../prelude.js';
