/**
 * Learns the tables that `forecastSeries` ships with: the weights of its models and the spread of its errors.
 *
 *   npm run bench:learn -- --data DIR [--out FOLDER] [--family NAME]
 *
 * DIR holds files of series (`*.jsonl`, `*.jsonl.gz`) with `id, freq, period, modelPeriods, horizon, train, test`.
 * Prints how tables learned on one half of the series of each group did on the other half; then writes those learned
 * on all, and with `--family` leaves the tables of the other families as they are.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { combine } from '../../src/capacity-forecast/ensemble/combine.js';
import type { SpreadTable } from '../../src/capacity-forecast/ensemble/intervals.js';
import { SPREAD_TABLES, WEIGHT_TABLES } from '../../src/capacity-forecast/ensemble/learned-tables.js';
import type { WeightTable } from '../../src/capacity-forecast/ensemble/weights.js';
import { familyOf, type SeasonFamily } from '../../src/capacity-forecast/season-family.js';
import { type Example, examplesOf } from './learn/examples.js';
import { learnGate } from './learn/learn-gate.js';
import { calibrated, judge, type Judged, learnSpread } from './learn/learn-spread.js';
import { POOLS } from './learn/pools.js';
import { report } from './learn/report.js';
import { tablesAsSource } from './learn/write-tables.js';
import { type KnownSeries, readLines } from './read-series.js';

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'src/capacity-forecast/ensemble' },
    family: { type: 'string' },
  },
});
if (!flags.data) {
  console.error('usage: npm run bench:learn -- --data DIR [--out FOLDER] [--family NAME]');
  process.exit(2);
}

/** What learning sees too well goes with one over the number of series: halves see twice as much of it as the whole. */
const SHARE_OF_HALVES = 0.5;

/** Examples from which on an epoch is several steps. */
const MANY = 6000;

const series = readAll(flags.data);
const gates = new Map<string, WeightTable>(Object.entries(WEIGHT_TABLES));
const spreads = new Map<string, SpreadTable>(Object.entries(SPREAD_TABLES));
for (const family of Object.keys(POOLS) as SeasonFamily[]) {
  if (flags.family !== undefined && flags.family !== family) continue;
  const { gate, spread } = learnFamily(
    family,
    series.filter(({ modelPeriods }) => familyOf(modelPeriods) === family),
  );
  gates.set(family, gate);
  spreads.set(family, spread);
}
writeFileSync(join(flags.out, 'learned-tables.ts'), tablesAsSource(gates, spreads));

function readAll(folder: string): KnownSeries[] {
  const files = readdirSync(folder).filter((name) => /\.jsonl(\.gz)?$/.test(name));
  return files.sort().flatMap((name) => readLines<KnownSeries>(join(folder, name)));
}

function learnFamily(family: SeasonFamily, members: readonly KnownSeries[]) {
  const examples = examplesOf(members, POOLS[family].models);
  // As many steps for a half as for all: tables descended further would be surer of themselves than those they stand for.
  const batches = examples.length > MANY ? 8 : 1;
  const training = {
    ...POOLS[family],
    penalty: POOLS[family].penalty / members.length,
    epochs: 60,
    batches,
    rate: 0.06,
  };
  const spreadPenalty = POOLS[family].spreadPenalty / members.length;
  const halves = [0, 1].map((side) => examples.filter((e) => e.side % 2 === side));
  // Every example is judged by a table that never saw its series: these are the errors that intervals must cover.
  const halfGates = halves.map((half) => learnGate(half, training));
  const judged = halves.map((half, side) => half.map((e) => judgedBy(e, halfGates[1 - side]!)));
  const halfSpreads = judged.map((half) => learnSpread(half, spreadPenalty));
  const unseen = ({ example }: Judged): SpreadTable => halfSpreads[1 - (example.side % 2)]!;
  report(family, judged.flat(), unseen);
  const spread = learnSpread(judged.flat(), spreadPenalty);
  return { gate: learnGate(examples, training), spread: calibrated(spread, judged.flat(), unseen, SHARE_OF_HALVES) };
}

function judgedBy(example: Example, gate: WeightTable): Judged {
  const combination = combine(example.trial, gate, example.actual.length);
  if (!combination) throw new Error(`no model of the pool forecasts ${example.id}`);
  return judge(example, combination);
}
