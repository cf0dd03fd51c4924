import type { Equivalence } from './equivalence.js';

/**
 * An ARN against the name of the thing it ends in: `arn:aws:iam::123456789012:role/MyRole` = `MyRole`. Only the whole
 * final component counts: `a/b` is not `arn:aws:s3:::bucket/x/a/b`. Two ARNs never equal each other, save that the `:*`
 * behind the ARN of a log group carries no meaning.
 */
export const arnName: Equivalence = {
  name: 'arn_name',
  relates: (desired, actual) =>
    typeof desired === 'string' && typeof actual === 'string' && namesSameResource(desired, actual),
  recognizes: (value) => typeof value === 'string' && ARN.test(value),
  keyOf: (value) => (typeof value === 'string' ? lastComponent(withoutStar(value)) : undefined),
};

const ARN = /^arn:[^:]+:[^:]*:[^:]*:[^:]*:(.+)$/s;

const namesSameResource = (desired: string, actual: string): boolean => {
  const [left, right] = [withoutStar(desired), withoutStar(actual)];
  return (left === right && left.startsWith('arn:')) || isNameOf(left, right) || isNameOf(right, left);
};

const withoutStar = (arn: string): string => (/^arn:[^:]+:logs:.*:\*$/.test(arn) ? arn.slice(0, -2) : arn);

function isNameOf(name: string, arn: string): boolean {
  const resource = ARN.exec(arn)?.[1];
  if (resource === undefined || name === '' || name.startsWith('arn:')) return false;
  // `type/name`, `type:name` or the bare name, which itself may hold the separator (`function:fn:prod`, `role/team/r`).
  const afterType = resource.slice(resource.search(/[:/]/) + 1);
  return name === resource || name === afterType || name === lastComponent(resource);
}

const lastComponent = (text: string): string => text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
