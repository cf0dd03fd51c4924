import type { UsageDataPoint } from '@omnicloud/domain/capacity-forecast';
import { InputProblem } from './options.js';
import { readText } from './read-file.js';

/** Reads `timestamp,value` rows; a timestamp is an ISO date or seconds since the epoch. */
export async function readUsage(path: string): Promise<readonly UsageDataPoint[]> {
  const [head = '', ...rows] = (await readText(path)).replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim().toLowerCase());
  const [time, value] = [columns.indexOf('timestamp'), columns.indexOf('value')];
  if (time < 0 || value < 0) {
    throw new InputProblem(`${path}: needs the columns timestamp and value, has ${columns.join(', ').slice(0, 80)}`);
  }
  const points = rows.flatMap((row, i) => {
    if (row.trim() === '') return [];
    const cells = row.split(',');
    const point = { timestamp: secondsOf(cells[time]?.trim() ?? ''), value: Number(cells[value]?.trim() || 'missing') };
    if (!Number.isFinite(point.timestamp)) {
      throw new InputProblem(`${path}: line ${i + 2}: expected a date or seconds, got "${cells[time] ?? ''}"`);
    }
    if (!Number.isFinite(point.value)) {
      throw new InputProblem(`${path}: line ${i + 2}: expected a number, got "${cells[value] ?? ''}"`);
    }
    return [point];
  });
  if (points.length === 0) throw new InputProblem(`${path}: there is no row below the head`);
  return points;
}

function secondsOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  // A date without a zone is UTC here as everywhere in the library.
  const zoned =
    /[zZ]|[+-]\d\d:?\d\d$/.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  return Date.parse(zoned) / 1000;
}
