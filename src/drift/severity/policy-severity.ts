import { canonicalStatement, readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import { type Fields, isObject } from '../plain-data.js';
import type { JudgedChange, Judgment } from './judged-change.js';

/**
 * What a change of an IAM policy grants that was not granted: access for everyone, every action, whole services.
 * Judged statement by statement: one that an old statement already covered is nothing new.
 */
export function judgePolicies(change: JudgedChange): readonly Judgment[] {
  const after = statementsAt(change, change.actual);
  if (after.length === 0) return [];
  const before = statementsAt(change, change.desired);
  return after.filter((statement) => !before.some((old) => covers(old, statement))).flatMap(risksOf);
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
  if (isPublic(statement) && statement['Condition'] === undefined)
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

/** Whether an old statement already granted everything that another does. */
function covers(old: Fields, statement: Fields): boolean {
  const wider = (element: string): boolean => {
    const [was, is] = [old[element], statement[element]].map(textsOf) as [readonly string[], readonly string[]];
    return was.includes('*') || is.every((member) => was.includes(member));
  };
  const same = (element: string): boolean => JSON.stringify(old[element]) === JSON.stringify(statement[element]);
  return (
    wider('Action') &&
    wider('Resource') &&
    (isPublic(old) || same('Principal')) &&
    ['NotAction', 'NotResource', 'NotPrincipal', 'Condition'].every(same)
  );
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((member) => typeof member === 'string');
