import { type ForecastError, forecastModelFailed, unusableSeries } from '../errors/forecast.js';
import { show } from '../errors/show.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import { chooseModels } from './ensemble/choose.js';
import { type Combination, combine, type Trial, tryModels } from './ensemble/combine.js';
import { explainForecast } from './ensemble/explain.js';
import { type RebasedSeries, rebaseLevelShift } from './ensemble/level-shift.js';
import { computeQuantiles } from './intervals/quantiles.js';
import { toArray, mapFloat64 } from './series/floats.js';
import { type SeriesHistory, createHistory } from './series/history.js';
import { type SeriesInput, readSeries } from './series/input.js';
import { type ForecastOptions, type ForecastPlan, parseForecastOptions } from './series/options.js';
import { type ForecastParts, decomposeForecast } from './series/parts.js';

/** A forecast of one series; every list has one number per step ahead, in the unit of the series. */
export interface SeriesForecast {
  /** The point forecast: what to expect, as likely too high as too low. */
  readonly mean: number[];
  /** Per level asked for, keyed by `String(level)`: what the step stays below with that probability. */
  readonly quantiles: Record<string, number[]>;
  /** The model used, or `ensemble` where several share the forecast. */
  readonly model: string;
  /** What each model contributed, heaviest first; the weights add up to one. */
  readonly weights: readonly ModelWeight[];
  /** Why: what was seen, what was filled in, how the models did before. */
  readonly reasons: readonly string[];
  /** The point forecast taken apart; the parts add up to it. */
  readonly parts: ForecastParts;
}

export interface ModelWeight {
  readonly model: string;
  readonly weight: number;
}

/**
 * Forecasts one series: point forecasts and calibrated quantiles for every step ahead.
 *
 * A pool of fast models is combined with weights learned offline from the kind of the series and tempered by how each
 * model did in a backtest on this very series. Quantiles are learned from errors on series held back, scaled to this
 * series; for one level they never come nearer to the forecast further out. Same input, same bits out.
 *
 * @param values evenly spaced, oldest first, of any scale and sign. NaN (anything not finite) is a missing value; at
 *   least 2 values must be known. A `Float64Array` without gaps is read in place, never copied or changed.
 * @returns the forecast, or a tagged error; it never throws. Time and memory grow in proportion to the input.
 *
 * @example
 * const week = orThrow(forecastSeries(hourlyCpu, { horizon: 168, periods: [24, 168], bounds: [0, 100] }));
 * week.quantiles['0.9']; // the P90 path
 */
export function forecastSeries(
  values: ArrayLike<number>,
  options: ForecastOptions,
): Either<ForecastError, SeriesForecast> {
  try {
    const plan = parseForecastOptions(options);
    if (E.isLeft(plan)) return plan;
    const input = readSeries(values, plan.right.periods[0]);
    return E.isLeft(input) ? input : forecastValues(input.right, plan.right);
  } catch (thrown) {
    // Only a hostile argument gets here: a getter that throws, say.
    return E.left(unusableSeries({ found: show(thrown), expected: 'values and options that can be read' }, thrown));
  }
}

function forecastValues(input: SeriesInput, plan: ForecastPlan): Either<ForecastError, SeriesForecast> {
  const { values, since } = selectTraining(input.values, plan);
  const history = createHistory(values, plan.periods);
  const choice = chooseModels(plan.model, history);
  if (E.isLeft(choice)) return choice;
  const { models, table, failure } = choice.right;
  const trial = tryModels(history, models, plan.horizon);
  const combination = combine(trial, table, plan.horizon);
  if (!combination) {
    const names = models.map(({ name }) => name).join(', ');
    return E.left(forecastModelFailed({ model: names, reason: failure() }));
  }
  return E.right(toSeriesForecast(input, plan, history, trial, combination, since));
}

const MAX_VALUE = Number.MAX_VALUE;

/** The library's models look at this many of the latest values, or so many of the longest seasons if that is more. */
const TRAINING_VALUES = 3000;
const TRAINING_SEASONS = 20;

/**
 * Older values would cost time and hardly move a weight; a model asked for by name gets the values as they are, and a
 * plug-in gets all of them.
 */
function selectTraining(values: Float64Array, { model, periods, horizon }: ForecastPlan): RebasedSeries {
  if (typeof model === 'object' && 'forecast' in model) return { values };
  const longest = periods.findLast((period) => values.length >= 2 * period) ?? 1;
  const latest = values.subarray(-Math.max(TRAINING_VALUES, TRAINING_SEASONS * longest));
  return model === 'auto' ? rebaseLevelShift(latest, periods, horizon) : { values: latest };
}

function toSeriesForecast(
  { values: { length: given }, missing, misread, unit }: SeriesInput,
  { levels, bounds: [low, high] }: ForecastPlan,
  history: SeriesHistory,
  trial: Trial,
  combination: Combination,
  since: number | undefined,
): SeriesForecast {
  const kept = (x: number): number => Math.max(low / unit, Math.min(high / unit, x));
  const back = (x: number): number => Math.max(-MAX_VALUE, Math.min(MAX_VALUE, x * unit));
  const mean = mapFloat64(combination.mean, kept);
  const quantiles = computeQuantiles(history, trial, combination, levels);
  const weights = toModelWeights(trial, combination);
  const { level, trend, season } = decomposeForecast(history.values, mean, history.periods[0] ?? 1);
  return {
    mean: toArray(mean, back),
    quantiles: Object.fromEntries(levels.map((p, i) => [String(p), toArray(quantiles[i]!, (x) => back(kept(x)))])),
    model: weights.length === 1 ? weights[0]!.model : 'ensemble',
    weights,
    reasons: explainForecast(history, trial, combination, { given, missing, misread, since }),
    parts: { level: level.map(back), trend: trend.map(back), season: season.map(back) },
  };
}

function toModelWeights({ models }: Trial, { weights }: Combination): ModelWeight[] {
  return models
    .map(({ name }, k) => ({ model: name, weight: weights[k]! }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}
