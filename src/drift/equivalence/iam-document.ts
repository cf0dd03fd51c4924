import { compareText } from '../compare-text.js';
import { canonicalStatement } from './iam-statement.js';
import { parseDocument } from './json.js';
import { type Fields, isObject } from '../fields.js';

// Without a Version a policy is read in the language of 2008 (IAM JSON policy elements, "Version").
const OLDEST_VERSION = '2008-10-17';

/** The policy document in a value: an object, its JSON text or that URL-encoded; nothing at all is the empty policy. */
export function readPolicy(value: unknown): Fields | undefined {
  const document = typeof value === 'string' ? readText(value) : value;
  if (Array.isArray(document)) return document.length === 0 ? {} : undefined;
  return isObject(document) ? (document as Fields) : undefined;
}

function readText(text: string): unknown {
  if (text.trim() === '') return {};
  if (!/^\s*%(?:7B|5B|20|0A|09)/i.test(text)) return parseDocument(text);
  try {
    return parseDocument(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

/** The statements of a policy; one that stands alone is a list of one. */
export function statementsOf(policy: Fields): readonly unknown[] {
  const { Statement: statements } = policy;
  return Array.isArray(statements) ? statements : statements === undefined || statements === null ? [] : [statements];
}

/** A policy in its canonical form: what is left when wording and order are taken away. */
export function canonicalPolicy(policy: Fields): Fields {
  const { Version: version, Statement: _, ...others } = policy;
  const statements = statementsOf(policy).map(canonicalStatement);
  return {
    ...others,
    Version: version === undefined || version === '' ? OLDEST_VERSION : version,
    // Sorted by text, so that the normal form does not depend on the order of the statements.
    Statement: statements
      .map((statement) => [JSON.stringify(statement), statement] as const)
      .sort(([left], [right]) => compareText(left, right))
      .map(([, statement]) => statement),
  };
}
