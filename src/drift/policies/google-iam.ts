import type { Either } from '../../prelude.js';
import type { DriftError } from '../errors.js';
import { isFields } from '../plain-data.js';
import { compareGrants, type GoogleRoles, type Grant, literally, oneOf, type PartTerm } from './grants.js';
import { listOf, type PowerComparison, textsOf, toPowers, tryCompare } from './power-comparison.js';
import { orderedSet } from './values.js';
import { from, parseInstant, upTo } from './ordered-values.js';

const BASIC_ROLES = ['roles/owner', 'roles/editor', 'roles/viewer'];

const FAMILIAR_IAM = {
  member: ['allUsers', 'allAuthenticatedUsers'],
  action: ['resourcemanager.projects.setIamPolicy', 'storage.objects.get'],
};

/**
 * Whether anybody can do more under an actual Google Cloud IAM policy of a resource than under the declared one. Takes
 * policies `{ bindings: [{ role, members, condition }] }`, or the bindings alone. `allUsers` holds everyone,
 * `allAuthenticatedUsers` everyone with an account, a domain its users; an owner may do what an editor may, an editor
 * what a viewer may. Roles are told apart by name unless `roles` says what they hold. Conditions on the time and on the
 * name, type and service of the resource are read; others stand for themselves, word for word.
 *
 * Fails with `UnreadableConfig` where a side is no data.
 *
 * Method: "Understanding allow policies" and "Overview of IAM Conditions", Google Cloud documentation.
 */
export const compareGoogleIam = (
  desired: unknown,
  actual: unknown,
  roles: GoogleRoles = {},
): Either<DriftError, PowerComparison> =>
  tryCompare(desired, actual, (want, have): PowerComparison =>
    toPowers(
      compareGrants(iamGrants(want, roles), iamGrants(have, roles), FAMILIAR_IAM),
      ({ member = '', action = '', name, time, ...others }) => {
        const context = Object.entries({
          'request.time': time,
          'resource.type': others['type'],
          'resource.service': others['service'],
        });
        const known = context.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
        return {
          principal: member,
          action,
          resource: name || '*',
          ...(known.length === 0 ? {} : { context: Object.fromEntries(known) }),
        };
      },
    ),
  );

function iamGrants(value: unknown, roles: GoogleRoles): readonly Grant[] {
  const bindings = Array.isArray(value)
    ? value
    : isFields(value)
      ? listOf(value['bindings'] ?? (value['role'] === undefined ? [] : [value]))
      : [];
  return bindings.filter(isFields).flatMap((binding) => {
    const members = [...textsOf(binding['members']), ...textsOf(binding['member'])];
    const role = String(binding['role']);
    const own = Object.hasOwn(roles, role) ? textsOf(roles[role]) : undefined;
    const at = BASIC_ROLES.indexOf(role);
    const action = oneOf((own ?? (at < 0 ? [role] : BASIC_ROLES.slice(at))).map(literally));
    const [condition] = listOf(binding['condition']);
    const expression = isFields(condition) ? condition['expression'] : condition;
    const terms =
      typeof expression === 'string' && expression.trim() !== ''
        ? conditionTerms(expression)
        : { parts: {}, opaque: [] };
    return members.map((member): Grant => ({
      allow: true,
      parts: { member: memberTerms(member), action: [action], ...terms.parts },
      opaque: terms.opaque,
    }));
  });
}

function memberTerms(member: string): readonly PartTerm[] {
  // Everyone is the only one who needs no account.
  if (member === 'allUsers') return [];
  if (member === 'allAuthenticatedUsers') return [{ ...oneOf(['allUsers']), not: true }];
  const [, domain] = /^domain:(.+)$/.exec(member) ?? [];
  return [oneOf([literally(member), ...(domain === undefined ? [] : [`user:*@${literally(domain)}`])], true)];
}

/** The factors of a condition: those that are read as sets, the others as they are. */
function conditionTerms(expression: string): {
  readonly parts: Record<string, readonly PartTerm[]>;
  readonly opaque: readonly string[];
} {
  const parts: Record<string, PartTerm[]> = {};
  const opaque: string[] = [];
  // Only a plain conjunction falls apart; quoted texts may hold anything, so that they decide where it does.
  const factors = /\|\||[?!](?!=)/.test(expression.replace(/"[^"]*"|'[^']*'/g, ''))
    ? [expression]
    : expression.split(/&&(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  for (const factor of factors.map((one) =>
    one
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^\((?=[^()]*(?:\([^()]*\)[^()]*)*\)$)(.*)\)$/, '$1')
      .trim(),
  )) {
    const term = timeTerm(factor) ?? textTerm(factor);
    if (term === undefined) opaque.push(factor);
    else (parts[term[0]] ??= []).push(term[1]);
  }
  return { parts, opaque };
}

function timeTerm(factor: string): readonly [string, PartTerm] | undefined {
  const [, operator, text = ''] = /^request\.time (<=|<|>=|>|==) timestamp\(["']([^"']+)["']\)$/.exec(factor) ?? [];
  const instant = parseInstant(text);
  if (operator === undefined || instant === undefined) return undefined;
  const at = BigInt(instant);
  const interval = {
    '<': () => upTo('date', at - 1n),
    '<=': () => upTo('date', at),
    '>': () => from('date', at + 1n),
    '>=': () => from('date', at),
    '==': () => [at, at] as const,
  }[operator]!();
  return ['time', { set: orderedSet('date', [interval]), not: false }];
}

function textTerm(factor: string): readonly [string, PartTerm] | undefined {
  const [, name, operator, equal] = /^resource\.(name|type|service) (==|!=) ["']([^"'\\]*)["']$/.exec(factor) ?? [];
  if (name !== undefined) return [name, { ...oneOf([literally(equal!)]), not: operator === '!=' }];
  const [, method, text] = /^resource\.name\.(startsWith|endsWith)\(["']([^"'\\]*)["']\)$/.exec(factor) ?? [];
  if (method === undefined) return undefined;
  return ['name', oneOf([method === 'startsWith' ? `${literally(text!)}*` : `*${literally(text!)}`])];
}
