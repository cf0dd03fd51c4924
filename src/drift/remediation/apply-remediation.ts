import { E, type Either } from '../../prelude.js';
import { compareConfigs } from '../compare/compare-configs.js';
import { type PatchRefused, patchRefused, type RedactedPatch, redactedPatch } from '../errors.js';
import type { RedactedValue } from '../model/recorded-value.js';
import type { PatchOperation, RemediationAction } from '../model/remediation.js';
import { pointerSteps } from '../path.js';
import { type Fields, isObject, tryOr } from '../plain-data.js';
import { originalOf, reveal, type SecretLookup, StillRedacted, toRedacted } from '../redaction.js';
import { driftRules } from '../rules.js';

/** Why an operation does not fit a document. */
type PatchMisfit = string;

/** The value at a pointer. */
export function valueAt(document: unknown, pointer: string): Either<PatchMisfit, unknown> {
  const steps = pointerSteps(pointer);
  if (steps === undefined) return E.left('it is not an RFC 6901 pointer');
  let here = document;
  for (const step of steps) {
    const next = memberOf(here, step);
    if (E.isLeft(next)) return next;
    here = next.right;
  }
  return E.right(here);
}

/** The document with a value added (RFC 6902 §4.1): a list position is inserted, `-` appends, a new key is set. */
export const addAt = (document: unknown, pointer: string, value: unknown): Either<PatchMisfit, unknown> =>
  edit(document, pointer, value, (container, step) => {
    if (!Array.isArray(container)) {
      return Object.hasOwn(container, step)
        ? E.left('there is already a value')
        : E.right(withMember(container, step, value));
    }
    const at = step === '-' ? container.length : positionOf(step);
    if (at === undefined || at > container.length) return E.left(`a list of ${container.length} has no such position`);
    return E.right([...container.slice(0, at), value, ...container.slice(at)]);
  });

/** The document with the value at a pointer replaced (§4.3). */
export const replaceAt = (document: unknown, pointer: string, value: unknown): Either<PatchMisfit, unknown> =>
  edit(document, pointer, value, (container, step) => {
    const present = memberOf(container, step);
    if (E.isLeft(present)) return present;
    return E.right(Array.isArray(container) ? container.with(Number(step), value) : withMember(container, step, value));
  });

/** The document without the value at a pointer (§4.2). */
export const removeAt = (document: unknown, pointer: string): Either<PatchMisfit, unknown> =>
  edit(document, pointer, undefined, (container, step) => {
    const present = memberOf(container, step);
    if (E.isLeft(present)) return present;
    return E.right(Array.isArray(container) ? container.toSpliced(Number(step), 1) : withoutMember(container, step));
  });

type Container = readonly unknown[] | Fields;

/** Copies the containers on the way to a place, and nothing else; the document given is never changed. */
function edit(
  document: unknown,
  pointer: string,
  whole: unknown,
  last: (container: Container, step: string) => Either<PatchMisfit, Container>,
): Either<PatchMisfit, unknown> {
  const steps = pointerSteps(pointer);
  if (steps === undefined) return E.left('it is not an RFC 6901 pointer');
  if (steps.length === 0) return E.right(whole);
  const way: Container[] = [];
  let here = document;
  for (const step of steps) {
    if (!isContainer(here)) return E.left('there is no object or list to hold it');
    way.push(here);
    if (way.length === steps.length) break;
    const next = memberOf(here, step);
    if (E.isLeft(next)) return next;
    here = next.right;
  }
  const edited = last(way.at(-1)!, steps.at(-1)!);
  if (E.isLeft(edited)) return edited;
  return E.right(
    way
      .slice(0, -1)
      .reduceRight<Container>(
        (child, parent, i) =>
          Array.isArray(parent) ? parent.with(Number(steps[i]), child) : withMember(parent as Fields, steps[i]!, child),
        edited.right,
      ),
  );
}

function memberOf(container: unknown, step: string): Either<PatchMisfit, unknown> {
  if (!isContainer(container)) return E.left('there is no object or list to hold it');
  const known = Array.isArray(container)
    ? (positionOf(step) ?? container.length) < container.length
    : Object.hasOwn(container, step);
  return known ? E.right((container as Fields)[step]) : E.left('there is no such value');
}

const isContainer = (value: unknown): value is Container => isObject(value);

const positionOf = (step: string): number | undefined => (/^(?:0|[1-9]\d{0,9})$/.test(step) ? Number(step) : undefined);

// Not by assignment: `__proto__` is a key like any other. A key that is there keeps its place.
const withMember = (fields: Container, key: string, value: unknown): Fields =>
  Object.fromEntries([...Object.entries(fields), [key, value]]);

const withoutMember = (fields: Container, key: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([known]) => known !== key));

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
