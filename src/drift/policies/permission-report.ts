import { readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import type { DriftSeverity } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { compareText, isFields, isObject, tryOr } from '../plain-data.js';
import { comparePolicies } from './compare-policies.js';
import { type PowerComparison, severityOfPowers } from './power-severity.js';

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
    return (
      'Version' in document && name !== undefined && POLICY_FIELDS.test(name.replace(/[^A-Za-z]/g, '').toLowerCase())
    );
  } catch {
    return false;
  }
}

/** Every policy in a configuration, in document order; a policy's own parts are not looked at again. */
export function policiesIn(configuration: unknown): readonly PlacedPolicy[] {
  const found: PlacedPolicy[] = [];
  let places = 0;
  const visit = (value: unknown, path: Path): void => {
    places += 1;
    if (places > MAX_PLACES || path.length > MAX_DEPTH) return;
    if (isPolicyAt(path, value)) found.push({ path, value });
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
  /** How much the change matters; see `severityOfPowers`. */
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
        const { severity, sentence } = severityOfPowers(compared.right);
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
