import type { Equivalence } from './equivalence.js';
import { iamPolicy } from './iam-policy.js';
import { cidr, protocol } from './networks.js';
import {
  arnName,
  booleanText,
  caseInsensitive,
  duration,
  json,
  lenientNumber,
  quantity,
  timestamp,
  trailingDot,
} from './spellings.js';

/** The names under which rules ask for a built-in equivalence. */
export type ComparatorName =
  | 'cidr'
  | 'json'
  | 'iam_policy'
  | 'case_insensitive'
  | 'quantity'
  | 'duration'
  | 'number'
  | 'boolean'
  | 'protocol'
  | 'arn_name'
  | 'trailing_dot'
  | 'timestamp';

const BY_NAME: Readonly<Record<ComparatorName, Equivalence>> = {
  cidr,
  json,
  iam_policy: iamPolicy,
  case_insensitive: caseInsensitive,
  quantity,
  duration,
  number: lenientNumber,
  boolean: booleanText,
  protocol,
  arn_name: arnName,
  trailing_dot: trailingDot,
  timestamp,
};

/** Every built-in equivalence by its name; a new one is a normal form beside this file and a line above. */
export const EQUIVALENCES: ReadonlyMap<string, Equivalence> = new Map(Object.entries(BY_NAME));
