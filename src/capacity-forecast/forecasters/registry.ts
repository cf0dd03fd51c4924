import { card, delta, rho, shapeMedian } from './card.js';
import { dampedTrend, logSeasonalSmoothing, seasonalSmoothing } from './exponential-smoothing.js';
import type { PoolModel } from './forecaster.js';
import { ridgeAutoregression, seasonalRidge, wideRidge } from './lag-regression.js';
import {
  boxCoxTheta,
  cycleMean,
  cycleMedian,
  longCycleMedian,
  longSeasonalNaive,
  longSeasonDrift,
  naive,
  recentMedian,
  seasonalNaive,
  theta,
} from './simple.js';

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
