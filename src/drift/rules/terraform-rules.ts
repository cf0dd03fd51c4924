import type { DriftRuleSpec } from './spec.js';

/**
 * Rules for Terraform and OpenTofu states: their SDKs write `null`, `""`, `[]` and `{}` for one and the same absence,
 * and providers reformat the policies and JSON documents they store. Values that are copied from resources beside this
 * one are told apart by `withoutEchoes` (`drift/cloud`), which needs to see those.
 */
export const terraformRules: DriftRuleSpec = {
  emptyEqualsMissing: true,
  everywhere: ['iam_policy', 'json'],
};
