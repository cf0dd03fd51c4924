/**
 * Change points of every series of a file: `npm run bench:regime -- --data FILE.json[.gz] --out FILE.json`.
 * In: a list of {name, y (null = missing)}. Out: {name: [indices]}. Prints the mean CPU time a series.
 */
import { detectChangePoints } from '../../src/capacity-forecast/regime/change-points.js';
import { benchFiles, readJson, writeJson } from './data-files.js';

interface RegimeRecord {
  readonly name: string;
  readonly y: ReadonlyArray<number | null>;
}

const { data, out } = benchFiles();
const records = readJson<ReadonlyArray<RegimeRecord>>(data);
const detect = ({ y }: RegimeRecord): number[] => detectChangePoints(y.map((v) => v ?? Number.NaN));
// A few calls first, so that the time is the method's and not the compiler's.
for (let round = 0; round < 3; round++) records.slice(0, 4).forEach(detect);
const started = process.cpuUsage();
const answers = records.map((record) => [record.name, detect(record)] as const);
const { user, system } = process.cpuUsage(started);
writeJson(out, Object.fromEntries(answers));
console.log(`${records.length} series, ${((user + system) / 1000 / records.length).toFixed(2)} ms CPU a series`);
