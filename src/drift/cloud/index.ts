/**
 * What cloud providers do to every configuration, as drift rules: in general, by the schema of a resource type, and
 * what
 * is known of single types; and which differences only repeat what a resource beside this one declares.
 */
export { cloudRules, rulesFromSchema, type SchemaRuleOptions, awsProfile, type DriftProfile } from './cloud-rules.js';
export { cloudEquivalences, type CloudEquivalence } from './equivalences.js';
export { type SiblingContext, withoutSiblingDuplicates } from './sibling-duplicates.js';
export { rulesFromOpenApi, type OpenApiRuleOptions } from './from-open-api.js';
export { kubernetesRules } from './kubernetes-rules.js';
export type { DriftRules, ResourceSchema, DriftRuleSpec, RuleVariant } from '../rules.js';
export type { InvalidRule } from '../errors.js';
export { orThrow } from '../../prelude.js';
export {
  comparePolicies,
  type PolicyComparison,
  type PolicyRelation,
  type WitnessRequest,
} from '../policies/compare-policies.js';
export { type PolicyRequest } from '../policies/iam-evaluation.js';
export type { PowerComparison } from '../policies/powers.js';
export { compareRbac } from '../policies/kubernetes-rbac.js';
export { compareAzureRoles } from '../policies/azure-roles.js';
export { compareGoogleIam, type GoogleRoles } from '../policies/google-iam.js';
export { compareReachability, type NetworkFacts } from '../policies/reachability.js';
export { type PowerSeverity, severityOfPowers } from '../policies/power-severity.js';
export {
  isPolicyAt,
  type PermissionChange,
  type PermissionReport,
  type PlacedPolicy,
  policiesIn,
  reportPermissions,
  type ResourcePair,
} from '../policies/permission-report.js';
export type * from '../../shared-types.js';
