/**
 * How often the comparison gives a false alarm, and whether it misses anything, on recorded cloud resources.
 *
 *   npm run bench:noise -- --data FILE.jsonl[.gz] --out FILE.jsonl [--profile none]
 *
 * Each line of the data is a resource: what was declared, what the API gave back, what the schema says, and which
 * drift is true. The output has a line a resource, `{name, records: [{path, driftType}]}`, of declared fields.
 *
 * What nobody declared is measured for itself, field by field: all that a comparison finds of it, and what a scan of
 * declared fields reports all the same because it is dangerous.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type ResourceSchema, rulesFromSchema } from '../../src/drift/cloud/index.js';
import { compareConfigs } from '../../src/drift/compare/compare-configs.js';
import type { ConfigDifference } from '../../src/drift/model/drift-record.js';
import type { DriftRules } from '../../src/drift/rule-spec.js';
import { detectDrift } from '../../src/drift/detect.js';
import { extendRules } from '../../src/drift/rules.js';
import { orThrow } from '../../src/prelude.js';
import { epochSeconds } from '../../src/time/period.js';
import { mutantsOf } from './noise-mutants.js';

// Stands in the data where a declared value could not be resolved when it was recorded.
const UNRESOLVED = '__cdkrd_corpus_unresolved__';

interface RecordedResource {
  readonly name: string;
  readonly resource: { readonly resourceType: string; readonly declared: unknown };
  readonly liveRaw: unknown;
  readonly schema: Readonly<Partial<Record<string, readonly string[]>>> & {
    readonly defaultPaths?: Readonly<Record<string, unknown>>;
  };
  readonly expected: readonly { readonly tier: string; readonly path: string }[];
}

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, profile: { type: 'string' } },
});
if (options.data === undefined) throw new Error('bench:noise needs --data FILE.jsonl[.gz]');

const resources = readLines(options.data).map((line) => JSON.parse(line) as RecordedResource);
const withProfile = options.profile !== 'none';
const tally = { falseAlarms: 0, trueDrifts: 0, found: 0, plainAlarms: 0, mutants: 0, caught: 0 };
const undeclared = { inTruth: 0, all: { told: 0, right: 0 }, dangerous: { told: 0, right: 0 } };
const output: string[] = [];
const started = performance.now();

for (const recorded of resources) {
  const rules = rulesOf(recorded);
  const declared = withoutUnresolved(recorded.resource.declared);
  const records = orThrow(compareConfigs(declared, recorded.liveRaw, rules)).filter(isOfDeclaredField);
  const everything = orThrow(extendRules(rules, { declaredOnly: false }));
  const undeclaredFields = orThrow(compareConfigs(declared, recorded.liveRaw, everything));
  measureUndeclared(
    recorded,
    undeclaredFields.filter((one) => !isOfDeclaredField(one)),
    dangerousIn(recorded, declared, rules),
  );
  output.push(
    JSON.stringify({ name: recorded.name, records: records.map(({ path, driftType }) => ({ path, driftType })) }),
  );
  const isTrue = recorded.expected.some(({ tier }) => tier === 'declared');
  if (isTrue) tally.trueDrifts++;
  if (isTrue && records.length > 0) tally.found++;
  if (!isTrue && records.length > 0) tally.falseAlarms++;
  if (!isTrue && orThrow(compareConfigs(recorded.resource.declared, recorded.liveRaw)).length > 0) tally.plainAlarms++;
  if (records.length === 0) tryMutants(recorded, declared, rules);
}

if (options.out !== undefined) writeFileSync(options.out, `${output.join('\n')}\n`);
console.log(
  `resources                       ${resources.length} of ${new Set(resources.map((r) => r.resource.resourceType)).size} types`,
);
console.log(`profile                         ${withProfile ? 'aws' : 'none'}`);
console.log(`false resources                 ${tally.falseAlarms}   (a plain deep comparison: ${tally.plainAlarms})`);
console.log(`truly drifted, found            ${tally.found} of ${tally.trueDrifts}`);
console.log(`changed declared leaves, found  ${tally.caught} of ${tally.mutants}`);
for (const [name, { told, right }] of [
  ['undeclared fields', undeclared.all],
  ['undeclared and dangerous', undeclared.dangerous],
] as const) {
  const [precision, recall] = [right / Math.max(told, 1), right / Math.max(undeclared.inTruth, 1)];
  console.log(
    `${name.padEnd(31)} ${told}, true ${right} of ${undeclared.inTruth}   ` +
      `precision ${(100 * precision).toFixed(1)} %, recall ${(100 * recall).toFixed(1)} %`,
  );
}
console.log(`seconds                         ${((performance.now() - started) / 1000).toFixed(1)}`);

function measureUndeclared(
  { expected }: RecordedResource,
  all: readonly ConfigDifference[],
  dangerous: readonly string[],
): void {
  const fieldOf = (path: string): string => /^[^.[]*/.exec(path)![0];
  const truth = new Set(expected.flatMap(({ tier, path }) => (tier === 'undeclared' ? [fieldOf(path)] : [])));
  undeclared.inTruth += truth.size;
  for (const [count, paths] of [
    [undeclared.all, all.map(({ path }) => path)],
    [undeclared.dangerous, dangerous],
  ] as const) {
    const fields = new Set(paths.map(fieldOf));
    count.told += fields.size;
    count.right += [...fields].filter((field) => truth.has(field)).length;
  }
}

/** What a scan of declared fields alone reports of the others. */
function dangerousIn({ name, resource, liveRaw }: RecordedResource, declared: unknown, rules: DriftRules): string[] {
  const settings = {
    rules,
    sensitive: [],
    createOnly: [],
    digestKey: 'a key for this measurement',
    detectedAt: orThrow(epochSeconds(0)),
  };
  const of = { resourceId: name, resourceType: resource.resourceType, tenantId: '' };
  const { records } = orThrow(detectDrift(of, declared, liveRaw, settings));
  return records.filter(({ driftType }) => driftType === 'key_added').map(({ configPath }) => configPath);
}

/** Every declared leaf of an in-sync resource, changed by itself, must show. */
function tryMutants(recorded: RecordedResource, declared: unknown, rules: DriftRules): void {
  for (const mutant of mutantsOf(declared, recorded.liveRaw, rules)) {
    tally.mutants++;
    if (orThrow(compareConfigs(mutant.declared, recorded.liveRaw, rules)).some(isOfDeclaredField)) tally.caught++;
    else console.log(`  not found: ${recorded.name} ${mutant.path}`);
  }
}

// What is there beyond the declaration is no difference of a declared field, unless it is in a declared list.
function isOfDeclaredField({ driftType, segments }: ConfigDifference): boolean {
  return driftType !== 'key_added' || typeof segments.at(-1) === 'number';
}

function rulesOf({ schema, resource }: RecordedResource): DriftRules {
  const known: ResourceSchema = {
    readOnly: schema['readOnlyPaths'] ?? [],
    writeOnly: schema['writeOnlyPaths'] ?? [],
    createOnly: schema['createOnlyPaths'] ?? [],
    unordered: [...(schema['unorderedScalarPaths'] ?? []), ...(schema['unorderedObjectArrayPaths'] ?? [])],
    opaqueMaps: schema['freeFormMapPaths'] ?? [],
    defaults: schema.defaultPaths ?? {},
  };
  return orThrow(rulesFromSchema(known, { resourceType: resource.resourceType, ...(!withProfile && { profile: {} }) }));
}

function withoutUnresolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((element) => element !== UNRESOLVED).map(withoutUnresolved);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== UNRESOLVED);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutUnresolved(member)]));
}

function readLines(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}
