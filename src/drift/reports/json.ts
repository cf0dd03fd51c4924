import { DriftReport } from '../model/drift-report.js';

/** The report in its wire form, as JSON text; `DriftReport.decode` reads it back. */
export const reportAsJson = (report: DriftReport, indent = 2): string =>
  `${JSON.stringify(DriftReport.encode(report), null, indent)}\n`;
