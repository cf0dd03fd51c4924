import { E } from '../prelude.js';
import { canonicalStatement, readPolicy, statementsOf } from './equivalence/iam-policy.js';
import { exposureDelta, judgeDenials } from './exposure/exposure-delta.js';
import { addressesOf } from './exposure/firewall-rules.js';
import { coversPublicInternet, EGRESS, INGRESS, plainName } from './exposure/internet.js';
import {
  DRIFT_SEVERITIES,
  type DriftRecord,
  type DriftSeverity,
  type ExposureChange,
  moreSevere,
} from './model/drift-record.js';
import { parsePath, type Path } from './path.js';
import { type Fields, isFields, isObject, tryOr } from './plain-data.js';
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
import { judgeSetting } from './settings/judge.js';

/**
 * What a change of an IAM policy grants that was not granted: access for everyone, every action, whole services.
 * Judged statement by statement: one that an old statement already covered is nothing new.
 */
function judgePolicies(change: JudgedChange): readonly Judgment[] {
  const after = statementsAt(change, change.actual);
  if (after.length === 0) return [];
  const before = statementsAt(change, change.desired);
  return after.filter((statement) => !covered(before, statement)).flatMap(risksOf);
}

/** The allowing statements at the place of a change, which may be a policy, a statement, or an element of one. */
function statementsAt({ segments }: JudgedChange, value: unknown): readonly Fields[] {
  const element = segments.findLast((segment) => typeof segment === 'string');
  const isElement = element === 'Principal' || element === 'Action' || segments.at(-2) === 'Principal';
  const policy = isElement
    ? { Statement: [{ Effect: 'Allow', [isPrincipal(segments) ? 'Principal' : 'Action']: value }] }
    : policyIn(value);
  return statementsOf(policy).map(canonicalStatement).filter(isAllowing);
}

const isPrincipal = (segments: JudgedChange['segments']): boolean => segments.includes('Principal');

function policyIn(value: unknown): Fields {
  const policy = typeof value === 'string' || isObject(value) ? readPolicy(value) : undefined;
  if (policy === undefined) return {};
  return 'Effect' in policy ? { Statement: [policy] } : policy;
}

const isAllowing = (statement: unknown): statement is Fields =>
  isObject(statement) && (statement as Fields)['Effect'] === 'allow';

function risksOf(statement: Fields): readonly Judgment[] {
  const actions = textsOf(statement['Action']);
  const judged: Judgment[] = [];
  if (isPublic(statement) && !isLimited(statement))
    judged.push({ severity: 'critical', reason: 'a policy grants access to everyone' });
  if (actions.some((action) => action === '*' || action === '*:*') && appliesToEveryResource(statement)) {
    judged.push({ severity: 'critical', reason: 'a policy grants every action' });
  }
  const wide = actions.find((action) => /^[^*]+:\*$/.test(action));
  if (wide !== undefined) judged.push({ severity: 'security', reason: `a policy grants all of ${wide}` });
  if (statement['NotAction'] !== undefined)
    judged.push({ severity: 'security', reason: 'a policy grants all actions but a few' });
  return judged;
}

function isPublic(statement: Fields): boolean {
  const principal = statement['Principal'];
  if (!isObject(principal)) return false;
  return Object.values(principal).some((members) => textsOf(members).includes('*'));
}

// A change of the actions alone says nothing of the resources: then they may be all.
const appliesToEveryResource = (statement: Fields): boolean =>
  statement['Resource'] === undefined || textsOf(statement['Resource']).includes('*');

// A statement of more is compared as a whole.
const MAX_PARTS = 10_000;

/** Whether old statements together already granted everything that another does, wildcards read as sets. */
function covered(before: readonly Fields[], statement: Fields): boolean {
  const [actions, resources] = [partsOf(statement, 'Action'), partsOf(statement, 'Resource')];
  if (actions.length * resources.length > MAX_PARTS) return before.some((old) => grants(old, statement));
  return actions.every((action) =>
    resources.every((resource) => before.some((old) => grants(old, { ...statement, ...action, ...resource }))),
  );
}

/** A statement by the members of one element. */
function partsOf(statement: Fields, element: 'Action' | 'Resource'): readonly Fields[] {
  const members = textsOf(statement[element]);
  return members.length === 0 ? [{}] : members.map((member) => ({ [element]: [member] }));
}

/** Whether one old statement granted all of another. */
function grants(old: Fields, statement: Fields): boolean {
  const wider = (element: string): boolean => {
    const [was, is] = [old[element], statement[element]].map(textsOf) as [readonly string[], readonly string[]];
    if (was.length === 0 || is.length === 0) return was.length === is.length;
    return is.every((member) => was.some((pattern) => holdsAll(pattern, member)));
  };
  const same = (element: string): boolean => JSON.stringify(old[element]) === JSON.stringify(statement[element]);
  return (
    wider('Action') &&
    wider('Resource') &&
    (isPublic(old) || same('Principal') || hasPrincipals(old, statement)) &&
    ['NotAction', 'NotResource', 'NotPrincipal'].every(same) &&
    (same('Condition') || !isLimited(old))
  );
}

function hasPrincipals(old: Fields, statement: Fields): boolean {
  const [was, is] = [old['Principal'], statement['Principal']];
  if (!isFields(was) || !isFields(is)) return false;
  return Object.entries(is).every(([kind, members]) => {
    const known = textsOf(was[kind]);
    return textsOf(members).every((member) => known.includes(member));
  });
}

/** Whether every text that a pattern with `*` and `?` matches is also matched by another. */
function holdsAll(outer: string, inner: string): boolean {
  let [i, j, star, mark] = [0, 0, -1, 0];
  while (j < inner.length) {
    if (outer[i] === '*') [star, mark] = [i++, j];
    else if (i < outer.length && isOne(outer[i]!, inner[j]!)) [i, j] = [i + 1, j + 1];
    else if (star >= 0) [i, j] = [star + 1, ++mark];
    else return false;
  }
  while (outer[i] === '*') i++;
  return i === outer.length;
}

const isOne = (outer: string, inner: string): boolean => outer === inner || (outer === '?' && inner !== '*');

/** Whether a condition leaves anyone out; an address that may be any address does not. */
function isLimited({ Condition: condition }: Fields): boolean {
  if (condition === undefined) return false;
  if (!isFields(condition)) return true;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      !/^ipaddress(?:ifexists)?$/i.test(operator) ||
      !isFields(keys) ||
      Object.entries(keys).some(
        ([key, values]) => !/^aws:sourceip$/i.test(key) || !coversPublicInternet(textsOf(values).flatMap(addressesOf)),
      ),
  );
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((member) => typeof member === 'string');

/** What the values of a change say for themselves, wherever they stand. */
interface ValueJudgments {
  readonly settings: readonly Judgment[];
  readonly policies: readonly Judgment[];
}

/** Judges the values of a change; a tag may be called anything, so what it holds says nothing. */
export function judgeValues(change: JudgedChange): ValueJudgments {
  const { resourceType, segments: path, desired: before, actual: after, resource } = change;
  const settings = [...judgeSetting({ resourceType, path, before, after, resource }), ...judgeDenials(change)];
  return { settings, policies: isCosmetic(change) ? [] : judgePolicies(change) };
}

/** What nobody can lower: the resource became reachable for the world, or a secret lies open. */
function judgeFloor(change: JudgedChange, { settings, policies }: ValueJudgments): readonly Judgment[] {
  const { exposure, exposedSecret } = change;
  const judged: Judgment[] = [];
  if (exposure?.exposedToInternet === true)
    judged.push({ severity: 'critical', reason: `${regionText(change)} became reachable from the whole internet` });
  if (exposedSecret !== undefined)
    judged.push({ severity: 'critical', reason: `${exposedSecret} stands in clear where none was declared` });
  for (const widened of [settings, policies]) judged.push(...widened.filter(({ severity }) => severity === 'critical'));
  return judged;
}

/** What the library itself thinks of a change that nobody made a rule for. */
function judgeBuiltIn(change: JudgedChange, { settings, policies }: ValueJudgments): Judgment {
  const names = change.segments.filter((segment) => typeof segment === 'string').map(plainName);
  const worst = settings.find(isSecurity) ?? policies.find(isSecurity);
  if (worst !== undefined) return worst;
  if (isCosmetic(change) || isLabel(change, names)) return COSMETIC;
  if (change.exposure !== undefined) return judgeExposure(change);
  if (change.sensitive === true) return { severity: 'security', reason: 'a secret was changed' };
  // A setting that went the safe way, and nothing else here.
  if (settings.length > 0 && isLeaf(change.desired) && isLeaf(change.actual)) return settings[0]!;
  return judgePlace(change, names);
}

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
  const content = judgeValues(change);
  const floor = judgeFloor(change, content);
  if (floor.length > 0) return verdictOf(floor);
  const { severity, reason } = judgeByRules(change, rules) ?? judgeBuiltIn(change, content);
  return { severity, reasons: [reason] };
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
  if (matching.length === 0) return undefined;
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
  const { configPath, driftType } = record ?? {};
  // A record made by hand may hold anything.
  const resourceType = typeof record?.resourceType === 'string' ? record.resourceType : '';
  const path = parsePath(configPath);
  const segments = E.isRight(path) ? path.right : typeof configPath === 'string' ? [configPath] : [];
  const [desired, actual] = [reveal(record?.desiredValue), reveal(record?.actualValue)];
  // A record of this library always has its reasons.
  const isOurs = Array.isArray(record?.reasons) && record.reasons.length > 0;
  const exposure = isOurs
    ? record.exposure
    : (record?.exposure ??
      exposureOfFragment(desired, actual, segments, resourceType) ??
      exposureToEveryone({ desired, actual, path: segments, resourceType }));
  const exposed = isOurs ? record.exposedSecret : exposedSecret(desired, actual, segments);
  const sensitive =
    isRedacted(record?.desiredValue) ||
    isRedacted(record?.actualValue) ||
    (!isOurs && placeIsSensitive(undefined, segments, { sensitive: [] }));
  return classify(
    {
      resourceType,
      segments,
      driftType,
      desired,
      actual,
      exposure,
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
