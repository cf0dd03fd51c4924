import { type PatchRefused, patchRefused, type RedactedPatch, redactedPatch } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { compareConfigs } from '../compare/index.js';
import type { PatchOperation } from '../model/patch-operation.js';
import type { RedactedValue } from '../model/redacted-value.js';
import type { RemediationAction } from '../model/remediation-action.js';
import { opened, StillSealed, type Unsealing } from '../redaction/opened.js';
import { behindSeal, seal } from '../redaction/sealed.js';
import { driftRules } from '../rules/index.js';
import { safely } from '../safely.js';
import { addAt, type Misfit, removeAt, replaceAt, valueAt } from './patch-document.js';
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
  const patch = safely(() => Array.from(action.patch), undefined);
  if (patch === undefined) return E.left(patchRefused({ path: '', reason: 'the action has no patch' }));
  let document = actual;
  for (const operation of patch) {
    const next = applied(document, operation, secrets);
    if (E.isLeft(next)) return next;
    document = next.right;
  }
  return E.right(document);
}

function applied(
  document: unknown,
  operation: PatchOperation,
  secrets: RemediationSecrets | undefined,
): Either<PatchRefused | RedactedPatch, unknown> {
  const path = safely(() => operation.path, undefined);
  if (typeof path !== 'string') return E.left(patchRefused({ path: '', reason: 'an operation has no path' }));
  try {
    const outcome = run(document, operation, secrets);
    return E.mapLeft((reason: Misfit) => patchRefused({ path, reason }))(outcome);
  } catch (cause) {
    return E.left(
      cause instanceof StillSealed
        ? redactedPatch({ path })
        : patchRefused({ path, reason: 'it cannot be read' }, cause),
    );
  }
}

function run(
  document: unknown,
  { op, path, value }: PatchOperation,
  secrets: RemediationSecrets | undefined,
): Either<Misfit, unknown> {
  switch (op) {
    case 'test': {
      const present = valueAt(document, path);
      return E.isLeft(present) ? present : tested(document, present.right, value, secrets);
    }
    case 'add':
      return addAt(document, path, opened(value, lookUp(secrets), true));
    case 'replace':
      return replaceAt(document, path, opened(value, lookUp(secrets), true));
    case 'remove':
      return removeAt(document, path);
    default:
      return E.left('its operation is not test, add, replace or remove');
  }
}

function tested(
  document: unknown,
  present: unknown,
  expected: unknown,
  secrets: RemediationSecrets | undefined,
): Either<Misfit, unknown> {
  // A resource that does not exist has no configuration, for which JSON's word is null.
  const value = present === undefined ? null : present;
  const wanted = opened(expected, (redacted) => behindSeal(redacted) ?? sameUnderKey(redacted, value, secrets), true);
  return isSame(value, wanted) ? E.right(document) : E.left('the value is not the one that the patch was made for');
}

// Two documents are the same where a comparison that forgives nothing finds nothing.
const EXACTLY = driftRules({ coerce: false });

function isSame(left: unknown, right: unknown): boolean {
  const differences = compareConfigs(left, right, E.isRight(EXACTLY) ? EXACTLY.right : undefined);
  return E.isRight(differences) && differences.right.length === 0;
}

/** Looks a digest of another process up in the declared configuration. */
function lookUp(secrets: RemediationSecrets | undefined): Unsealing {
  return (redacted) => behindSeal(redacted) ?? (secrets && sameUnderKey(redacted, secrets.desired, secrets));
}

const DEEPEST = 200;

/** The first value at or below another that has the digest of a redacted one. */
function sameUnderKey(
  redacted: RedactedValue,
  value: unknown,
  secrets: RemediationSecrets | undefined,
  depth = 0,
): { readonly value: unknown } | undefined {
  if (secrets === undefined || depth > DEEPEST) return undefined;
  const sealed = seal(value, secrets.digestKey);
  if (sealed.length === redacted.length && sealed.digest === redacted.digest) return { value };
  if (!isObject(value)) return undefined;
  for (const member of Object.values(value)) {
    const found = sameUnderKey(redacted, member, secrets, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
