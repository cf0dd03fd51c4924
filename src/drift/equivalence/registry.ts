import type { Equivalence } from './equivalence.js';
import { iamPolicy } from './iam-policy.js';
import { cidr, protocol } from './networks.js';
import { booleanText, duration, lenientNumber, quantity, timestamp } from './scalars.js';
import { arnName, caseInsensitive, json, trailingDot } from './text.js';

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

/** Every built-in equivalence by its name; a new one is a file beside this one and a line here. */
export const EQUIVALENCES: ReadonlyMap<string, Equivalence> = new Map(
  [
    cidr,
    json,
    iamPolicy,
    caseInsensitive,
    quantity,
    duration,
    lenientNumber,
    booleanText,
    protocol,
    arnName,
    trailingDot,
    timestamp,
  ].map((equivalence) => [equivalence.name, equivalence]),
);
