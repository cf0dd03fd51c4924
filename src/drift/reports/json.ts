import { DriftReport } from '../model/drift-report.js';
import { writeReport } from './no-report.js';

/** The report in its wire form, as JSON text; `DriftReport.decode` reads it back. */
export const reportAsJson = (report: DriftReport, indent = 2): string =>
  writeReport(report, (one) => `${JSON.stringify(DriftReport.encode(one), null, indent)}\n`);
