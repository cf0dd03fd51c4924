import { E, type Either } from '../../prelude.js';
import { readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import { type DriftSeverity, needsEscalation } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { compareText, type Fields, isFields, isObject, plainName, plainType, tryOr } from '../plain-data.js';
import { compareAzureRoles } from './azure-roles.js';
import { compareDenials, comparePolicies } from './compare-policies.js';
import { compareGoogleIam } from './google-iam.js';
import { compareRbac, toRbacManifest } from './kubernetes-rbac.js';
import { type PowerSeverity, severityOfDenials, severityOfPowers } from './power-severity.js';
import { type PowerComparison } from './power-comparison.js';

/** A policy somewhere in a configuration. */
export interface PlacedPolicy {
  /** Where it stands, from the top of the configuration. */
  readonly path: Path;
  /** The document, as data or as text. */
  readonly value: unknown;
}

const POLICY_FIELDS =
  /(?:policy|policydocument|policytext|policyjson|accesspolicies|resourcepolicy|keypolicy|trustpolicy|inlinepolicies)$/;
const MAX_DEPTH = 40;
const MAX_PLACES = 200_000;

/**
 * Whether the value at a path of a configuration is an IAM policy: a document with statements, as data or as JSON text,
 * wherever it stands, and an empty one where the field is named as a policy is (`PolicyDocument`,
 * `assume_role_policy`).
 */
export function isPolicyAt(path: Path, value: unknown): boolean {
  try {
    const document = typeof value === 'string' || isFields(value) ? readPolicy(value) : undefined;
    if (document === undefined) return false;
    const statements = statementsOf(document);
    if (statements.length > 0) return statements.every((statement) => isFields(statement) && 'Effect' in statement);
    const name = path.findLast((segment) => typeof segment === 'string');
    return 'Version' in document && name !== undefined && POLICY_FIELDS.test(plainName(name));
  } catch {
    return false;
  }
}

/** Every policy in a configuration, in document order; a policy's own parts are not looked at again. */
export const policiesIn = (configuration: unknown): readonly PlacedPolicy[] => placesOf(configuration, isPolicyAt);

export function placesOf(configuration: unknown, isDocument: (path: Path, value: unknown) => boolean): PlacedPolicy[] {
  const found: PlacedPolicy[] = [];
  let places = 0;
  const visit = (value: unknown, path: Path): void => {
    places += 1;
    if (places > MAX_PLACES || path.length > MAX_DEPTH) return;
    if (isDocument(path, value)) found.push({ path, value });
    else if (Array.isArray(value)) value.forEach((member, i) => visit(member, [...path, i]));
    else if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  try {
    visit(configuration, []);
  } catch {
    // What refuses to be read holds no policy that can be compared.
  }
  return found;
}

/** Judges two documents of one system of permissions; `undefined` where they cannot be compared. */
export type Judge = (desired: unknown, actual: unknown) => PowerSeverity | undefined;

/**
 * How much a change of an IAM policy matters: by what it lets through, then by what it denies, because other policies
 * may allow what is no longer denied.
 */
export function judgePolicies(
  desired: unknown,
  actual: unknown,
  compared: Either<unknown, PowerComparison> = comparePolicies(desired, actual),
): PowerSeverity | undefined {
  if (E.isLeft(compared)) return undefined;
  const own = severityOfPowers(compared.right);
  if (own.severity !== undefined && needsEscalation(own.severity)) return own;
  const denials = compareDenials(desired, actual);
  const denied = denials === undefined ? undefined : severityOfDenials(denials);
  return denied?.severity === 'security' || own.severity === undefined ? (denied ?? own) : own;
}

const judgedBy =
  (compare: (desired: unknown, actual: unknown) => Either<unknown, PowerComparison>): Judge =>
  (desired, actual) => {
    const compared = compare(desired, actual);
    if (E.isLeft(compared)) return undefined;
    if (compared.right.relation !== 'equal') return severityOfPowers(compared.right);
    // Where neither side grants anything that is understood, nothing was compared.
    const nothing = compare([], actual);
    return E.isLeft(nothing) || nothing.right.relation === 'equal' ? undefined : severityOfPowers(compared.right);
  };

const judgeGoogle = judgedBy((desired, actual) => compareGoogleIam(desired, actual));
const judgeAzure = judgedBy(compareAzureRoles);

function isGooglePolicy(value: unknown): boolean {
  const { bindings } = documentIn(value);
  return Array.isArray(bindings) && bindings.length > 0 && bindings.every((one) => isFields(one) && 'role' in one);
}

/** How the document at a place is judged; `undefined` where neither side is one. */
export function judgeAt(path: Path, sides: readonly unknown[]): Judge | undefined {
  const present = sides.filter((side) => side !== undefined && side !== null && side !== '');
  const isEach = (holds: (side: unknown) => boolean, isEmpty: (side: unknown) => boolean): boolean =>
    present.some(holds) && present.every((side) => holds(side) || tryOr(() => isEmpty(side), false));
  if (
    isEach(
      (side) => isPolicyAt(path, side),
      (side) => isEmptyList(documentIn(side)['Statement']),
    )
  )
    return judgePolicies;
  return isEach(
    (side) => tryOr(() => isGooglePolicy(side), false),
    (side) => isEmptyList(documentIn(side)['bindings']),
  )
    ? judgeGoogle
    : undefined;
}

export const documentIn = (value: unknown): Fields =>
  typeof value === 'string' || isFields(value) ? (readPolicy(value) ?? {}) : {};

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Resources that are permissions themselves: the fields that say which, and how two of them are judged. */
export interface PermissionResource {
  readonly fields: ReadonlySet<string>;
  readonly judge: Judge;
}

const RBAC_FIELDS = new Set('rules rule subjects subject roleref aggregationrule'.split(' '));
const AZURE_FIELDS = new Set(
  (
    'roledefinitionid roledefinitionname principalid scope condition permissions principals excludeprincipals ' +
    'donotapplytochildscopes'
  ).split(' '),
);
const GOOGLE_FIELDS = new Set('role member members condition'.split(' '));

export function permissionResource(resourceType: string, sides: readonly unknown[]): PermissionResource | undefined {
  const type = plainType(resourceType);
  if (/(?:azurerm|authorization)(?:role(?:assignment|definition)|denyassignment)s?$/.test(type))
    return { fields: AZURE_FIELDS, judge: judgeAzure };
  if (/^google.*iam(?:binding|member)$/.test(type)) return { fields: GOOGLE_FIELDS, judge: judgeGoogle };
  if (!/role(?:binding)?$/.test(type) && !sides.some((side) => isFields(side) && 'kind' in side)) return undefined;
  const manifest = (side: unknown): unknown => toRbacManifest(type, side) ?? [];
  if (sides.every((side) => toRbacManifest(type, side) === undefined)) return undefined;
  return {
    fields: RBAC_FIELDS,
    judge: judgedBy((desired, actual) => compareRbac(manifest(desired), manifest(actual))),
  };
}

/** One resource as it was declared and as it runs: configurations, or policies themselves. */
export interface ResourcePair {
  /** The name of the resource in the report. */
  readonly resourceId: string;
  /** What was declared. */
  readonly desired: unknown;
  /** What runs. */
  readonly actual: unknown;
}

/** What one policy of a resource gained and lost. */
export interface PermissionChange extends PowerComparison {
  /** The resource whose policy it is. */
  readonly resourceId: string;
  /** Where the policy stands in the configuration; empty for the configuration itself. */
  readonly path: Path;
  /** How much it matters; see `severityOfPowers`. A Deny that is gone is `security` whatever the policy allows. */
  readonly severity: DriftSeverity;
  /** The gravest example, in one sentence. */
  readonly sentence: string;
}

/** The changes in power over many resources, the gravest first, and what was looked at. */
export interface PermissionReport {
  /** Policies that do not let the same through as declared. */
  readonly changes: readonly PermissionChange[];
  /** How many resources were looked at. */
  readonly resources: number;
  /** How many policies were found in them; one on both sides counts once. */
  readonly policies: number;
  /** Policies that could not be read, with the reason. */
  readonly unreadable: readonly { readonly resourceId: string; readonly path: Path; readonly reason: string }[];
}

const RANK: readonly DriftSeverity[] = ['critical', 'security', 'functional', 'cosmetic'];

/**
 * Which powers the resources of a scan gained and lost: every policy in their configurations, compared by what it lets
 * through. A policy that only one side has is compared with none. Policies that let the same through are counted, not
 * listed.
 *
 * @example
 * reportPermissions([{ resourceId: 'role-app', desired: { PolicyDocument: declared }, actual: { PolicyDocument:
 * running } }]);
 */
export function reportPermissions(pairs: readonly ResourcePair[]): PermissionReport {
  return tryOr(() => comparePairs(pairs), {
    changes: [],
    resources: 0,
    policies: 0,
    unreadable: [{ resourceId: '', path: [], reason: 'the resources cannot be read' }],
  });
}

function comparePairs(pairs: readonly ResourcePair[]): PermissionReport {
  const changes: PermissionChange[] = [];
  const unreadable: { resourceId: string; path: Path; reason: string }[] = [];
  let policies = 0;
  const resources = (Array.isArray(pairs) ? (pairs as readonly ResourcePair[]) : []).filter(isFields);
  for (const { resourceId, desired, actual } of resources as readonly ResourcePair[]) {
    const sides = [desired, actual].map(
      (side) => new Map(policiesIn(side).map((policy) => [JSON.stringify(policy.path), policy])),
    );
    for (const key of new Set(sides.flatMap((side) => [...side.keys()]))) {
      policies += 1;
      const [want, have] = sides.map((side) => side.get(key));
      const { path } = (want ?? have)!;
      const compared = comparePolicies(want?.value, have?.value);
      if (compared._tag === 'Left') unreadable.push({ resourceId, path, reason: compared.left.message });
      else {
        const { severity, sentence = '' } = judgePolicies(want?.value, have?.value, compared) ?? {};
        if (severity !== undefined) changes.push({ resourceId, path, severity, sentence, ...compared.right });
      }
    }
  }
  const order = (one: PermissionChange): string =>
    `${RANK.indexOf(one.severity)} ${one.resourceId} ${JSON.stringify(one.path)}`;
  return {
    changes: changes.sort((a, b) => compareText(order(a), order(b))),
    resources: resources.length,
    policies,
    unreadable,
  };
}
