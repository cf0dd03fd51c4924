import { boxCoxTheta } from './box-cox-theta.js';
import { card } from './card.js';
import { cycleMean } from './cycle-mean.js';
import { dampedTrend } from './damped-trend.js';
import { delta } from './delta.js';
import type { PoolModel } from './model.js';
import { longSeasonDrift } from './long-season-drift.js';
import { naive } from './naive.js';
import { cycleMedian, longCycleMedian, recentMedian } from './recent-medians.js';
import { rho } from './rho.js';
import { ridgeAutoregression, seasonalRidge, wideRidge } from './ridge-autoregression.js';
import { longSeasonalNaive, seasonalNaive } from './seasonal-naive.js';
import { logSeasonalSmoothing, seasonalSmoothing } from './seasonal-smoothing.js';
import { shapeMedian } from './shape-median.js';
import { theta } from './theta.js';

/** Every model of the library. A new one is a file and a line here. */
export const MODELS: readonly PoolModel[] = [
  naive,
  seasonalNaive,
  longSeasonalNaive,
  cycleMean,
  cycleMedian,
  longCycleMedian,
  recentMedian,
  shapeMedian,
  theta,
  boxCoxTheta,
  dampedTrend,
  seasonalSmoothing,
  logSeasonalSmoothing,
  delta,
  rho,
  card,
  ridgeAutoregression,
  seasonalRidge,
  wideRidge,
  longSeasonDrift,
];

const MODELS_BY_NAME: ReadonlyMap<string, PoolModel> = new Map(MODELS.map((model) => [model.name, model]));

/** The names that `model` of `forecastSeries` accepts, besides `auto`. */
export const MODEL_NAMES: readonly string[] = MODELS.map((model) => model.name);

export const getModel = (name: string): PoolModel | undefined => MODELS_BY_NAME.get(name);
