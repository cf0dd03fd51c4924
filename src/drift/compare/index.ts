export { compareConfigs, explainConfigs, type ExplainedComparison } from './compare-configs.js';
export { type EchoContext, withoutEchoes } from './echoes.js';
export { countSilences, type Silence } from './silence.js';
