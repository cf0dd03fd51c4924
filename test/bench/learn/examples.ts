import { rebaseLevelShift } from '../../../src/capacity-forecast/decomposition.js';
import { tryModels } from '../../../src/capacity-forecast/ensemble/combine.js';
import type { Trial } from '../../../src/capacity-forecast/ensemble/weights.js';
import { getModel } from '../../../src/capacity-forecast/forecasters/registry.js';
import { createHistory, type SeriesHistory } from '../../../src/capacity-forecast/series-history.js';
import { type KnownSeries, valuesOf } from '../read-series.js';

/** One forecast task with its answer: a series cut at one moment. */
export interface Example {
  readonly id: string;
  readonly group: string;
  /** Tasks of one series fall on the same side of every split. */
  readonly side: number;
  /** Whether this is the cut that the data names, not an earlier one of our own. */
  readonly given: boolean;
  readonly history: SeriesHistory;
  readonly actual: Float64Array;
  /** Mean absolute seasonal difference of the history: what errors are divided by. */
  readonly scale: number;
  /** sMAPE and MASE of the seasonally adjusted naive forecast, the naiveErrors of the M4 competition. */
  readonly naiveErrors: { readonly smape: number; readonly mase: number };
  readonly trial: Trial;
}

/** Earlier cuts of a series are added until its group has about this many examples. */
const WANTED = 1000;
const MOST_EARLIER_CUTS = 12;

export function examplesOf(all: readonly KnownSeries[], models: readonly string[]): Example[] {
  const counts = new Map<string, number>();
  for (const { freq } of all) counts.set(freq, (counts.get(freq) ?? 0) + 1);
  return all.flatMap((series) => {
    const cuts = Math.min(MOST_EARLIER_CUTS, Math.floor(WANTED / counts.get(series.freq)!));
    return cutsOf(series, cuts).flatMap(({ history, actual, given }) => {
      const example = exampleOf(series, history, actual, given, models);
      return example ? [example] : [];
    });
  });
}

function cutsOf({ train, test, horizon, period, modelPeriods }: KnownSeries, earlier: number) {
  const values = valuesOf(train);
  const cuts = [{ history: values, actual: Float64Array.from(test), given: true }];
  const spacing = Math.max(1, Math.min(horizon, 2 * (modelPeriods[0] ?? horizon)));
  for (let i = 0; i < earlier; i++) {
    const origin = values.length - horizon - i * spacing;
    if (origin < Math.max(12, 3 * period, 2.5 * (modelPeriods[0] ?? 1))) break;
    cuts.push({ history: values.slice(0, origin), actual: values.slice(origin, origin + horizon), given: false });
  }
  return cuts;
}

function exampleOf(
  { id, freq, period, modelPeriods, series }: KnownSeries,
  values: Float64Array,
  actual: Float64Array,
  given: boolean,
  models: readonly string[],
): Example | undefined {
  const scale = seasonalScale(values, period);
  if (!(scale > 0)) return undefined;
  const history = createHistory(rebaseLevelShift(values, modelPeriods, actual.length).values, modelPeriods);
  const naive2 = yardstickPath(values, period, actual.length);
  const naiveErrors = errorsOf(actual, naive2, scale);
  if (!given && !(naiveErrors.mase > 0 && naiveErrors.mase < 1000)) return undefined;
  const trial = tryModels(
    history,
    models.map((name) => getModel(name)!),
    actual.length,
  );
  return { id, group: freq, side: hash(series ?? id), given, history, actual, scale, naiveErrors, trial };
}

function yardstickPath(values: Float64Array, period: number, horizon: number): Float64Array {
  const adjusted = createHistory(values, period > 1 ? [period] : []).adjusted();
  return adjusted.restore(new Float64Array(horizon).fill(adjusted.values[values.length - 1]!));
}

export function errorsOf(actual: Float64Array, path: Float64Array, scale: number) {
  let relative = 0;
  let absolute = 0;
  for (let h = 0; h < actual.length; h++) {
    const error = Math.abs(actual[h]! - path[h]!);
    const size = Math.abs(actual[h]!) + Math.abs(path[h]!);
    relative += size === 0 ? 0 : (200 * error) / size;
    absolute += error;
  }
  return { smape: relative / actual.length, mase: absolute / actual.length / scale };
}

function seasonalScale(values: Float64Array, period: number): number {
  let sum = 0;
  for (let i = period; i < values.length; i++) sum += Math.abs(values[i]! - values[i - period]!);
  return sum / (values.length - period);
}

/** FNV-1a with a final mix. */
function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}
