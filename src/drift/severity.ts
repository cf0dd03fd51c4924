import { E } from '../prelude.js';
import { exposureDelta } from './exposure/exposure-delta.js';
import { EGRESS, INGRESS } from './exposure/firewall-rule.js';
import { addressesOf } from './exposure/firewall-rules.js';
import { coversPublicInternet } from './exposure/internet.js';
import {
  DRIFT_SEVERITIES,
  type DriftRecord,
  type DriftSeverity,
  type ExposureChange,
  moreSevere,
  type PowerChange,
} from './model/drift-record.js';
import { parsePath, type Path } from './path.js';
import { type Fields, isFields, isObject, plainName, tryOr } from './plain-data.js';
import { type ComparedResource, powerChanges } from './policies/permission-delta.js';
import { judgePolicies } from './policies/placed-policies.js';
import { exposedSecret, isRedacted, placeIsSensitive, reveal } from './redaction.js';
import type { DriftRules } from './rule-spec.js';
import {
  ADDRESSED_BY_NAME,
  COSMETIC_FIELDS,
  type JudgedChange,
  type Judgment,
  SECURITY_FIELDS,
  SECURITY_TYPES,
  selects,
} from './security-fields.js';
import { judgeSettings } from './settings/judge.js';

/** What nobody can lower: the resource became reachable for the world, or a secret lies open. */
function judgeFloor(change: JudgedChange, settings: readonly Judgment[]): readonly Judgment[] {
  const { exposure, exposedSecret, powers } = change;
  const judged: Judgment[] = [];
  if (exposure?.exposedToInternet === true)
    judged.push({ severity: 'critical', reason: `${regionText(change)} became reachable from the whole internet` });
  if (exposedSecret !== undefined)
    judged.push({ severity: 'critical', reason: `${exposedSecret} stands in clear where none was declared` });
  if (powers?.severity === 'critical' && !isCosmetic(change)) judged.push(judgmentOf(powers));
  return [...judged, ...settings.filter(({ severity }) => severity === 'critical')];
}

/** What the library itself thinks of a change that nobody made a rule for. */
function judgeBuiltIn(change: JudgedChange, settings: readonly Judgment[]): Judgment {
  const names = change.segments.filter((segment) => typeof segment === 'string').map(plainName);
  const { powers } = change;
  const worst = settings.find(isSecurity);
  if (worst !== undefined) return worst;
  if (isCosmetic(change) || isLabel(change, names)) return COSMETIC;
  if (powers?.severity === 'security') return judgmentOf(powers);
  if (change.exposure !== undefined) return judgeExposure(change);
  if (change.sensitive === true) return { severity: 'security', reason: 'a secret was changed' };
  if (powers !== undefined) return judgmentOf(powers);
  // A setting that went the safe way, and nothing else here.
  if (settings.length > 0 && isLeaf(change.desired) && isLeaf(change.actual)) return settings[0]!;
  return judgePlace(change, names);
}

const judgmentOf = ({ severity, sentence }: PowerChange): Judgment => ({ severity, reason: sentence });

const isSecurity = ({ severity }: Judgment): boolean => severity === 'security';

const COSMETIC: Judgment = { severity: 'cosmetic', reason: 'it names or explains, and changes nothing' };

const isCosmetic = ({ segments, resourceType }: JudgedChange): boolean =>
  segments.some((segment) => typeof segment === 'string' && COSMETIC_FIELDS.has(plainName(segment))) &&
  !selects(resourceType, segments);

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

/** A severity with its reasons, the weightiest first. */
interface SeverityVerdict {
  readonly severity: DriftSeverity;
  readonly reasons: readonly string[];
}

/**
 * How severe a change is. The floor comes first: nobody can lower what opens a resource to the world or a secret to
 * its readers. Then the most severe of the host's rules that match, so that their order means nothing. Then what the
 * library knows of clouds. What is left is functional.
 */
export function classify(change: JudgedChange, rules: DriftRules | undefined): SeverityVerdict {
  const settings = judgeSettings(change);
  const floor = judgeFloor(change, settings);
  if (floor.length > 0) return verdictOf(floor);
  const judged = judgeByRules(change, rules) ?? judgeBuiltIn(change, settings);
  // What changed in power is reported whoever decides how much it matters.
  return { ...verdictOf(change.powers ? [judged, judgmentOf(change.powers)] : [judged]), severity: judged.severity };
}

const verdictOf = (judged: readonly Judgment[]): SeverityVerdict => ({
  severity: judged.map(({ severity }) => severity).reduce(moreSevere),
  reasons: [...new Set(judged.map(({ reason }) => reason))],
});

function judgeByRules({ resourceType, segments }: JudgedChange, rules: DriftRules | undefined): Judgment | undefined {
  const matching = (rules?.table.severities ?? []).filter(
    (rule) =>
      (rule.resourceType === '*' || rule.resourceType === resourceType) &&
      // A whole resource has the empty path, which only the pattern for everything means.
      (segments.length === 0 ? rule.glob.pattern === '*' : rule.glob.matches(segments)),
  );
  const worst = DRIFT_SEVERITIES.findLast((severity) => matching.some(({ value }) => value === severity));
  if (worst === undefined) return undefined;
  const pattern = matching.find(({ value }) => value === worst)!.glob.pattern;
  return { severity: worst, reason: `a rule for ${pattern} says so` };
}

/**
 * How severe a record is. For a record that this library made it says again what the record says, because the record
 * carries what its resource as a whole contributed. For one made by hand it judges by what the record alone shows; one
 * that refuses to be read shows nothing.
 */
export const classifyRecord = (record: DriftRecord, rules: DriftRules | undefined): SeverityVerdict =>
  tryOr(() => judge(record, rules), undefined) ?? judge({} as DriftRecord, rules);

function judge(record: DriftRecord, rules: DriftRules | undefined): SeverityVerdict {
  const { configPath, driftType } = record;
  // A record made by hand may hold anything.
  const resourceType = typeof record.resourceType === 'string' ? record.resourceType : '';
  const path = parsePath(configPath);
  const segments = E.isRight(path) ? path.right : typeof configPath === 'string' ? [configPath] : [];
  const [desired, actual] = [reveal(record.desiredValue), reveal(record.actualValue)];
  // A record of this library always has its reasons.
  const isOurs = Array.isArray(record.reasons) && record.reasons.length > 0;
  const exposure = isOurs
    ? record.exposure
    : (record.exposure ??
      exposureOfFragment(desired, actual, segments, resourceType) ??
      exposureToEveryone({ desired, actual, path: segments, resourceType }));
  const exposed = isOurs ? record.exposedSecret : exposedSecret(desired, actual, segments);
  const sensitive =
    isRedacted(record.desiredValue) ||
    isRedacted(record.actualValue) ||
    (!isOurs && placeIsSensitive(undefined, segments, { sensitive: [] }));
  const powers =
    record.powers ?? powersOfValues(desired, actual, segments, { resourceType, isShown: () => !sensitive });
  return classify(
    {
      resourceType,
      segments,
      driftType,
      desired,
      actual,
      exposure,
      powers,
      exposedSecret: exposed,
      sensitive,
    },
    rules,
  );
}

/** What a piece of a rule set opens, taken by itself. */
function exposureOfFragment(
  desired: unknown,
  actual: unknown,
  segments: Path,
  resourceType: string,
): ExposureChange | undefined {
  // An address stands in a field, and the field makes it one: the field's own object is judged.
  const at = segments.findLastIndex((segment) => typeof segment === 'string');
  const isField = at >= 0 && !isFields(desired) && !isFields(actual);
  if (!isField) return exposureDelta(desired, actual, resourceType, segments).at(segments);
  const key = segments[at] as string;
  const wrap = (value: unknown): unknown =>
    value === undefined ? undefined : { [key]: at === segments.length - 1 ? value : [value] };
  const above = segments.slice(0, at);
  return exposureDelta(wrap(desired), wrap(actual), resourceType, above).at([...above, key]);
}

/**
 * What two values change in power that stand alone, as in a record made by hand: policies, statements, or one element
 * of a statement of which nothing else is known.
 */
export function powersOfValues(
  desired: unknown,
  actual: unknown,
  segments: Path,
  resource: Omit<ComparedResource, 'desired' | 'actual'>,
): PowerChange | undefined {
  const difference = { segments, actualSegments: segments, desiredValue: desired, actualValue: actual, driftType: '' };
  const verdict = powerChanges([difference], { ...resource, desired: undefined, actual: undefined }).get(difference);
  if (verdict !== undefined) return verdict === 'same' ? undefined : verdict;
  return tryOr(() => judgeFragment(desired, actual, segments), undefined);
}

function judgeFragment(desired: unknown, actual: unknown, segments: Path): PowerChange | undefined {
  const statementIn = (value: unknown): Fields | undefined =>
    isFields(value) && 'Effect' in value ? value : undefined;
  const [want, have] = [statementIn(desired), statementIn(actual)];
  if (want !== undefined || have !== undefined) {
    const judged = judgePolicies({ Statement: want ?? [] }, { Statement: have ?? [] });
    return judged?.severity === undefined ? undefined : { severity: judged.severity, sentence: judged.sentence };
  }
  const element = segments.findLast((segment) => typeof segment === 'string');
  const isPrincipal = segments.includes('Principal');
  if (element !== 'Action' && !(isPrincipal && (element === 'Principal' || segments.at(-2) === 'Principal')))
    return undefined;
  const policyOf = (value: unknown): Fields => ({
    Statement: value === undefined ? [] : [{ Effect: 'Allow', [isPrincipal ? 'Principal' : 'Action']: value }],
  });
  if (judgePolicies(policyOf(desired), policyOf(actual))?.severity !== 'critical') return undefined;
  const sentence = isPrincipal ? 'a policy grants access to everyone' : 'a policy grants every action';
  return { severity: 'critical', sentence };
}

// Everyone as a destination or a network of one's own is no opening.
const NOT_A_SOURCE = new RegExp(
  'egress|outbound|destination|route|nexthop|^(?:aws)?(?:ec2)?(?:vpc|subnet)$|(?:^|[a-z])resources?$|action',
);
const SOURCE = new RegExp(
  'cidr|source|address|ip(?:v4|v6)?range|range|prefix|ingress|inbound|allow|principal|member|from|whitelist|network|' +
    'client|host',
);

// A rule is not nested deeper.
const MAX_DEPTH = 5;

interface Fragment {
  readonly desired: unknown;
  readonly actual: unknown;
  readonly path: Path;
  readonly resourceType: string;
}

/** That a place names everyone where it did not, when nothing else tells what the place is about. */
function exposureToEveryone({ desired, actual, path, resourceType }: Fragment): ExposureChange | undefined {
  const names = [resourceType, ...path].map((segment) => plainName(String(segment)));
  if (names.some((name) => NOT_A_SOURCE.test(name))) return undefined;
  const isSource = names.slice(1).some((name) => SOURCE.test(name));
  if (!namesEveryone(actual, isSource) || namesEveryone(desired, isSource)) return undefined;
  const region = { direction: 'ingress', protocol: 'all', ports: 'all', addresses: 'every address' };
  return { opened: [region], exposedToInternet: true, unchanged: false };
}

/** Whether a text, or the texts of a list, name every address; a word for everyone counts where a source stands. */
function namesEveryone(value: unknown, isSource: boolean, depth = 0): boolean {
  if (isFields(value)) {
    return (
      depth < MAX_DEPTH &&
      Object.entries(value).some(([key, member]) => {
        const name = plainName(key);
        return !NOT_A_SOURCE.test(name) && namesEveryone(member, isSource || SOURCE.test(name), depth + 1);
      })
    );
  }
  const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
  const isAddress = (text: string): boolean => /[.:]\S*\d|::/.test(text);
  return coversPublicInternet(texts.filter((text) => isSource || isAddress(text)).flatMap(addressesOf));
}
