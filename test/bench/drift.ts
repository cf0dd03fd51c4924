/**
 * `npm run bench:drift`: the comparison beside microdiff and jsondiffpatch, in one run. Ours has everything switched on
 * (coercion, globs, ignores, unordered lists, severity); the peers compare plain data, which is less work.
 */
import { isDeepStrictEqual } from 'node:util';
import { compareConfigs } from '../../src/drift/compare/compare-configs.js';
import { driftRules } from '../../src/drift/rules.js';
import { type DriftRules } from '../../src/drift/rule-spec.js';
import { classify } from '../../src/drift/severity.js';
import { orThrow } from '../../src/prelude.js';
import {
  type FirewallRule,
  firewallRules,
  resourcesOf40Leaves,
  shuffled,
  withChangedLeaves,
  withChangedRules,
} from './drift-data.js';
import { measure } from './measure.js';
import { loadPeer } from './peers.js';

const ROUNDS = 15;
// A comparison that runs for hours is compiled; that is measured, not the first second of a process.
const WARM_UP = 20;

type Microdiff = (left: object, right: object) => readonly unknown[];
interface JsonDiffPatch {
  create(options: object): { diff(left: unknown, right: unknown): unknown };
}

const microdiff = (await loadPeer<{ default: Microdiff }>('microdiff')).default;
const jsondiffpatch = await loadPeer<JsonDiffPatch>('jsondiffpatch');
const byContent = jsondiffpatch.create({ objectHash: (rule: FirewallRule) => JSON.stringify(rule) });

const RULES = orThrow(
  driftRules({
    unordered: ['*.ingress', '*.cidr_blocks'],
    ignore: ['*.etag', '*.arn', '*.last_modified', 'timeouts.*'],
    comparators: { '*.cidr': 'cidr', '*policy': 'iam_policy', '*.private_ip': 'cidr' },
    severities: [{ resourceType: '*', pattern: '*.tags.*', severity: 'cosmetic' }],
  }),
);
const LISTS = orThrow(driftRules({ unordered: ['rules'] }));

await compareResources();
await compareLists();
await growth();
hostileGlob();

/** 10,000 resources of 40 leaves, identical and with 1 % of the leaves changed. */
async function compareResources(): Promise<void> {
  const desired = resourcesOf40Leaves(10_000);
  const same = structuredClone(desired);
  const changed = withChangedLeaves(desired, 0.01);
  for (const [title, actual, limit] of [
    ['identical', same, 1],
    ['1 % of the leaves changed', changed, 1.3],
  ] as const) {
    const contenders = [
      {
        name: 'compareConfigs with severity',
        run: () => desired.map((resource, i) => judged(resource, actual[i]!, RULES)),
      },
      { name: 'microdiff', run: () => desired.map((resource, i) => microdiff(resource, actual[i]!)) },
    ];
    for (let round = 0; round < WARM_UP; round++) for (const { run } of contenders) run();
    const [ours, peer] = await measure(contenders, ROUNDS);
    print(`10,000 resources, ${title}`, ours!.least, 'microdiff', peer!.least, `at most ${limit} times`);
  }
}

function judged(desired: object, actual: object, rules: DriftRules): readonly string[] {
  return orThrow(compareConfigs(desired, actual, rules)).map(
    ({ segments, driftType, desiredValue, actualValue }) =>
      classify({ resourceType: 'aws_instance', segments, driftType, desired: desiredValue, actual: actualValue }, rules)
        .severity,
  );
}

/** One firewall whose rules were shuffled, some of them changed. */
async function compareLists(): Promise<void> {
  const large = firewallRules(5_000);
  const small = firewallRules(1_000);
  const few = shuffled(withChangedRules(large, 0.01));
  const half = shuffled(withChangedRules(small, 0.5));
  const halfOfLarge = shuffled(withChangedRules(large, 0.5));
  checkPairing(large, few);
  checkPairing(small, half);
  const [ours, peer, oursHalf, peerHalf] = await measure(
    [
      { name: 'ours, 1 % of 5,000', run: () => compareConfigs({ rules: large }, { rules: few }, LISTS) },
      { name: 'jsondiffpatch, 1 % of 5,000', run: () => byContent.diff(large, few) },
      { name: 'ours, half of 1,000', run: () => compareConfigs({ rules: small }, { rules: half }, LISTS) },
      { name: 'jsondiffpatch, half of 5,000', run: () => byContent.diff(large, halfOfLarge) },
    ],
    3,
  );
  print('5,000 shuffled rules, 1 % changed', ours!.least, 'jsondiffpatch', peer!.least, 'at most 1/20');
  print(
    '1,000 shuffled rules, half changed',
    oursHalf!.least,
    'jsondiffpatch on 5,000',
    peerHalf!.least,
    'at most 1/10',
  );
}

/** Every changed rule must be told as one changed leaf of the very rule it was. */
function checkPairing(desired: readonly FirewallRule[], actual: readonly FirewallRule[]): void {
  const differences = orThrow(compareConfigs({ rules: desired }, { rules: actual }, LISTS));
  const present = new Map(actual.map((rule) => [rule.description, rule]));
  const expected = desired.filter((rule) => !isDeepStrictEqual(rule, present.get(rule.description))).length;
  const exact = differences.every(
    ({ segments, actualSegments, driftType }) =>
      driftType === 'value_changed' &&
      desired[segments[1] as number]!.description === actual[actualSegments[1] as number]!.description,
  );
  if (!exact || differences.length !== expected)
    throw new Error(`${differences.length} differences, ${expected} rules were changed`);
}

/** Twenty times the rules may take at most twenty times the time, and the logarithm. */
async function growth(): Promise<void> {
  const sizes = [1_000, 20_000];
  const runs = sizes.map((size) => {
    const desired = firewallRules(size);
    const actual = shuffled(withChangedRules(desired, 0.01));
    return { name: `${size} rules`, run: () => compareConfigs({ rules: desired }, { rules: actual }, LISTS) };
  });
  const [small, large] = await measure(runs, 5);
  const allowed = (20_000 * Math.log(20_000)) / (1_000 * Math.log(1_000));
  console.log(
    `growth from 1,000 to 20,000 rules: ${(large!.least / small!.least).toFixed(1)} times (n log n: ${allowed.toFixed(1)})`,
  );
}

function hostileGlob(): void {
  const pattern = `${'*.'.repeat(8)}b`;
  const path = Array.from({ length: 61 }, () => 'a');
  const rules = orThrow(driftRules({ ignore: [pattern] }));
  const glob = rules.table.ignore[0]!;
  glob.matches(['b']);
  const before = performance.now();
  glob.matches(path);
  console.log(
    `${pattern} on a path of ${path.join('.').length} characters: ${(performance.now() - before).toFixed(3)} ms (limit 1)`,
  );
}

function print(what: string, ours: number, peer: string, theirs: number, limit: string): void {
  console.log(
    `${what}: ${ours.toFixed(1)} ms, ${peer} ${theirs.toFixed(1)} ms: ${(ours / theirs).toFixed(3)} times (${limit})`,
  );
}
