import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import { allocFloat64, mapFloat64, toArray } from '../stats/float64.js';
import { fitLine, straightLine } from '../stats/least-squares.js';
import { toOrdinarySeries } from './calendar.js';
import { centeredMovingAverage, type RebasedSeries, rebaseLevelShift } from './decomposition.js';
import { chooseModels, chooseSeasons, fitModels, type FittedModels, TRAINING_VALUES } from './ensemble/combine.js';
import {
  computeScaleFeatures,
  computeSpreadInputs,
  learnedOffsets,
  offsetsAt,
  toQuantileNodes,
} from './ensemble/intervals.js';
import { SPREAD_TABLES } from './ensemble/learned-tables.js';
import type { Combination, Trial } from './ensemble/weights.js';
import { type ForecastError, forecastModelFailed, unusableSeries } from './errors.js';
import { fitGrowth } from './exhaustion/growth.js';
import { levelsAhead } from './exhaustion/long-range-forecast.js';
import { fitYearlyShape, yearlyEffect } from './exhaustion/season.js';
import { familyOf, stepHours } from './season-family.js';
import { createHistory, type SeriesHistory } from './series-history.js';
import {
  type ForecastOptions,
  type ForecastPlan,
  parseForecastOptions,
  readSeries,
  type SeriesCalendar,
  type SeriesInput,
} from './series-input.js';

/** How the series was read. */
interface SeriesReading {
  readonly given: number;
  readonly missing: number;
  readonly misread: number;
  /** How many of the latest values lie on a new level, where one was found. */
  readonly since: number | undefined;
  /** Seasons that the models were not told of. */
  readonly left: readonly number[];
}

/** Why the forecast is what it is, in plain sentences, for people who must defend a budget with it. */
function explainForecast(
  history: SeriesHistory,
  trial: Trial,
  { weights }: Combination,
  { given, missing, misread, since, left }: SeriesReading,
): string[] {
  const { values, periods } = history;
  const seasons =
    left.length > 0
      ? `${describeSeasons(left)} left out: the backtest at this horizon errs less without`
      : describeSeasons(periods);
  const reasons = [
    `${values.length < given ? `the latest ${values.length} of ` : ''}${given} values; ${seasons}`,
    `weighed as series of the kind '${familyOf(periods)}'`,
  ];
  if (missing > 0) reasons.push(`${missing} missing values were filled in`);
  if (misread > 0) reasons.push(`values taken for errors of measurement, far out of all others: ${misread}`);
  if (since !== undefined)
    reasons.push(`the level shifted ${since} steps before the end: what came before was moved onto the new level`);
  const [fold] = trial.windows;
  if (fold) {
    const windows = `${trial.windows.length} windows of ${fold.actual.length} steps`;
    reasons.push(`backtest over ${windows}; least error: ${bestBacktestModel(trial)}`);
  }
  const heaviest = weights.indexOf(Math.max(...weights));
  reasons.push(`heaviest weight: ${trial.models[heaviest]!.name}, ${Math.round(100 * weights[heaviest]!)} %`);
  return reasons;
}

function describeSeasons(periods: readonly number[]): string {
  return periods.length === 0 ? 'no season seen twice' : `seasons of ${periods.join(' and ')} steps`;
}

function bestBacktestModel({ models, evidence }: Trial): string {
  let best = 0;
  evidence.relativeError.forEach((error, k) => {
    if (evidence.present[k] && error < evidence.relativeError[best]!) best = k;
  });
  return models[best]!.name;
}

/**
 * Quantiles of each step ahead: the point forecast and the learned distance of the level from it, in the units of what
 * this series' own errors and changes were.
 */
function computeQuantiles(
  history: SeriesHistory,
  trial: Trial,
  combination: Combination,
  levels: readonly number[],
): readonly Float64Array[] {
  const family = familyOf(history.periods);
  const table = SPREAD_TABLES[family];
  const scales = computeScaleFeatures(history.values, history.periods[0] ?? 1, combination);
  const inputs = computeSpreadInputs(scales, trial.evidence.features);
  const learned = learnedOffsets(table, scales[0]!, inputs, combination.mean.length, stepHours(history.periods));
  const nodes = toQuantileNodes(learned, table.levels);
  const own =
    family !== 'day' && family !== 'week' ? 1 : ownWidth(combination, offsetsAt(nodes, 0.1), offsetsAt(nodes, 0.9));
  return levels.map((level) => mapFloat64(offsetsAt(nodes, level), (offset, h) => combination.mean[h]! + own * offset));
}

/** How much of what the series' own errors say about the width of its intervals is taken. */
const OWN_SHARE = 0.75;
const MIN_OWN_WIDTH = 0.95;
const MAX_OWN_WIDTH = 1.4;
/** Fewer errors than this say nothing. */
const MIN_OWN_ERRORS = 10;

/**
 * By how much the intervals of this series are wider than the learned ones: where eight in ten of its own errors in the
 * backtest end, over where P10 and P90 lie, halfway.
 */
function ownWidth({ backtestErrors }: Combination, low: Float64Array, high: Float64Array): number {
  const ratios: number[] = [];
  for (const errors of backtestErrors)
    for (let h = 0; h < Math.min(errors.length, low.length); h++) {
      const limit = errors[h]! > 0 ? high[h]! : -low[h]!;
      if (limit > 0) ratios.push(Math.abs(errors[h]!) / limit);
    }
  if (ratios.length < MIN_OWN_ERRORS) return 1;
  const reached = ratios.sort((a, b) => a - b)[Math.floor(0.8 * ratios.length)]!;
  return Math.max(MIN_OWN_WIDTH, Math.min(MAX_OWN_WIDTH, reached ** OWN_SHARE));
}

/** A forecast taken apart: at every step, level + trend + season is the point forecast. */
interface ForecastParts {
  /** Where the series stands now, without its season: the same at every step. */
  readonly level: number[];
  /** How far the course without season has moved from there. */
  readonly trend: number[];
  /** What the season adds. */
  readonly season: number[];
}

/**
 * Takes a path apart. The course is the centered moving average over one season of the history's end and the path
 * joined; within half a season of the path's end it goes on along its last straight line.
 */
export function decomposeForecast(values: Float64Array, path: Float64Array, period: number): ForecastParts {
  if (period < 2) return splitPath(path, path, values[values.length - 1]!);
  const before = Math.min(values.length, 2 * period);
  const joined = allocFloat64(before + path.length);
  joined.set(values.subarray(values.length - before));
  joined.set(path, before);
  const course = extendToEnd(centeredMovingAverage(joined, period), period);
  return splitPath(path, course.subarray(before), course[before - 1]!);
}

function splitPath(path: Float64Array, course: Float64Array, now: number): ForecastParts {
  return {
    level: toArray(path, () => now),
    trend: toArray(course, (x) => x - now),
    season: toArray(path, (x, h) => x - course[h]!),
  };
}

/** Fills the end that the moving average leaves open with the straight line through its last season. */
function extendToEnd(course: Float64Array, period: number): Float64Array {
  let last = course.length - 1;
  while (last > 0 && Number.isNaN(course[last]!)) last--;
  const known = course.subarray(Math.max(0, last + 1 - period), last + 1).filter((x) => !Number.isNaN(x));
  const { slope } = straightLine(known);
  for (let i = last + 1; i < course.length; i++) course[i] = course[last]! + slope * (i - last);
  return course;
}

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

interface ModelWeight {
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
    const { calendar } = plan.right;
    if (calendar !== undefined) return forecastDated(values, { ...plan.right, calendar });
    const input = readSeries(values, plan.right.periods[0]);
    return E.isLeft(input) ? input : forecastValues(input.right, plan.right);
  } catch (thrown) {
    // Only a hostile argument gets here: a getter that throws, say.
    return E.left(unusableSeries({ found: show(thrown), expected: 'values and options that can be read' }, thrown));
  }
}

/** Forecasts what the calendar leaves, and puts the calendar back. */
function forecastDated(
  given: ArrayLike<number>,
  { calendar, ...plan }: ForecastPlan & { readonly calendar: SeriesCalendar },
): Either<ForecastError, SeriesForecast> {
  const ordinary = toOrdinarySeries(given, calendar, plan.horizon);
  if (E.isLeft(ordinary)) return ordinary;
  const { values, horizon, pick, restore, effects } = ordinary.right;
  return E.map((made: SeriesForecast) => {
    const parts = { level: pick(made.parts.level), trend: pick(made.parts.trend), season: [] };
    return withChangedSteps({ ...made, parts }, plan.bounds, restore(made), effects);
  })(forecastSeries(values, { ...plan, horizon }));
}

/** The same forecast with other steps; what they differ by is part of the season. */
function withChangedSteps(
  made: SeriesForecast,
  [low, high]: readonly [number, number],
  { mean: expected, quantiles }: Pick<SeriesForecast, 'mean' | 'quantiles'>,
  reasons: readonly string[],
): SeriesForecast {
  const within = (list: readonly number[]): number[] => list.map((value) => Math.max(low, Math.min(high, value)));
  const mean = within(expected);
  return {
    ...made,
    mean,
    quantiles: Object.fromEntries(Object.entries(quantiles).map(([level, list]) => [level, within(list)])),
    parts: { ...made.parts, season: mean.map((value, h) => value - made.parts.level[h]! - made.parts.trend[h]!) },
    reasons: [...made.reasons, ...reasons],
  };
}

function forecastValues(input: SeriesInput, plan: ForecastPlan): Either<ForecastError, SeriesForecast> {
  const { values: selected, since } = selectTraining(input, plan);
  const year = plan.model === 'auto' ? findLongSeason(selected, plan.periods) : undefined;
  const values = year === undefined ? selected : selected.map((x, t) => year.remove(x, t));
  const history = createHistory(values, plan.periods);
  const choice = chooseModels(plan.model, history);
  if (E.isLeft(choice)) return choice;
  const { models, failure } = choice.right;
  const fitted = fitModels(history, choice.right, plan.horizon);
  if (!fitted) {
    const names = models.map(({ name }) => name).join(', ');
    return E.left(forecastModelFailed({ model: names, reason: failure() }));
  }
  const chosen = plan.model === 'auto' ? chooseSeasons(fitted, plan.horizon) : fitted;
  const combination = plan.model === 'auto' ? carryGrowth(chosen.history, chosen.combination) : chosen.combination;
  const made = toSeriesForecast(input, plan, { ...chosen, combination }, fitted, since);
  return E.right(
    year === undefined ? made : withLongSeason(made, plan, (x, h) => year.restore(x / input.unit, h) * input.unit),
  );
}

/** A season this many times as long as the shortest is one of years, which the models are too short-sighted for. */
const MIN_LONG_RATIO = 20;

interface LongSeason {
  readonly remove: (value: number, step: number) => number;
  /** Puts it back on a step ahead, counted from 0. */
  readonly restore: (value: number, ahead: number) => number;
}

/** The shape of the year, where the longest season is one and the last two resemble each other. */
function findLongSeason(values: Float64Array, periods: readonly number[]): LongSeason | undefined {
  const longest = periods.at(-1) ?? 1;
  const shortest = periods[0] ?? 1;
  if (longest < MIN_LONG_RATIO * shortest) return undefined;
  const positive = values.every((value) => value > 0);
  const level = positive ? values.map(Math.log) : values;
  const shape = fitYearlyShape(level, longest);
  if (shape.length === 0) return undefined;
  const change = (value: number, step: number, sign: 1 | -1): number => {
    const effect = sign * yearlyEffect(shape, step, longest);
    return positive ? value * Math.exp(effect) : value + effect;
  };
  return {
    remove: (value, step) => change(value, step, -1),
    restore: (value, ahead) => change(value, values.length + ahead, 1),
  };
}

function withLongSeason(
  made: SeriesForecast,
  { bounds }: ForecastPlan,
  restore: (value: number, ahead: number) => number,
): SeriesForecast {
  const quantiles = Object.entries(made.quantiles).map(([level, list]) => [level, list.map(restore)]);
  return withChangedSteps(made, bounds, { mean: made.mean.map(restore), quantiles: Object.fromEntries(quantiles) }, [
    'the shape of the year, alike in the last two, was taken out and put back',
  ]);
}

/** Fewer values than this tell no more of growth than the largest change between two of them. */
const FEW_VALUES = 6;
/** Growth is carried where its P10 to P90 is below this share of it; half as much is carried in full. */
const MAX_GROWTH_WIDTH = 0.3;
/** Growth is looked for in so many of the latest values. */
const GROWTH_VALUES = 200;

/**
 * Carries the growth that the values show without a doubt: where every kind of growth and of noise together leave
 * hardly any choice (a straight line under little noise), the path goes there, however the models damp it. From a
 * handful of values nothing steeper is foretold than their largest step.
 */
function carryGrowth(history: SeriesHistory, combination: Combination): Combination {
  const { values } = history;
  const horizon = combination.mean.length;
  if (values.length < FEW_VALUES) {
    let step = 0;
    for (let i = 1; i < values.length; i++) step = Math.max(step, Math.abs(values[i]! - values[i - 1]!));
    const last = values[values.length - 1]!;
    const within = (x: number, h: number): number =>
      Math.max(last - step * (h + 1), Math.min(last + step * (h + 1), x));
    return { ...combination, mean: mapFloat64(combination.mean, within) };
  }
  const adjusted = history.adjusted();
  const recent = adjusted.values.subarray(-GROWTH_VALUES);
  if (!mayBeLine(recent, horizon)) return combination;
  const growth = fitGrowth(Float64Array.from(recent), { period: 1, lasting: 1, kind: 'level' });
  if (growth === undefined) return combination;
  const levels = levelsAhead(growth);
  const [low, middle, high] = [0.1, 0.5, 0.9].map((level) => levels.quantile(level, horizon)) as [
    number,
    number,
    number,
  ];
  const grown = Math.abs(middle * growth.unit - fitLine(recent).end);
  const width = (high - low) * growth.unit;
  const share = Math.max(0, Math.min(1, 2 - (2 * width) / (MAX_GROWTH_WIDTH * grown)));
  if (!(share > 0)) return combination;
  const carried = adjusted.restore(mapFloat64(levels.quantiles(0.5, horizon), (level) => level * growth.unit));
  return { ...combination, mean: mapFloat64(combination.mean, (x, h) => x + share * (carried[h]! - x)) };
}

/** Whether a straight line goes through values with so little left over that the growth ahead stands out of it. */
function mayBeLine(values: Float64Array, horizon: number): boolean {
  const { start, slope } = fitLine(values);
  let squares = 0;
  let together = 0;
  for (let t = 0; t < values.length; t++) {
    const rest = values[t]! - start - slope * t;
    squares += rest * rest;
    if (t > 0) together += rest * (values[t - 1]! - start - slope * (t - 1));
  }
  const deviation = Math.sqrt(squares / values.length);
  const grown = Math.abs(slope) * horizon;
  const exact = deviation <= 1e-6 * Math.abs(slope) * values.length;
  return grown > 0 && (exact || (grown > 4 * deviation && together < MAX_LINE_MEMORY * squares));
}

/** What a line leaves of a walk goes together from step to step; what it leaves of itself does not. */
const MAX_LINE_MEMORY = 0.4;

const MAX_VALUE = Number.MAX_VALUE;

/** The library's models look at so many of the longest seasons if that is more than `TRAINING_VALUES`. */
const TRAINING_SEASONS = 20;

/**
 * Older values would cost time and hardly move a weight; a model asked for by name gets the values as they are, and a
 * plug-in gets all of them.
 */
function selectTraining({ values, measured }: SeriesInput, { model, periods, horizon }: ForecastPlan): RebasedSeries {
  if (typeof model === 'object' && 'forecast' in model) return { values };
  const longest = periods.findLast((period) => values.length >= 2 * period) ?? 1;
  const latest = values.subarray(-Math.max(TRAINING_VALUES, TRAINING_SEASONS * longest));
  const skipped = values.length - latest.length;
  return model === 'auto'
    ? rebaseLevelShift(latest, periods, horizon, measured && ((at) => measured(at + skipped)))
    : { values: latest };
}

/**
 * `seasonal` knows the seasons, whether the forecast was made with them or not: the spread of errors goes with them.
 */
function toSeriesForecast(
  { values: { length: given }, missing, misread, unit }: SeriesInput,
  { levels, bounds: [low, high] }: ForecastPlan,
  { history, trial, combination }: FittedModels,
  seasonal: FittedModels,
  since: number | undefined,
): SeriesForecast {
  const kept = (x: number): number => Math.max(low / unit, Math.min(high / unit, x));
  const back = (x: number): number => Math.max(-MAX_VALUE, Math.min(MAX_VALUE, x * unit));
  const mean = mapFloat64(combination.mean, kept);
  const quantiles = computeQuantiles(seasonal.history, seasonal.trial, combination, levels);
  const weights = toModelWeights(trial, combination);
  const left = history === seasonal.history ? [] : seasonal.history.periods;
  const { level, trend, season } = decomposeForecast(history.values, mean, history.periods[0] ?? 1);
  return {
    mean: toArray(mean, back),
    quantiles: Object.fromEntries(levels.map((p, i) => [String(p), toArray(quantiles[i]!, (x) => back(kept(x)))])),
    model: weights.length === 1 ? weights[0]!.model : 'ensemble',
    weights,
    reasons: explainForecast(history, trial, combination, { given, missing, misread, since, left }),
    parts: { level: level.map(back), trend: trend.map(back), season: season.map(back) },
  };
}

function toModelWeights({ models }: Trial, { weights }: Combination): ModelWeight[] {
  return models
    .map(({ name }, k) => ({ model: name, weight: weights[k]! }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}
