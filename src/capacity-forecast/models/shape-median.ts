import { generateFloat64 } from '../series/floats.js';
import { sortToMedian } from '../series/moments.js';
import { card } from './card.js';
import { cycleMean } from './cycle-mean.js';
import type { PoolModel } from './model.js';
import { naive } from './naive.js';
import { longSeasonalNaive, seasonalNaive } from './seasonal-naive.js';

const SHAPES: readonly PoolModel[] = [card, cycleMean, seasonalNaive, longSeasonalNaive, naive];

/** The median, step by step, of five simple shapes: for usage so bursty that any one of them is wrong half the time. */
export const shapeMedian: PoolModel = {
  name: 'shapeMedian',
  forecast: (history, horizon) => {
    const paths = SHAPES.flatMap((model) => model.forecast(history, horizon) ?? []);
    return generateFloat64(horizon, (h) => sortToMedian(generateFloat64(paths.length, (k) => paths[k]![h]!)));
  },
};
