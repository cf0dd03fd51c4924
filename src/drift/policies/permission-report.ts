import type { DriftSeverity } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { compareText, isFields, tryOr } from '../plain-data.js';
import { comparePolicies } from './compare-policies.js';
import { judgePolicies, policiesIn } from './placed-policies.js';
import type { PowerComparison } from './power-severity.js';

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
