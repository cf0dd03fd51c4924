/**
 * Season of every series of a file: `npm run bench:seasonality -- --data FILE.json[.gz] --out FILE.json`.
 * In: a list of {id, stepSeconds, start, values (null = missing)}. Out: {id: {label, confidence}}. Prints the CPU time
 * a series.
 */
import { detectSeasonality } from '../../src/capacity-forecast/seasonality/detect.js';
import { benchFiles, readJson, writeJson } from './data-files.js';

interface SeasonalityRecord {
  readonly id: string;
  readonly stepSeconds: number;
  readonly start: number;
  readonly values: ReadonlyArray<number | null>;
}

const { data, out } = benchFiles();
const records = readJson<ReadonlyArray<SeasonalityRecord>>(data);
const started = process.cpuUsage();
const answers = records.map((record) => {
  const points = record.values.flatMap((value, i) =>
    value === null ? [] : [{ timestamp: record.start + i * record.stepSeconds, value }],
  );
  const { type, confidence, secondary } = detectSeasonality(points);
  return [record.id, { label: type, confidence, ...(secondary && { secondary }) }] as const;
});
const { user, system } = process.cpuUsage(started);
writeJson(out, Object.fromEntries(answers));
console.log(`${records.length} series, ${((user + system) / 1000 / records.length).toFixed(2)} ms CPU a series`);
