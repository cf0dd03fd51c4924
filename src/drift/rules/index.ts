export { type DriftRules, driftRules, extendRules } from './drift-rules.js';
export type { DriftRuleSpec, SeverityRule } from './spec.js';
