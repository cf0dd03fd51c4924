import { invalidForecastOption, type InvalidForecastOption } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ForecastGranularity } from '../model/index.js';

const MAX_HORIZON_DAYS = 3_660;
const MEAN_MONTH_DAYS = 30.4375;

/** Seasonal lengths in steps that the models are told of; they use those that the history shows twice. */
export const GRANULARITY_SEASONS: Readonly<Record<ForecastGranularity, readonly number[]>> = {
  hourly: [24, 168],
  daily: [7],
  weekly: [52],
  monthly: [12],
};

/** How many steps of a granularity cover so many days; the last step may reach beyond them. */
export function stepsIn(days: number, granularity: ForecastGranularity): number {
  const stepDays = { hourly: 1 / 24, daily: 1, weekly: 7, monthly: MEAN_MONTH_DAYS }[granularity];
  return Math.max(1, Math.ceil(days / stepDays - 1e-9));
}

export function checkHorizon(days: number): Either<InvalidForecastOption, number> {
  if (Number.isFinite(days) && days > 0 && days <= MAX_HORIZON_DAYS) return E.right(days);
  const expected = `a number of days above 0, at most ${MAX_HORIZON_DAYS}`;
  return E.left(invalidForecastOption({ option: 'horizonDays', value: days, expected }));
}
