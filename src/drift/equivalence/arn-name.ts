import type { Equivalence } from './equivalence.js';

/**
 * An ARN against the name of the thing it ends in: `arn:aws:iam::123456789012:role/MyRole` = `MyRole`. Only the whole
 * final component counts: `a/b` is not `arn:aws:s3:::bucket/x/a/b`. Two different ARNs never equal each other.
 */
export const arnName: Equivalence = {
  name: 'arn_name',
  relates: (desired, actual) =>
    typeof desired === 'string' && typeof actual === 'string' && (names(desired, actual) || names(actual, desired)),
  keyOf: (value) => (typeof value === 'string' ? lastComponent(value) : undefined),
};

const ARN = /^arn:[^:]+:[^:]*:[^:]*:[^:]*:(.+)$/s;

function names(name: string, arn: string): boolean {
  const resource = ARN.exec(arn)?.[1];
  if (resource === undefined || name === '' || name.startsWith('arn:')) return false;
  // `type/name`, `type:name` or the bare name; the name itself may hold the separator (`function:fn:prod`, `role/team/r`).
  const afterType = resource.slice(resource.search(/[:/]/) + 1);
  return name === resource || name === afterType || name === lastComponent(resource);
}

const lastComponent = (text: string): string => text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
