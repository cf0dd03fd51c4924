import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { allocFloat64, generateFloat64, mapFloat64 } from '../../stats/float64.js';
import { weightedMedian } from '../../stats/moments.js';
import { type ForecastError, unknownForecastModel } from '../errors.js';
import type { ForecastModel, PoolModel, Settings } from '../forecasters/forecaster.js';
import {
  CHANGE_LEVELS,
  fitPastChanges,
  MIN_CHANGE_VALUES,
  type PastChanges,
  pastChanges,
} from '../forecasters/past-changes.js';
import { getModel, MODEL_NAMES } from '../forecasters/registry.js';
import { familyOf } from '../season-family.js';
import { createHistory, type SeriesHistory, withPrefixes } from '../series-history.js';
import { WEIGHT_TABLES } from './learned-tables.js';
import {
  type BacktestWindow,
  type BlendMethod,
  type CandidatePaths,
  type Combination,
  computeFeatures,
  computeScores,
  computeWeightsAt,
  FEATURE_NAMES,
  LAST_DISTINCT_STEP,
  relativeErrors,
  type Trial,
  type WeightTable,
} from './weights.js';

/**
 * Runs the models. A path that is not finite counts as none; one that runs away is held near what was seen: within
 * three times the range of the history around it, and further the longer the horizon is beside the history.
 */
export function runModels(
  history: SeriesHistory,
  models: readonly PoolModel[],
  settings: readonly (Settings | undefined)[],
  horizon: number,
): CandidatePaths {
  const room = (history.largest - history.smallest) * (3 + (3 * horizon) / history.values.length);
  const low = history.smallest - room;
  const high = history.largest + room;
  return models.map((model, k) => {
    const path = model.forecast(history, horizon, settings[k]);
    return path && allFinite(path) ? mapFloat64(path, (x) => Math.max(low, Math.min(high, x))) : undefined;
  });
}

function allFinite(path: Float64Array): boolean {
  for (let h = 0; h < path.length; h++) if (!Number.isFinite(path[h])) return false;
  return true;
}

/**
 * Rolling-origin backtest: two or three windows at the end of the history, one after the other, each forecast from what
 * came before it. Windows are as long as the horizon where the history is long enough, and shorter otherwise.
 */
export function backtest(
  history: SeriesHistory,
  models: readonly PoolModel[],
  settings: readonly (Settings | undefined)[],
  horizon: number,
): readonly BacktestWindow[] {
  const { values, periods } = history;
  const { length } = planWindows(values.length, horizon, periods[0] ?? 1);
  return backtestOrigins(history, horizon).map((origin) => {
    const candidates = runModels(history.truncate(origin), models, settings, length);
    return { actual: values.subarray(origin, origin + length), candidates };
  });
}

/** How many values were known at the start of each window, latest first. */
export function backtestOrigins({ values, periods }: SeriesHistory, horizon: number): readonly number[] {
  const { length, count } = planWindows(values.length, horizon, periods[0] ?? 1);
  return Array.from({ length: count }, (_, i) => values.length - (i + 1) * length);
}

const MIN_WINDOWS = 2;
const MAX_WINDOWS = 3;
/** Two windows are enough where they hold as many steps as this. */
const ENOUGH_STEPS = 30;

export function planWindows(
  n: number,
  horizon: number,
  period: number,
): { readonly length: number; readonly count: number } {
  if (n < 10) return { length: 0, count: 0 };
  const length = Math.max(2, Math.min(horizon, Math.floor(n / 5)));
  const wanted = Math.max(MIN_WINDOWS, Math.min(MAX_WINDOWS, Math.ceil(ENOUGH_STEPS / length)));
  const room = n - Math.max(6, 2.2 * period);
  return { length, count: Math.max(0, Math.min(wanted, Math.floor(room / length))) };
}

/** Mean absolute error of each model over all windows; NaN for a model that missed one, or without windows. */
export function meanAbsoluteErrors(windows: readonly BacktestWindow[], models: number): Float64Array {
  return generateFloat64(models, (k) => {
    let sum = 0;
    let count = 0;
    for (const { actual, candidates } of windows) {
      const path = candidates[k];
      if (!path) return NaN;
      for (let i = 0; i < actual.length; i++) sum += Math.abs(actual[i]! - path[i]!);
      count += actual.length;
    }
    return count === 0 ? NaN : sum / count;
  });
}

export function tryModels(given: SeriesHistory, models: readonly PoolModel[], horizon: number): Trial {
  const history = withPrefixes(given, backtestOrigins(given, horizon));
  const settings = models.map((model) => model.tune?.(history));
  const candidates = runModels(history, models, settings, horizon);
  const windows = backtest(history, models, settings, horizon);
  const present = candidates.map((path) => path !== undefined);
  const relativeError = relativeErrors(meanAbsoluteErrors(windows, models.length), present);
  return {
    models,
    candidates,
    windows,
    evidence: { features: computeFeatures(history), present, relativeError },
  };
}

/** The blend of the candidates, or `undefined` where no model gave a forecast. */
export function combine(trial: Trial, table: WeightTable, horizon: number): Combination | undefined {
  const { candidates, windows, evidence } = trial;
  if (!evidence.present.includes(true)) return undefined;
  const { base, slope } = computeScores(table, evidence);
  const { path, weights, disagreement } = blend(candidates, base, slope, table.blend, horizon);
  const errors = backtestErrors(windows, base, slope, table.blend);
  return { mean: path, weights, disagreement, backtestError: meanAbsolute(errors), backtestErrors: errors };
}

function blend(candidates: CandidatePaths, base: Float64Array, slope: Float64Array, how: BlendMethod, horizon: number) {
  const path = allocFloat64(horizon);
  const weights = allocFloat64(candidates.length);
  const at = allocFloat64(candidates.length);
  const values = allocFloat64(candidates.length);
  const order = new Uint16Array(candidates.length);
  let apart = 0;
  for (let h = 0; h < horizon; h++) {
    if (h <= LAST_DISTINCT_STEP) computeWeightsAt(base, slope, h, at);
    for (let k = 0; k < at.length; k++) {
      values[k] = candidates[k]?.[h] ?? NaN;
      weights[k]! += at[k]!;
    }
    const center = how === 'median' ? weightedMedian(values, at, order) : weightedMean(values, at);
    path[h] = center;
    for (let k = 0; k < at.length; k++) if (at[k]! > 0) apart += at[k]! * Math.abs(values[k]! - center);
  }
  return {
    path,
    weights: mapFloat64(weights, (w) => w / horizon),
    disagreement: candidates.length > 1 ? apart / horizon : NaN,
  };
}

/** Only values of weight above zero count; rounding does not carry the mean of equal numbers away from them. */
function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < weights.length; k++) {
    if (!(weights[k]! > 0)) continue;
    sum += weights[k]! * values[k]!;
    low = Math.min(low, values[k]!);
    high = Math.max(high, values[k]!);
  }
  return Math.max(low, Math.min(high, sum));
}

function backtestErrors(
  windows: readonly BacktestWindow[],
  base: Float64Array,
  slope: Float64Array,
  how: BlendMethod,
): readonly Float64Array[] {
  const errors: Float64Array[] = [];
  for (const { actual, candidates } of windows) {
    const reachable = mapFloat64(base, (score, k) => (candidates[k] ? score : -Infinity));
    if (!reachable.some(Number.isFinite)) continue;
    const { path } = blend(candidates, reachable, slope, how, actual.length);
    errors.push(mapFloat64(actual, (value, i) => value - path[i]!));
  }
  return errors;
}

function meanAbsolute(lists: readonly Float64Array[]): number {
  let sum = 0;
  let count = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) sum += Math.abs(list[i]!);
    count += list.length;
  }
  return count === 0 ? NaN : sum / count;
}

/** The models that will forecast a series, and the table that weighs them. */
interface ModelChoice {
  readonly models: readonly PoolModel[];
  readonly table: WeightTable;
  /** Why no model gave a forecast, as far as one said. */
  readonly failure: () => string;
}

/** `auto` takes the pool of the series' family; names are weighed by the backtest alone; a plug-in stands alone. */
export function chooseModels(
  model: string | readonly string[] | ForecastModel,
  history: SeriesHistory,
): Either<ForecastError, ModelChoice> {
  if (model === 'auto') {
    const table = WEIGHT_TABLES[familyOf(history.periods)];
    return chooseByNames(table.models, table);
  }
  if (typeof model === 'string') return chooseByNames([model]);
  if (isNameList(model)) return chooseByNames([...new Set(model)]);
  return E.right(wrapPlugIn(model));
}

const isNameList = (model: readonly string[] | ForecastModel): model is readonly string[] => Array.isArray(model);

function chooseByNames(
  names: readonly string[],
  table: WeightTable = evenWeightTable(names),
): Either<ForecastError, ModelChoice> {
  const models: PoolModel[] = [];
  for (const name of names) {
    const model = getModel(name);
    if (!model) return E.left(unknownForecastModel({ model: name, known: ['auto', ...MODEL_NAMES] }));
    models.push(model);
  }
  return E.right({ models, table, failure: () => 'the series is too short for it, or has no season that it needs' });
}

/** No prejudice: weights go with the inverse square of each model's error in the backtest. */
function evenWeightTable(models: readonly string[]): WeightTable {
  const none = FEATURE_NAMES.map(() => 0);
  const one = FEATURE_NAMES.map(() => 1);
  return {
    models,
    blend: 'mean',
    center: none,
    spread: one,
    errorExponent: 2,
    rows: models.map(() => [0, 0, ...none]),
  };
}

/** A plug-in model works on a copy of the series; what it throws or answers wrongly counts as no forecast. */
function wrapPlugIn(model: ForecastModel): ModelChoice {
  let failure = 'it gave no forecast';
  const forecast: PoolModel['forecast'] = ({ values, periods }, horizon) => {
    try {
      const path = model.forecast({ values: values.slice(), periods: [...periods] }, horizon);
      if (path === undefined) return undefined;
      const numbers = Float64Array.from({ length: horizon }, (_, h) => path[h]!);
      if (!numbers.every(Number.isFinite)) failure = `expected ${horizon} finite numbers, got ${show(path)}`;
      return numbers;
    } catch (thrown) {
      failure = show(thrown);
      return undefined;
    }
  };
  return { models: [{ name: model.name, forecast }], table: evenWeightTable([model.name]), failure: () => failure };
}

/** Models fitted to a history, and what they say together. */
export interface FittedModels {
  readonly history: SeriesHistory;
  readonly trial: Trial;
  readonly combination: Combination;
}

export function fitModels(
  history: SeriesHistory,
  { models, table }: ModelChoice,
  horizon: number,
): FittedModels | undefined {
  const trial = tryModels(history, models, horizon);
  const combination = combine(trial, table, horizon);
  return combination && { history, trial, combination };
}

/** The library's models look at this many of the latest values. */
export const TRAINING_VALUES = 3000;

/** Seasons stay unless the backtest errs by this much less without them: a closer call is chance. */
const MAX_PLAIN_ERROR = 0.75;
/** Fewer values than this in the windows of the backtest decide nothing. */
const MIN_HOLDOUT = 30;

/**
 * Days help where the path runs through them; near steps may follow the latest values alone. Less than a day ahead,
 * for which the tables were not learned, two holdouts at this horizon decide whether the models are told of seasons:
 * the windows of the backtest, and the same hours yesterday, in which what happens at these hours alone has its say.
 * Elsewhere, and where it is a close call, nothing changes.
 */
export function chooseSeasons(seasonal: FittedModels, horizon: number): FittedModels {
  const { history, trial, combination } = seasonal;
  const windows = combination.backtestErrors.length;
  if (familyOf(history.periods) !== 'day' || horizon >= history.periods[0]!) return seasonal;
  if (trial.windows[0]?.actual.length !== horizon || windows * horizon < MIN_HOLDOUT) return seasonal;
  const plain = fitAuto(history.values.subarray(-TRAINING_VALUES), [], horizon);
  if (!plain || plain.combination.backtestErrors.length < windows) return seasonal;
  const error = meanAbsolute(plain.combination.backtestErrors.slice(0, windows));
  if (!(error < MAX_PLAIN_ERROR * combination.backtestError)) return seasonal;
  return erredYesterday(history, [], horizon) < erredYesterday(history, history.periods, horizon) ? plain : seasonal;
}

function fitAuto(values: Float64Array, periods: readonly number[], horizon: number): FittedModels | undefined {
  const history = createHistory(values, periods);
  const choice = chooseModels('auto', history);
  return E.isLeft(choice) ? undefined : fitModels(history, choice.right, horizon);
}

/** Mean absolute error of what would have been forecast one shortest season ago. */
function erredYesterday({ values, periods }: SeriesHistory, told: readonly number[], horizon: number): number {
  const origin = values.length - periods[0]!;
  const made = fitAuto(values.subarray(0, origin), told, horizon);
  return made ? meanAbsolute([mapFloat64(made.combination.mean, (x, h) => values[origin + h]! - x)]) : Infinity;
}

/** From so many values on past changes are trusted in full: for the intervals, and for the path. */
const ENOUGH_FOR_SPREAD = 2 * MIN_CHANGE_VALUES;
const ENOUGH_FOR_PATH = 4 * MIN_CHANGE_VALUES;
/** The error of each side counts to this power for its share. */
const SHARE_EXPONENT = 3;

/** A forecast of a series without season that listens to what came after levels like the latest. */
export interface InformedForecast extends FittedModels {
  readonly changes: PastChanges;
  /** How much the past changes say of the intervals, from 0 to 1. */
  readonly trust: number;
}

/**
 * Without a season, and further ahead than the tables were learned for, the past of a long series tells more than the
 * tables do: the path moves toward the median of what came at these steps before, by how both did in the backtest.
 */
export function withPastChanges(fitted: FittedModels): InformedForecast | undefined {
  const { history, trial, combination } = fitted;
  if (history.periods.length > 0) return undefined;
  const changes = fitPastChanges(history.values, combination.mean.length);
  if (changes === undefined) return undefined;
  const trustFrom = (none: number, full: number): number =>
    Math.max(0, Math.min(1, (history.values.length - none) / (full - none)));
  const trust = trustFrom(MIN_CHANGE_VALUES, ENOUGH_FOR_SPREAD);
  const errors = trial.windows.map(({ actual }, i) => {
    const path = changes.medianFrom(history.values.length - (i + 1) * actual.length, actual.length);
    return mapFloat64(actual, (value, h) => value - path[h]!);
  });
  const [theirs, ours] = [combination.backtestError, meanAbsolute(errors)].map((error) => error ** SHARE_EXPONENT);
  const share =
    trustFrom(ENOUGH_FOR_SPREAD, ENOUGH_FOR_PATH) * (theirs! + ours! > 0 ? theirs! / (theirs! + ours!) : 0.5);
  const median = changes.quantiles[CHANGE_LEVELS.indexOf(0.5)]!;
  return {
    history,
    trial: { ...trial, models: [...trial.models, pastChanges] },
    combination: {
      ...combination,
      mean: mapFloat64(combination.mean, (x, h) => x + share * (median[h]! - x)),
      weights: Float64Array.from([...combination.weights.map((weight) => (1 - share) * weight), share]),
    },
    changes,
    trust,
  };
}
