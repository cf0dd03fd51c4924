import { learnedOffsets } from '../../../src/capacity-forecast/ensemble/intervals.js';
import type { SpreadTable } from '../../../src/capacity-forecast/ensemble/weights.js';
import type { Judged } from './learn-spread.js';

/** Prints, per group, how forecasts and intervals did on the cuts that the data names. */
export function report(label: string, judged: readonly Judged[], tableFor: (one: Judged) => SpreadTable): void {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    if (one.example.given) groups.set(one.example.group, [...(groups.get(one.example.group) ?? []), one]);
  }
  for (const [group, members] of groups) {
    const owa =
      (total(members, smape) / total(members, (m) => m.example.naiveErrors.smape) +
        total(members, mase) / total(members, (m) => m.example.naiveErrors.mase)) /
      2;
    const inside = (low: number, high: number) =>
      total(members, (m) => coverage(m, tableFor(m), low, high)) / members.length;
    console.log(
      `${label} ${group.padEnd(18)} ${String(members.length).padStart(6)} series  OWA ${owa.toFixed(4)}` +
        `  MASE ${(total(members, mase) / members.length).toFixed(3)}` +
        `  MSIS ${(total(members, (m) => msis(m, tableFor(m))) / members.length).toFixed(2)}` +
        `  inside 95 % ${(100 * inside(0.025, 0.975)).toFixed(1)}  80 % ${(100 * inside(0.1, 0.9)).toFixed(1)}`,
    );
  }
}

const total = (members: readonly Judged[], of: (one: Judged) => number): number =>
  members.reduce((sum, m) => sum + of(m), 0);

const meanOver = (errors: Float64Array, of: (h: number) => number): number =>
  errors.reduce((sum, _, h) => sum + of(h), 0) / errors.length;

const mase = ({ errors, example }: Judged): number => meanOver(errors, (h) => Math.abs(errors[h]!)) / example.scale;

const smape = ({ errors, example: { actual } }: Judged): number =>
  meanOver(errors, (h) => {
    const size = Math.abs(actual[h]!) + Math.abs(actual[h]! - errors[h]!);
    return size === 0 ? 0 : (200 * Math.abs(errors[h]!)) / size;
  });

function interval({ unit, inputs, errors }: Judged, table: SpreadTable, low: number, high: number) {
  const offsets = learnedOffsets(table, unit, inputs, errors.length);
  return { lower: offsets[table.levels.indexOf(low)]!, upper: offsets[table.levels.indexOf(high)]! };
}

function coverage(one: Judged, table: SpreadTable, low: number, high: number): number {
  const { lower, upper } = interval(one, table, low, high);
  return meanOver(one.errors, (h) => (one.errors[h]! >= lower[h]! && one.errors[h]! <= upper[h]! ? 1 : 0));
}

function msis(one: Judged, table: SpreadTable): number {
  const { lower, upper } = interval(one, table, 0.025, 0.975);
  const loss = (h: number): number => {
    const error = one.errors[h]!;
    return upper[h]! - lower[h]! + 40 * (Math.max(0, lower[h]! - error) + Math.max(0, error - upper[h]!));
  };
  return meanOver(one.errors, loss) / one.example.scale;
}
