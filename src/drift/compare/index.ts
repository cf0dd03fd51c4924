export { compareConfigs, explainConfigs, type ExplainedComparison } from './compare-configs.js';
export type { Silence } from './silence.js';
