export { compareConfigs, explainConfigs, type ExplainedComparison } from './compare-configs.js';
export type { IgnoredDifference } from './silence.js';
