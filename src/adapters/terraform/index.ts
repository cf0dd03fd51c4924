/**
 * Terraform and OpenTofu in: states, plans and provider schemas as configurations to compare, with what must not be
 * shown.
 *
 * @packageDocumentation
 */
export { readTerraformState, readTerraformPlan, type TerraformPlan } from './state-and-plan.js';
export {
  readTerraformSchemas,
  pairTerraformResources,
  type TerraformOptions,
  type TerraformPair,
  type TerraformResource,
  type InvalidTerraform,
} from './resource.js';
export type * from '../../shared-types.js';
