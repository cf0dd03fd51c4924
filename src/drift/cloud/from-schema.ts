import type { InvalidRule } from '../../errors/drift.js';
import type { Either } from '../../prelude.js';
import { cloudRules } from './cloud-rules.js';
import { compileRules, type DriftRules, mergeSpecs, catchRefusal } from '../rules/drift-rules.js';
import { awsProfile, type DriftProfile } from './profile.js';
import type { ResourceSchema } from '../rules/schema.js';
import type { DriftRuleSpec } from '../rules/spec.js';

/** Which rules a schema is added to. */
export interface SchemaRuleOptions {
  /** The resource type, for the profile. */
  readonly resourceType?: string;
  /** The general rules; `cloudRules` unless given. */
  readonly rules?: DriftRuleSpec;
  /** What is known of single types; `awsProfile` unless given, `{}` for none. */
  readonly profile?: DriftProfile;
}

/**
 * Turns the schema of a resource type into drift rules: read-only and write-only properties are not compared, unordered
 * lists are multisets, free-form maps are left uninterpreted, and a declared default may be missing from what runs. The
 * general rules and the entry of the type in the profile are added.
 */
export function rulesFromSchema(
  schema: ResourceSchema,
  options: SchemaRuleOptions = {},
): Either<InvalidRule, DriftRules> {
  return catchRefusal(options, () => {
    const { resourceType = '', rules = cloudRules, profile = awsProfile } = options;
    const known = Object.hasOwn(profile, resourceType) ? profile[resourceType] : undefined;
    return compileRules(known === undefined ? rules : mergeSpecs(rules, known), schema);
  });
}
