import { arnName } from './arn-name.js';
import { booleanText } from './boolean.js';
import { caseInsensitive } from './case-insensitive.js';
import { cidr } from './cidr.js';
import { duration } from './duration.js';
import type { Equivalence } from './equivalence.js';
import { iamPolicy } from './iam-policy.js';
import { json } from './json.js';
import { lenientNumber } from './number.js';
import { protocol } from './protocol.js';
import { quantity } from './quantity.js';
import { timestamp } from './timestamp.js';
import { trailingDot } from './trailing-dot.js';

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
