import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { driftRules } from '../../../src/drift/rules.js';
import { type DriftRuleSpec } from '../../../src/drift/rule-spec.js';
import { orThrow } from '../../../src/prelude.js';

/** The differences of two configurations in short: `path type`, in the order they are told. */
export function shortDifferences(desired: unknown, actual: unknown, spec: DriftRuleSpec = {}): readonly string[] {
  const differences = orThrow(compareConfigs(desired, actual, orThrow(driftRules(spec))));
  return differences.map(({ path, driftType }) => `${path} ${driftType}`);
}
