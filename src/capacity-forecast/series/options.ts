import { type ForecastError, invalidForecastOption } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ForecastModel } from '../models/model.js';

/** How a series is to be forecast. Only `horizon` is needed. */
export interface ForecastOptions {
  /** How many steps ahead, 1 to 100,000. */
  readonly horizon: number;
  /** Seasonal lengths in steps, such as [24, 168] for hours; empty for none. Lengths not seen twice are left out. */
  readonly periods?: readonly number[];
  /** Probabilities of the quantiles wanted, each above 0 and below 1; [0.1, 0.5, 0.9] unless given. */
  readonly levels?: readonly number[];
  /** What the metric can be: no forecast and no quantile leaves it. Infinity (or null) leaves a side open. */
  readonly bounds?: readonly [low: number | null, high: number | null];
  /** `auto` (the default), one model's name, several names, or a model of the host's own. */
  readonly model?: string | readonly string[] | ForecastModel;
}

/** The same, checked and complete. */
export interface ForecastPlan {
  readonly horizon: number;
  readonly periods: readonly number[];
  readonly levels: readonly number[];
  readonly bounds: readonly [number, number];
  readonly model: string | readonly string[] | ForecastModel;
}

const DEFAULT_LEVELS = [0.1, 0.5, 0.9];
const MAX_HORIZON = 100_000;

export function parseForecastOptions(options: ForecastOptions): Either<ForecastError, ForecastPlan> {
  if (typeof options !== 'object' || options === null)
    return invalidOption('options', options, 'an object with a horizon');
  const { horizon, periods = [], levels = DEFAULT_LEVELS, bounds = [null, null], model = 'auto' } = options;
  if (!isStepCount(horizon, 1)) return invalidOption('horizon', horizon, `a whole number from 1 to ${MAX_HORIZON}`);
  if (!Array.isArray(periods) || !periods.every((period) => isStepCount(period, 1, Number.MAX_SAFE_INTEGER)))
    return invalidOption('periods', periods, 'a list of whole numbers of steps, 1 or more');
  if (!Array.isArray(levels) || !levels.every((level) => typeof level === 'number' && level > 0 && level < 1))
    return invalidOption('levels', levels, 'a list of probabilities above 0 and below 1');
  const range = parseBounds(bounds);
  if (!range) return invalidOption('bounds', bounds, 'a pair [low, high] of numbers with low <= high');
  if (!isModelChoice(model))
    return invalidOption('model', model, 'a name, a list of names, or an object {name, forecast}');
  return E.right({ horizon, periods: ascending(periods.filter((period) => period > 1)), levels, bounds: range, model });
}

function invalidOption(option: string, value: unknown, expected: string): Either<ForecastError, never> {
  return E.left(invalidForecastOption({ option, value, expected }));
}

function isStepCount(value: unknown, least: number, most = MAX_HORIZON): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function parseBounds(bounds: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(bounds) || bounds.length !== 2) return undefined;
  const low: unknown = bounds[0] ?? -Infinity;
  const high: unknown = bounds[1] ?? Infinity;
  return typeof low === 'number' && typeof high === 'number' && low <= high ? [low, high] : undefined;
}

function isModelChoice(model: unknown): model is ForecastPlan['model'] {
  if (typeof model === 'string') return true;
  if (Array.isArray(model)) return model.length > 0 && model.every((name) => typeof name === 'string');
  if (typeof model !== 'object' || model === null) return false;
  const { name, forecast } = model as Partial<ForecastModel>;
  return typeof name === 'string' && typeof forecast === 'function';
}

const ascending = (periods: readonly number[]): readonly number[] => [...new Set(periods)].sort((a, b) => a - b);
