import { canonicalStatement, readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import { addressesOf } from '../exposure/firewall-rules.js';
import { coversPublicInternet } from '../exposure/internet.js';
import { type Fields, isFields, isObject } from '../plain-data.js';
import type { JudgedChange, Judgment } from './judged-change.js';

/**
 * What a change of an IAM policy grants that was not granted: access for everyone, every action, whole services.
 * Judged statement by statement: one that an old statement already covered is nothing new.
 */
export function judgePolicies(change: JudgedChange): readonly Judgment[] {
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
