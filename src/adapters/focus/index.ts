/**
 * FOCUS, the open specification of cloud bills (https://focus.finops.org): bills of version 1.0 to 1.4 in as charges,
 * split charges out, and a verdict on every requirement of the specification.
 *
 * @packageDocumentation
 */
export {
  readFocusCharges,
  streamFocusCharges,
  type FocusBill,
  type FocusChargeOptions,
  type FocusCounts,
} from './charges.js';
export { FOCUS_COLUMNS, recognizeFocus, type FocusDataset, type FocusVersion } from './columns.js';
export { checkFocusConformance } from './conformance/check.js';
export {
  type ConformanceOptions,
  type ConformanceReport,
  type RequirementStatus,
  type RequirementVerdict,
  formatConformance,
  type ConformanceFormat,
} from './conformance/report.js';
export type { Example } from './conformance/across-rows.js';
export type { Keyword } from './conformance/rule-set.js';
export type { FocusContent, FocusFile, FocusSource, FocusProgressOptions } from './content.js';
export { costCategoryOf, readFocusRows, writeFocusCsv, type FocusRow, type WriteOptions } from './rows.js';
export type { InvalidFocus, InvalidFocusSplit } from './errors.js';
export { reconcileInvoice } from './invoice.js';
export type {
  InvoiceReconciliation,
  ReconcileOptions,
  DifferenceReason,
  Explanation,
  ReconciledLine,
} from './invoice-differences.js';
export {
  costWeightedShares,
  splitFocusRow,
  type FocusShare,
  type FocusSplit,
  type ShareElement,
  type ShareSlice,
} from './split.js';
export type * from '../../shared-types.js';
