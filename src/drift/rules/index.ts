export { type DriftRules, driftRules, extendRules } from './drift-rules.js';
export { terraformRules } from './terraform-rules.js';
export type { DriftRuleSpec, SeverityRule } from './spec.js';
