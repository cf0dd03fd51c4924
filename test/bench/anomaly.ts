/**
 * Days with an unusual cost in every series of a file: `npm run bench:anomaly -- --data FILE.json[.gz] --out
 * FILE.json`. In: a list of {id, start, values (null = missing day)}. Out: {id: [indices of the days flagged]}, each
 * day judged from the days before it. Prints the CPU time a series.
 */
import { orThrow } from '../../src/prelude.js';
import { dailyAnomalies } from '../../src/cost-allocation/anomalies/daily.js';
import { Decimal } from '../../src/money/decimal.js';
import { benchFiles, readJson, writeJson } from './data-files.js';

interface CostRecord {
  readonly id: string;
  readonly start: number;
  readonly values: ReadonlyArray<number | null>;
}

const { data, out } = benchFiles();
const records = readJson<ReadonlyArray<CostRecord>>(data);
const started = process.cpuUsage();
const answers = records.map(({ id, start, values }) => {
  const costs = values.map((v) => (v === null ? null : new Decimal(String(v))));
  return [id, orThrow(dailyAnomalies({ start, costs })).map((a) => a.index)] as const;
});
const { user, system } = process.cpuUsage(started);
writeJson(out, Object.fromEntries(answers));
console.log(`${records.length} series, ${((user + system) / 1000 / records.length).toFixed(2)} ms CPU a series`);
