import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { checkFocusConformance, readFocusCharges } from '../../../src/adapters/focus/index.js';
import { pairKubernetesResources, readKubernetesManifests } from '../../../src/adapters/kubernetes/index.js';
import { readTerraformPlan, readTerraformState } from '../../../src/adapters/terraform/index.js';
import { kubernetesRules } from '../../../src/drift/cloud/index.js';
import { compareConfigs, driftRules } from '../../../src/drift/index.js';
import { E, orThrow } from '../../../src/prelude.js';
import { HOSTILE, jsonValue, mutate, type Random } from '../random.js';
import { must, type FuzzTarget } from '../target.js';

const FOCUS = [
  'BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,SubAccountId,ChargeCategory,ServiceCategory,Tags',
  '1.25,1.5,USD,2026-03-01T00:00:00Z,2026-03-01T01:00:00Z,a,Usage,Compute,"{""team"":""x""}"',
  '-0.00000000001,NULL,USD,"2026-03-01 01:00:00",2026-03-01T02:00:00Z,"b ""c""",Credit,Storage,',
].join('\n');

export const focusFiles: FuzzTarget = {
  name: 'FOCUS files',
  input: (random) => mutate(random, FOCUS),
  async check(input) {
    const text = input as string;
    const bill = await readFocusCharges(text, { withoutCost: 'leaveOut' })();
    if (E.isLeft(bill)) must(!bill.left.message.includes('\n'), 'an error of more than a line');
    else
      must(
        bill.right.charges.every(({ cost, start, end }) => cost.isFinite() && start <= end),
        'a charge that makes no sense',
      );
    await checkFocusConformance(text)();
  },
};

/** Some rows as columns of Parquet, each stored as one of the types that its values can have. */
function parquetColumns(random: Random): ColumnSource[] {
  const rows = 1 + random.below(6);
  const fill = <A>(make: () => A): A[] => Array.from({ length: rows }, make);
  const cost = (): ColumnSource['data'] =>
    fill(() => random.pick([0.1, -2.5, 1e-7, 123456.789, 5e-324, 1e21, Number.NaN, Infinity, null]));
  const stamp = (): unknown => new Date(1_772_323_200_000 + random.below(1e9));
  const name = (): unknown => random.pick(['acme', 'größe', null, ...HOSTILE]);
  return [
    { name: 'EffectiveCost', data: cost(), type: random.pick(['DOUBLE', 'FLOAT'] as const) },
    { name: 'BilledCost', data: fill(() => BigInt(random.below(1000))), type: 'INT64' },
    { name: 'BillingCurrency', data: fill(() => 'USD'), type: 'STRING' },
    { name: 'ChargePeriodStart', data: fill(stamp), type: 'TIMESTAMP' },
    { name: 'ChargePeriodEnd', data: fill(() => '2026-04-30T00:00:00Z'), type: 'STRING' },
    { name: 'SubAccountId', data: fill(name), type: 'STRING' },
    { name: 'ChargeCategory', data: fill(() => 'Usage'), type: 'STRING' },
    { name: 'ServiceCategory', data: fill(() => 'Compute'), type: 'STRING' },
    { name: 'Tags', data: fill(() => jsonValue(random, 1)), type: 'JSON' },
  ];
}

/** Bytes near the given ones: some exchanged, cut out or doubled, more of them in the directory at the end. */
function damaged(random: Random, bytes: Uint8Array): Uint8Array {
  let list = bytes;
  for (let i = random.below(4); i > 0; i -= 1) {
    const at = Math.floor(list.length * (random.chance(0.6) ? 1 - random.next() ** 3 : random.next()));
    const piece = random.pick([
      [],
      [random.below(256)],
      [0xff, 0xff, 0xff, 0xff, 0x0f],
      [...list.subarray(at, at + random.below(16))],
    ]);
    list = Uint8Array.from([...list.subarray(0, at), ...piece, ...list.subarray(at + random.below(3))]);
  }
  return list;
}

export const parquetFiles: FuzzTarget = {
  name: 'Parquet files',
  input: (random) => {
    const columnData = parquetColumns(random).filter(() => random.chance(0.97));
    const codec = random.pick(['UNCOMPRESSED', 'SNAPPY'] as const);
    return damaged(random, new Uint8Array(parquetWriteBuffer({ columnData, codec })));
  },
  async check(input) {
    const bytes = input as Uint8Array;
    const before = process.memoryUsage.rss();
    const bill = await readFocusCharges(bytes, { withoutCost: 'leaveOut', onBadRow: 'collect' })();
    if (E.isLeft(bill)) must(!/[\r\n]/.test(bill.left.message) && bill.left.message.length < 1_001, 'a long error');
    else
      must(
        bill.right.charges.every(({ cost, start, end }) => cost.isFinite() && start <= end),
        'a charge that makes no sense',
      );
    must(process.memoryUsage.rss() - before < 300_000_000, 'it takes 300 MB');
  },
};

const STATE = JSON.stringify({
  version: 4,
  terraform_version: '1.9.0',
  resources: [
    {
      mode: 'managed',
      type: 'aws_instance',
      name: 'web',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      module: 'module.a["b"]',
      instances: [
        {
          index_key: 0,
          attributes: { id: 'i-1', port: 'BIG', tags: { 'a.b': 'c' } },
          sensitive_attributes: [[{ type: 'get_attr', value: 'id' }]],
        },
      ],
    },
  ],
}).replace('"BIG"', '9007199254740993');
const PLAN = JSON.stringify({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'aws_instance.web',
      mode: 'managed',
      type: 'aws_instance',
      name: 'web',
      change: {
        actions: ['update'],
        before: { a: 1, s: 'x' },
        after: { a: 2, s: 'x' },
        after_unknown: { b: true },
        after_sensitive: { s: true },
        replace_paths: [['a']],
      },
    },
  ],
});

export const terraformFiles: FuzzTarget = {
  name: 'Terraform files',
  input: (random) => ({ state: mutate(random, STATE), plan: mutate(random, PLAN) }),
  check(input) {
    const { state, plan } = input as { state: string; plan: string };
    const read = readTerraformState(state, { tenantId: 't' });
    if (E.isLeft(read)) must(read.left.message.length < 2_000, 'an endless error');
    else
      for (const { configuration } of read.right)
        must(E.isRight(compareConfigs(configuration, configuration)), 'a configuration that cannot be compared');
    const changes = readTerraformPlan(plan, { tenantId: 't' });
    if (E.isRight(changes)) for (const { desired, actual } of changes.right.changes) compareConfigs(desired, actual);
  },
};

const MANIFESTS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: &labels { app: web } }
spec:
  selector: { matchLabels: *labels }
  template:
    spec:
      containers:
        - name: web
          args: ["--a", 'b', yes, 0644, ~]
          env: [{ name: A, value: |
            text } ]
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { a: "\\u00e4" } }
`;

const KUBERNETES = orThrow(driftRules(kubernetesRules));

export const kubernetesFiles: FuzzTarget = {
  name: 'Kubernetes manifests',
  input: (random) => ({ declared: mutate(random, MANIFESTS), live: mutate(random, MANIFESTS) }),
  check(input) {
    const { declared, live } = input as { declared: string; live: string };
    const [want, have] = [readKubernetesManifests(declared), readKubernetesManifests(live)];
    for (const read of [want, have])
      if (E.isLeft(read)) must(!read.left.message.includes('\n'), 'an error of more than a line');
    if (E.isLeft(want) || E.isLeft(have)) return;
    const pairs = pairKubernetesResources(want.right, have.right, { tenantId: 't' });
    for (const { desired, actual } of E.isRight(pairs) ? pairs.right.resources : [])
      must(E.isRight(compareConfigs(desired, actual, KUBERNETES)), 'objects that cannot be compared');
  },
};
