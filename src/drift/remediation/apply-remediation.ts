import { type PatchRefused, patchRefused, type RedactedPatch, redactedPatch } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { compareConfigs } from '../compare/index.js';
import type { PatchOperation } from '../model/patch-operation.js';
import type { RedactedValue } from '../model/redacted-value.js';
import type { RemediationAction } from '../model/remediation-action.js';
import { reveal, StillRedacted, type SecretLookup } from '../redaction/opened.js';
import { originalOf, toRedacted } from '../redaction/sealed.js';
import { driftRules } from '../rules/index.js';
import { tryOr } from '../safely.js';
import { addAt, type PatchMisfit, removeAt, replaceAt, valueAt } from './patch-document.js';
import { isObject } from '../fields.js';

/** What is needed to apply a patch that was made in another process and holds redacted values. */
export interface RemediationSecrets {
  /** The declared configuration, in which what stands behind a digest is looked up. */
  readonly desired: unknown;
  /** The installation's key, under which the digests were made. */
  readonly digestKey: string;
}

/**
 * The configuration after an action's patch (RFC 6902): all of it, or an error and nothing. Refuses a configuration
 * that is not the one the patch was made for, also where a key to be added is there already. The configuration given
 * is not changed; what the patch does not touch is shared with it.
 */
export function applyRemediation(
  actual: unknown,
  action: RemediationAction,
  secrets?: RemediationSecrets,
): Either<PatchRefused | RedactedPatch, unknown> {
  const patch = tryOr(() => Array.from(action.patch), undefined);
  if (patch === undefined) return E.left(patchRefused({ path: '', reason: 'the action has no patch' }));
  let document = actual;
  for (const operation of patch) {
    const next = applyOperation(document, operation, secrets);
    if (E.isLeft(next)) return next;
    document = next.right;
  }
  return E.right(document);
}

function applyOperation(
  document: unknown,
  operation: PatchOperation,
  secrets: RemediationSecrets | undefined,
): Either<PatchRefused | RedactedPatch, unknown> {
  const path = tryOr(() => operation.path, undefined);
  if (typeof path !== 'string') return E.left(patchRefused({ path: '', reason: 'an operation has no path' }));
  try {
    const outcome = run(document, operation, secrets);
    return E.mapLeft((reason: PatchMisfit) => patchRefused({ path, reason }))(outcome);
  } catch (cause) {
    return E.left(
      cause instanceof StillRedacted
        ? redactedPatch({ path })
        : patchRefused({ path, reason: 'it cannot be read' }, cause),
    );
  }
}

function run(
  document: unknown,
  { op, path, value }: PatchOperation,
  secrets: RemediationSecrets | undefined,
): Either<PatchMisfit, unknown> {
  switch (op) {
    case 'test': {
      const present = valueAt(document, path);
      return E.isLeft(present) ? present : testValue(document, present.right, value, secrets);
    }
    case 'add':
      return addAt(document, path, reveal(value, secretLookup(secrets), true));
    case 'replace':
      return replaceAt(document, path, reveal(value, secretLookup(secrets), true));
    case 'remove':
      return removeAt(document, path);
    default:
      return E.left('its operation is not test, add, replace or remove');
  }
}

function testValue(
  document: unknown,
  present: unknown,
  expected: unknown,
  secrets: RemediationSecrets | undefined,
): Either<PatchMisfit, unknown> {
  // A resource that does not exist has no configuration, for which JSON's word is null.
  const value = present === undefined ? null : present;
  const wanted = reveal(expected, (redacted) => originalOf(redacted) ?? findByDigest(redacted, value, secrets), true);
  return isSame(value, wanted) ? E.right(document) : E.left('the value is not the one that the patch was made for');
}

// Two documents are the same where a comparison that forgives nothing finds nothing.
const EXACT_RULES = driftRules({ coerce: false });

function isSame(left: unknown, right: unknown): boolean {
  const differences = compareConfigs(left, right, E.isRight(EXACT_RULES) ? EXACT_RULES.right : undefined);
  return E.isRight(differences) && differences.right.length === 0;
}

/** Looks a digest of another process up in the declared configuration. */
function secretLookup(secrets: RemediationSecrets | undefined): SecretLookup {
  return (redacted) => originalOf(redacted) ?? (secrets && findByDigest(redacted, secrets.desired, secrets));
}

const MAX_SECRET_DEPTH = 200;

/** The first value at or below another that has the digest of a redacted one. */
function findByDigest(
  redacted: RedactedValue,
  value: unknown,
  secrets: RemediationSecrets | undefined,
  depth = 0,
): { readonly value: unknown } | undefined {
  if (secrets === undefined || depth > MAX_SECRET_DEPTH) return undefined;
  const sealed = toRedacted(value, secrets.digestKey);
  if (sealed.length === redacted.length && sealed.digest === redacted.digest) return { value };
  if (!isObject(value)) return undefined;
  for (const member of Object.values(value)) {
    const found = findByDigest(redacted, member, secrets, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
