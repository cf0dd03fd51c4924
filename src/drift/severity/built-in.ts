import { EGRESS, INGRESS, plainName } from '../exposure/rule-names.js';
import type { JudgedChange, Judgment } from './change.js';
import { judgePolicies } from './policy-risk.js';
import { ADDRESSED_BY_NAME, COSMETIC_FIELDS, SECURITY_FIELDS, SECURITY_TYPES } from './switches.js';
import { judgeSettings } from './weakened.js';
import { isObject } from '../fields.js';

/** What the values of a change say for themselves, wherever they stand. */
export interface ValueJudgments {
  readonly settings: readonly Judgment[];
  readonly policies: readonly Judgment[];
}

/** Judges the values of a change; a tag may be called anything, so what it holds says nothing. */
export const judgeValues = (change: JudgedChange): ValueJudgments =>
  isCosmetic(change) ? NO_JUDGMENTS : { settings: judgeSettings(change), policies: judgePolicies(change) };

const NO_JUDGMENTS: ValueJudgments = { settings: [], policies: [] };

/** What nobody can lower: the resource became reachable for the world, or a secret lies open. */
export function judgeFloor(
  change: JudgedChange,
  { settings: switches, policies }: ValueJudgments,
): readonly Judgment[] {
  const { exposure, exposedSecret } = change;
  const judged: Judgment[] = [];
  if (exposure?.toTheWorld === true)
    judged.push({ severity: 'critical', reason: `${regionText(change)} became reachable from the whole internet` });
  if (exposedSecret !== undefined)
    judged.push({ severity: 'critical', reason: `${exposedSecret} stands in clear where none was declared` });
  for (const widened of [switches, policies]) judged.push(...widened.filter(({ severity }) => severity === 'critical'));
  return judged;
}

/** What the library itself thinks of a change that nobody made a rule for. */
export function judgeBuiltIn(change: JudgedChange, { settings: switches, policies }: ValueJudgments): Judgment {
  const names = change.segments.filter((segment) => typeof segment === 'string').map(plainName);
  if (isCosmetic(change) || isLabel(change, names)) return COSMETIC;
  const worst = switches.find(isSecurity) ?? policies.find(isSecurity);
  if (worst !== undefined) return worst;
  if (change.exposure !== undefined) return judgeExposure(change);
  if (change.sensitive === true) return { severity: 'security', reason: 'a secret was changed' };
  // A switch that went the safe way, and nothing else here.
  if (switches.length > 0 && isLeaf(change.desired) && isLeaf(change.actual)) return switches[0]!;
  return judgePlace(change, names);
}

const isSecurity = ({ severity }: Judgment): boolean => severity === 'security';

const COSMETIC: Judgment = { severity: 'cosmetic', reason: 'it names or explains, and changes nothing' };

const isCosmetic = ({ segments }: JudgedChange): boolean =>
  segments.some((segment) => typeof segment === 'string' && COSMETIC_FIELDS.has(plainName(segment)));

const isLabel = ({ segments, resourceType }: JudgedChange, [name]: readonly string[]): boolean =>
  segments.length === 1 && name === 'name' && !ADDRESSED_BY_NAME.test(resourceType);

function judgeExposure(change: JudgedChange): Judgment {
  const { exposure, actual, desired } = change;
  if (exposure!.opened.length > 0) return { severity: 'security', reason: `${regionText(change)} became reachable` };
  if (exposure!.unchanged && !namesOtherSources(actual, 0) && !namesOtherSources(desired, 0)) {
    return { severity: 'functional', reason: 'the rules together let pass exactly what was declared' };
  }
  return { severity: 'security', reason: 'the rules of a firewall changed' };
}

function regionText({ exposure }: JudgedChange): string {
  const [{ protocol, ports, addresses } = { protocol: 'all', ports: 'all', addresses: 'addresses' }] =
    exposure?.opened ?? [];
  return `${protocol} port ${ports} (${addresses})`;
}

/** Whether a rule also lets in sources that are no addresses: other security groups, prefix lists, the group itself. */
function namesOtherSources(value: unknown, depth: number): boolean {
  if (!isObject(value) || depth > 10) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (/securitygroup|prefixlist|groupid|groupname|serviceaccount|sourcetags|^self$/.test(plainName(key)) &&
        !isEmpty(member)) ||
      namesOtherSources(member, depth + 1),
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

function judgePlace({ resourceType, driftType }: JudgedChange, names: readonly string[]): Judgment {
  if (names.some((name) => SECURITY_FIELDS.has(name)))
    return { severity: 'security', reason: 'it decides who has access' };
  if (names.some((name) => INGRESS.test(name) || EGRESS.test(name)))
    return { severity: 'security', reason: 'it belongs to the rules of a firewall' };
  if (SECURITY_TYPES.test(resourceType)) return { severity: 'security', reason: 'the resource is about access' };
  return { severity: 'functional', reason: PLAIN_REASONS.get(driftType) ?? 'it may change how the resource behaves' };
}

const PLAIN_REASONS: ReadonlyMap<string, string> = new Map([
  ['resource_missing', 'what was declared does not run'],
  ['resource_extra', 'it runs and nobody declared it'],
]);

const isLeaf = (value: unknown): boolean => !isObject(value);
