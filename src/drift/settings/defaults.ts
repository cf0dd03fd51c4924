import { readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import { plainName } from '../exposure/rule-names.js';
import type { Path } from '../path.js';
import { isFields } from '../plain-data.js';
import { plainType } from './setting.js';

// A VPC endpoint without a policy gets full access, a KMS key without one trusts its account (AWS API references of
// CreateVpcEndpoint and CreateKey).
const ENDPOINTS = /^awsvpcendpoint$|^awsec2vpcendpoint$/;
const KEYS = /^awskms(?:replica)?key$/;
const POLICIES = /^(?:key)?policy(?:document)?$/;

/** Whether an undeclared policy is the one that the provider documents for a resource without a policy. */
export function isDefaultPolicy(resourceType: string, path: Path, value: unknown): boolean {
  const [name, type] = [plainName(String(path.at(-1) ?? '')), plainType(resourceType)];
  if (!POLICIES.test(name) || !(ENDPOINTS.test(type) || KEYS.test(type))) return false;
  const policy = readPolicy(value);
  const statements = policy === undefined ? [] : statementsOf(policy);
  const [statement] = statements;
  if (statements.length !== 1 || !isFields(statement)) return false;
  return ENDPOINTS.test(type) ? isFull(statement) : isOwn(statement);
}

const isFull = ({ Action, Resource, Condition }: Readonly<Record<string, unknown>>): boolean =>
  is(Action, /^\*$/) && is(Resource, /^\*$/) && Condition === undefined;

const isOwn = ({ Action, Principal }: Readonly<Record<string, unknown>>): boolean =>
  is(Action, /^kms:\*$/) && isFields(Principal) && is(Principal['AWS'], /^(?:arn:[\w-]+:iam::)?\d{12}(?::root)?$/);

const is = (value: unknown, pattern: RegExp): boolean =>
  pattern.test(String(Array.isArray(value) && value.length === 1 ? value[0] : value));
