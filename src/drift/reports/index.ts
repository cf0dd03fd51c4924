/** A drift report for people and for other programs: text, Markdown, SARIF, JUnit XML, JSON. */
export { reportAsJson, reportAsJunit, reportAsSarif, type SarifOptions } from './data-formats.js';
export { reportAsMarkdown, reportAsText } from './text-formats.js';
export { failsGate, type GateOptions } from './gate.js';
export type * from '../../shared-types.js';
