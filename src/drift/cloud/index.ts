/**
 * What cloud providers do to every configuration, as drift rules: in general, by the schema of a resource type, and
 * what is known of single types; and which differences only repeat what a resource beside this one declares.
 *
 * @packageDocumentation
 */
export {
  cloudRules,
  rulesFromSchema,
  type SchemaRuleOptions,
  awsProfile,
  type DriftProfile,
  type SiblingContext,
  withoutSiblingDuplicates,
} from './cloud-rules.js';
export { cloudEquivalences, type CloudEquivalence, projectNumbers } from './equivalences.js';
export { rulesFromOpenApi, type OpenApiRuleOptions } from './from-open-api.js';
export { kubernetesRules } from './kubernetes-rules.js';
export type { DriftRules, ResourceSchema, DriftRuleSpec, RuleVariant } from '../rule-spec.js';
export type { InvalidRule } from '../errors.js';
export { orThrow } from '../../prelude.js';
export { comparePolicies, type PolicyComparison, type PolicyRelation } from '../policies/compare-policies.js';
export type { WitnessRequest } from '../policies/witness.js';
export type { PolicyRequest } from '../policies/iam-evaluation.js';
export { type PowerSeverity, severityOfPowers } from '../policies/power-severity.js';
export { type PowerComparison } from '../policies/power-comparison.js';
export { compareRbac } from '../policies/kubernetes-rbac.js';
export { compareAzureRoles } from '../policies/azure-roles.js';
export { compareGoogleIam } from '../policies/google-iam.js';
export type { GoogleRoles } from '../policies/grants.js';
export { compareReachability, type NetworkFacts } from '../policies/reachability.js';
export {
  isPolicyAt,
  type PlacedPolicy,
  policiesIn,
  type PermissionChange,
  type PermissionReport,
  reportPermissions,
  type ResourcePair,
} from '../policies/placed-policies.js';
export type * from '../../shared-types.js';
