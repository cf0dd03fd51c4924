import type { Equivalence } from './equivalence.js';
import { policyDifferences } from './iam-differences.js';
import { canonicalPolicy, readPolicy, statementsOf } from './iam-document.js';
import { isObject } from '../fields.js';

export { readPolicy, statementsOf } from './iam-document.js';

/**
 * IAM policies by what they say: a single value equals a list of one; actions, resources, principals, condition values
 * and statements are sets of which statements are counted; actions and condition keys ignore case, resources do not; an
 * account number is its root ARN; a missing Version is the oldest; generated (numeric) Sids are dropped; a text may be
 * URL-encoded, as `GetRole` returns it. Method: the canonical form, as in the IAM policy grammar.
 */
export const iamPolicy: Equivalence = {
  name: 'iam_policy',
  normalize: (value) => {
    const policy = readPolicy(value);
    return policy && canonicalPolicy(policy);
  },
  differences: policyDifferences,
  recognizes: (value) => {
    const policy = readPolicy(value);
    return policy !== undefined && statementsOf(policy).some(isStatement);
  },
};

const isStatement = (value: unknown): boolean => isObject(value) && 'Effect' in value;
