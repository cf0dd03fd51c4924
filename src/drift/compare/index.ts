export { compareConfigs, explainConfigs, type ExplainedComparison } from './compare-configs.js';
export { type EchoContext, withoutEchoes } from './echoes.js';
export type { Silence } from './silence.js';
