import {
  compareAzureRoles,
  compareGoogleIam,
  comparePolicies,
  compareRbac,
  isPolicyAt,
  type PolicyRelation,
  reportPermissions,
  rulesFromOpenApi,
  severityOfPowers,
} from '../../../src/drift/cloud/index.js';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { powersOfValues } from '../../../src/drift/severity.js';
import { E } from '../../../src/prelude.js';
import { HOSTILE, jsonValue, mutate, type Random } from '../random.js';
import { type FuzzTarget, must } from '../target.js';
import { shaken } from './shaken.js';

const some = <A>(random: Random, make: () => A, most = 3): A | A[] =>
  random.chance(0.4) ? make() : Array.from({ length: random.below(most + 1) }, make);

const ACTIONS = ['s3:GetObject', 's3:*', 'S3:get?bject', '*', '*:*', 'iam:PassRole', 'ec2:Run*s'];
const RESOURCES = ['*', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/${aws:username}/*', "arn:aws:*:::${a,'b'}", '?*?*${*}'];
const OPERATORS = [
  'StringLike',
  'StringNotEqualsIfExists',
  'ForAllValues:StringLike',
  'ForAnyValue:StringNotLike',
  'NumericLessThan',
  'DateGreaterThanEquals',
  'Bool',
  'Null',
  'NotIpAddress',
  'ArnNotLike',
  'Unheard',
];
const KEYS = ['aws:username', 'aws:SourceIp', 'aws:PrincipalOrgID', 'n', '__proto__', 'AWS:UserName'];
const VALUES = ['a*', 'true', '10.0.0.0/8', '5', '2026-01-01', '${aws:username}', '', '*', 'null'];

const word = (random: Random, words: readonly string[]): unknown =>
  random.chance(0.85)
    ? random.pick(words)
    : random.chance(0.5)
      ? mutate(random, random.pick(words))
      : jsonValue(random, 1);

/** A key can be no object: one without `toString` cannot become text. */
const nameOf = (key: unknown): string => (typeof key === 'string' ? key : 'Unheard');

function statement(random: Random): unknown {
  if (random.chance(0.03)) return jsonValue(random, 2);
  const not = (name: string): string => (random.chance(0.2) ? `Not${name}` : name);
  const condition = (): object =>
    Object.fromEntries(
      Array.from({ length: random.below(3) }, () => [
        nameOf(word(random, OPERATORS)),
        Object.fromEntries([[random.pick(KEYS), some(random, () => word(random, VALUES))]]),
      ]),
    );
  return {
    Effect: random.pick(['Allow', 'Allow', 'Deny']),
    [not('Action')]: some(random, () => word(random, ACTIONS)),
    [not('Resource')]: some(random, () => word(random, RESOURCES)),
    ...(random.chance(0.4) && {
      [not('Principal')]: random.pick<unknown>([
        '*',
        { AWS: some(random, () => word(random, ['*', '111122223333', 'arn:aws:iam::111122223333:role/a'])) },
        { Service: 'ec2.amazonaws.com' },
      ]),
    }),
    ...(random.chance(0.5) && { Condition: condition() }),
  };
}

function policy(random: Random): unknown {
  const document = {
    Version: random.pick(['2012-10-17', '2012-10-17', '2008-10-17', random.pick(HOSTILE)]),
    Statement: some(random, () => statement(random), 4),
  };
  if (random.chance(0.8)) return document;
  const text = JSON.stringify(document, (_, member: unknown) => (typeof member === 'bigint' ? Number(member) : member));
  return random.chance(0.5) ? text : mutate(random, text);
}

const MIRROR: Readonly<Record<PolicyRelation, PolicyRelation>> = {
  equal: 'equal',
  wider: 'narrower',
  narrower: 'wider',
  incomparable: 'incomparable',
};

export const policies: FuzzTarget = {
  name: 'policies',
  input: (random) => {
    const desired = policy(random);
    return { desired, actual: random.chance(0.2) ? desired : policy(random) };
  },
  check(input) {
    const { desired, actual } = input as { desired: unknown; actual: unknown };
    const [there, back] = [comparePolicies(desired, actual), comparePolicies(actual, desired)];
    must(E.isRight(there) === E.isRight(back), 'what is a policy depends on the side');
    isPolicyAt(['policy'], desired);
    reportPermissions([{ resourceId: 'r', desired: { p: desired }, actual: { p: actual } }]);
    powersOfValues(desired, actual, ['policy'], { resourceType: 't', isShown: () => true });
    if (E.isLeft(there) || E.isLeft(back)) return;
    const { relation, undecided } = there.right;
    must(comparePolicies(desired, desired)._tag === 'Right', 'a policy cannot be compared with itself');
    if (undecided === undefined && back.right.undecided === undefined)
      must(MIRROR[relation] === back.right.relation, `${relation} one way, ${back.right.relation} the other`);
    const { severity, sentence } = severityOfPowers(there.right);
    must((severity === undefined) === (relation === 'equal'), 'silent is what is equal');
    must(sentence.length < 1_000 && !/[\r\n]/.test(sentence), 'a sentence is one short line');
  },
};

const RULE = { apiGroups: ['', '*'], resources: ['pods', 'secrets', '*'], verbs: ['get', '*'] };
const BINDING = { role: 'roles/viewer', members: ['allUsers', 'user:a@example.com', 'domain:example.com'] };
const ASSIGNMENT = { role_definition_name: 'Owner', principal_id: 'p', scope: '/subscriptions/s' };
const SYSTEMS = [
  { compare: compareRbac, sample: { kind: 'ClusterRole', metadata: { name: 'r' }, rules: [RULE] } },
  { compare: compareGoogleIam, sample: { bindings: [BINDING] } },
  { compare: compareAzureRoles, sample: [ASSIGNMENT] },
];

export const permissions: FuzzTarget = {
  name: 'permissions',
  input: (random) => {
    const system = random.below(SYSTEMS.length);
    const { sample } = SYSTEMS[system]!;
    return { system, desired: shaken(random, sample), actual: shaken(random, sample) };
  },
  check(input) {
    const { system, desired, actual } = input as { system: number; desired: unknown; actual: unknown };
    const { compare } = SYSTEMS[system]!;
    const [there, back, same] = [compare(desired, actual), compare(actual, desired), compare(actual, actual)];
    must(E.isRight(there) === E.isRight(back), 'what can be compared depends on the side');
    if (E.isRight(same)) must(same.right.relation === 'equal', 'permissions differ from themselves');
    if (E.isLeft(there) || E.isLeft(back)) return;
    const isDecided = there.right.undecided === undefined && back.right.undecided === undefined;
    if (isDecided) must(MIRROR[there.right.relation] === back.right.relation, 'the relation depends on the side');
  },
};

const SCHEMA = {
  type: 'object',
  properties: {
    tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
    ports: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port'],
      items: { type: 'object', properties: { port: { type: 'integer' }, weight: { type: 'integer', default: 1 } } },
    },
    next: { $ref: '#/definitions/next' },
    size: { 'x-kubernetes-int-or-string': true, default: '1Gi' },
  },
};
const DEFINITION = {
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'example.com',
    names: { kind: 'Gate' },
    versions: [{ name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties: { spec: SCHEMA } } } }],
  },
};
const DOCUMENT = {
  definitions: { gate: SCHEMA, next: { type: 'object', properties: { next: { $ref: '#/definitions/next' } } } },
};

export const openApi: FuzzTarget = {
  name: 'OpenAPI schemas',
  input: (random) => ({
    document: shaken(random, random.pick<unknown>([SCHEMA, DEFINITION, DOCUMENT])),
    desired: jsonValue(random),
    actual: { kind: 'Gate', apiVersion: 'example.com/v1', spec: { ports: [{ port: 1 }, jsonValue(random, 2)] } },
  }),
  check(input) {
    const { document, desired, actual } = input as { document: unknown; desired: unknown; actual: unknown };
    const rules = rulesFromOpenApi(document);
    if (E.isLeft(rules)) return must(rules.left.message.length < 1_000, 'a message of any length');
    for (const value of [desired, actual]) {
      const same = compareConfigs(value, value, rules.right);
      must(E.isRight(same) && same.right.length === 0, 'a value differs from itself');
    }
    const there = compareConfigs(desired, actual, rules.right);
    must(E.isRight(there), 'a plain value was refused');
  },
};
