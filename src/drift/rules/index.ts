export { cloudRules } from './cloud-rules.js';
export { type DriftRules, driftRules, extendRules } from './drift-rules.js';
export { rulesFromSchema, type SchemaRuleOptions } from './from-schema.js';
export { awsProfile, type DriftProfile } from './profile.js';
export type { ResourceSchema } from './schema.js';
export { terraformRules } from './terraform-rules.js';
export type { DriftRuleSpec, SeverityRule } from './spec.js';
