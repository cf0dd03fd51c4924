export { compareConfigs, explainConfigs, type ExplainedComparison } from './compare-configs.js';
export { countSilences, type Silence } from './silence.js';
