import { isObject } from '../plain-data.js';
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

/**
 * DNS names: case and the root's trailing dot carry no meaning, `Example.com.` = `example.com`; `\052` is the octal
 * escape that Route 53 writes for a wildcard label (RFC 1035 §5.1), `\052.example.com` = `*.example.com`.
 */
export const trailingDot: Equivalence = {
  name: 'trailing_dot',
  normalize: (value) => (typeof value === 'string' ? normalizeName(value) : undefined),
  recognizes: (value) => typeof value === 'string' && /^(?:[\w*-]+\.|\\052\.)+[\w-]*\.$/.test(value),
};

function normalizeName(name: string): string {
  const plain = name.replaceAll('\\052', '*').toLowerCase();
  return plain.length > 1 && plain.endsWith('.') && !plain.endsWith('..') ? plain.slice(0, -1) : plain;
}

/** Tokens whose case carries no meaning: `TCP` = `tcp`. */
export const caseInsensitive: Equivalence = {
  name: 'case_insensitive',
  normalize: (value) => (typeof value === 'string' ? value.toLowerCase() : undefined),
};

/** JSON in a text against the same document as text or as data; blanks and key order carry no meaning. */
export const json: Equivalence = {
  name: 'json',
  isDocument: true,
  normalize: (value) => (typeof value === 'string' ? parseDocument(value) : isObject(value) ? value : undefined),
  recognizes: (value) => typeof value === 'string' && parseDocument(value) !== undefined,
};

// No policy or template is nested this deep; a text that is counts as text.
const MAX_DOCUMENT_DEPTH = 200;
// A longer text is read once for all that ask about it one after the other.
const MIN_KEPT_LENGTH = 1_000;
const lastRead = { text: '', document: undefined as object | undefined };

/**
 * The object or list in a JSON text; `undefined` for anything else. A bare number or word is not a document: the text
 * `1.10` is a version, not the number 1.1.
 */
export function parseDocument(text: string): object | undefined {
  if (text.length < MIN_KEPT_LENGTH) return readDocument(text);
  if (lastRead.text !== text) {
    lastRead.document = readDocument(text);
    lastRead.text = text;
  }
  return lastRead.document;
}

function readDocument(text: string): object | undefined {
  const opening = /^\s*([[{])/.exec(text);
  if (opening === null || !/[\]}]\s*$/.test(text.slice(-100)) || isNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function isNestedTooDeep(text: string): boolean {
  if (text.length < 2 * MAX_DOCUMENT_DEPTH) return false;
  let depth = 0;
  // Brackets inside texts are passed over with them.
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (found === '[' || found === '{') depth++;
    else if (found === ']' || found === '}') depth--;
    if (depth > MAX_DOCUMENT_DEPTH) return true;
  }
  return false;
}
