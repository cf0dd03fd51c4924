/**
 * FOCUS, the open specification of cloud bills (https://focus.finops.org): CSV files of version 1.0 to 1.3 in as
 * charges, split charges out with the columns of 1.3, and a report of what in a file breaks the specification.
 */
export { checkFocusConformance, type ConformanceReport, type Example, type Violation } from './conformance/report.js';
export type { Finding } from './conformance/rule.js';
export { FOCUS_COLUMNS, type FocusVersion } from './columns.js';
export { costCategoryOf } from './cost-category.js';
export type { FocusFollowing } from './follow-rows.js';
export type { FocusRow } from './focus-row.js';
export { readFocusCharges, streamFocusCharges, type FocusBill, type FocusCounts } from './read-charges.js';
export { readFocusRows } from './read-focus-rows.js';
export type { FocusSource } from './read-rows.js';
export { costWeightedShares, type FocusShare, type ShareElement, type ShareSlice } from './split/shares.js';
export { splitFocusRow, type FocusSplit } from './split/split-row.js';
export type { FocusChargeOptions } from './to-charge.js';
export { writeFocusCsv } from './write-rows.js';
export * from './errors.js';
export type * from '../../shared-types.js';
