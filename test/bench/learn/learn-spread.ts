import { type Combination, standardize } from '../../../src/capacity-forecast/ensemble/weights.js';
import {
  computeScaleFeatures,
  computeSpreadInputs,
  spreadStepFeatures,
} from '../../../src/capacity-forecast/ensemble/intervals.js';
import type { SpreadTable } from '../../../src/capacity-forecast/ensemble/weights.js';
import { adam, rateAt } from './adam.js';
import type { Example } from './examples.js';
import { momentsOf } from './moments.js';
import { LENDING } from './pools.js';
import { sharesOf } from './shares.js';

/** The forecast of an example by a table that never saw its series, and what its errors were. */
export interface Judged {
  readonly example: Example;
  readonly unit: number;
  readonly inputs: Float64Array;
  readonly errors: Float64Array;
}

export const LEVELS = [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99];

export function judge(example: Example, combination: Combination): Judged {
  const scales = computeScaleFeatures(example.history.values, example.history.periods[0] ?? 1, combination);
  return {
    example,
    unit: scales[0]!,
    inputs: computeSpreadInputs(scales, example.trial.evidence.features),
    errors: example.actual.map((y, h) => y - combination.mean[h]!),
  };
}

const EPOCHS = 100;

/** Most steps of a long horizon that are looked at in one epoch. */
const STEPS_LOOKED_AT = 16;

/** Learns one spread table by the pinball loss, each group with its share, and calibrates it on them. */
export function learnSpread(all: readonly Judged[], penalty: number): SpreadTable {
  const judged = all.filter(({ unit }) => unit > 0);
  const { center, spread } = momentsOf(judged.map(({ inputs }) => inputs));
  const inputs = judged.map((one) => standardize(one.inputs, center, spread));
  const shares = exampleShares(judged);
  const rows = LEVELS.map((level) => learnLevel(judged, inputs, shares, level, penalty));
  const table = { levels: LEVELS, center, spread, rows: rows.map((row) => Array.from(row)) };
  return calibrated(table, judged, () => table);
}

function exampleShares(judged: readonly Judged[]): Float64Array {
  const counts = new Map<string, number>();
  for (const { example } of judged) counts.set(example.group, (counts.get(example.group) ?? 0) + 1);
  const shares = sharesOf(judged.map(({ example }) => example));
  return Float64Array.from(judged, ({ example: { group } }) => shares.get(group)! / counts.get(group)!);
}

function learnLevel(
  judged: readonly Judged[],
  inputs: readonly Float64Array[],
  shares: Float64Array,
  level: number,
  penalty: number,
): Float64Array {
  const width = inputs[0]!.length + 3;
  const row = new Float64Array(width);
  row[0] = Math.log(Math.abs(Math.log(level / (1 - level)))) - 0.3;
  row[1] = 0.5;
  const gradient = new Float64Array(width);
  const descend = adam(width);
  // Pinball losses shrink with the share beyond the level; the penalty shrinks with them.
  const rare = Math.min(level, 1 - level) * 4;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    gradient.fill(0);
    for (let i = 0; i < judged.length; i++)
      addGradient(judged[i]!, inputs[i]!, shares[i]!, level, row, epoch + 7 * i, gradient);
    for (let j = 3; j < width; j++) gradient[j]! += penalty * rare * row[j]!;
    descend(row, gradient, rateAt(0.05, epoch / EPOCHS));
    row[1] = Math.max(0, row[1]!);
    row[2] = Math.max(-row[1]!, row[2]!);
  }
  return row;
}

function addGradient(
  { errors, unit, example }: Judged,
  x: Float64Array,
  share: number,
  level: number,
  row: Float64Array,
  offset: number,
  gradient: Float64Array,
): void {
  const base = baseOf(row, x);
  const sign = level < 0.5 ? -1 : 1;
  const stride = Math.ceil(errors.length / STEPS_LOOKED_AT);
  const weight = (share * stride) / errors.length / example.scale;
  for (let h = offset % stride; h < errors.length; h += stride) {
    const [near, far] = spreadStepFeatures(h);
    const distance = sign * unit * Math.exp(Math.min(50, base + row[1]! * near + row[2]! * far));
    const pull = weight * ((errors[h]! < distance ? 1 : 0) - level) * distance;
    gradient[0]! += pull;
    gradient[1]! += pull * near;
    gradient[2]! += pull * far;
    for (let j = 0; j < x.length; j++) gradient[3 + j]! += pull * x[j]!;
  }
}

function baseOf(row: Float64Array, x: Float64Array): number {
  let base = row[0]!;
  for (let j = 0; j < x.length; j++) base += row[3 + j]! * x[j]!;
  return base;
}

/**
 * The same table with its constants shifted until the right share of errors lies beyond each level, judged by
 * `tableFor` each example: by tables that never saw the example, it makes up for what learning saw too well. Only the
 * cuts that the data names count: the latest, which the world makes harder than our own earlier ones. `share` of the
 * shift is made.
 */
export function calibrated(
  table: SpreadTable,
  all: readonly Judged[],
  tableFor: (one: Judged) => SpreadTable,
  share = 1,
): SpreadTable {
  const judged = all.filter(({ unit, example }) => unit > 0 && example.given && !LENDING.has(example.group));
  const shares = exampleShares(judged);
  const rows = table.rows.map((row, i) => {
    const level = table.levels[i]!;
    const beyond = judged.flatMap((one, k) => shiftsNeeded(one, tableFor(one), i, shares[k]!));
    const [constant = 0, ...rest] = row;
    return [constant + share * weightedQuantile(beyond, Math.max(level, 1 - level)), ...rest];
  });
  return { ...table, rows };
}

interface Shift {
  readonly shift: number;
  readonly share: number;
}

/** By how much the constant would have to grow for each error of an example to lie just within level `i`. */
function shiftsNeeded({ errors, unit, inputs }: Judged, table: SpreadTable, i: number, share: number): Shift[] {
  const row = Float64Array.from(table.rows[i]!);
  const base = baseOf(row, standardize(inputs, table.center, table.spread));
  const sign = table.levels[i]! < 0.5 ? -1 : 1;
  return Array.from(errors, (error, h) => {
    const [near, far] = spreadStepFeatures(h);
    const distance = Math.log(Math.max(1e-12, (sign * error) / unit));
    return { shift: distance - base - row[1]! * near - row[2]! * far, share: share / errors.length };
  });
}

function weightedQuantile(shifts: Shift[], level: number): number {
  shifts.sort((a, b) => a.shift - b.shift);
  const wanted = level * shifts.reduce((sum, { share }) => sum + share, 0);
  let seen = 0;
  for (const { shift, share } of shifts) {
    seen += share;
    if (seen >= wanted) return shift;
  }
  return 0;
}
