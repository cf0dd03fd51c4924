/** A drift report for people and for other programs: text, Markdown, SARIF, JUnit XML, JSON. */
export { reportAsJson } from './json.js';
export { reportAsJunit } from './junit.js';
export { reportAsMarkdown } from './markdown.js';
export { reportAsSarif, type SarifOptions } from './sarif.js';
export { reportAsText } from './text.js';
