import { removeOutliers } from './outliers.js';
import { estimateSeasonShape } from './season-shape.js';
import { yearlyEffect, fitYearlyShape, type YearlyShape } from './yearly-shape.js';

/** What moves around the level: in logarithms where every value is above zero, because seasons grow with the level. */
export interface SeasonalPart {
  readonly multiplicative: boolean;
  /** By position in the season; one entry without one. */
  readonly shape: Float64Array;
  readonly yearly: YearlyShape;
  /** How far the usual peak within a step stands above the step. */
  readonly peak: number;
}

/** Finer values that show how usage peaks within a step, and how many of them make a step. */
export interface SubSteps {
  readonly values: Float64Array;
  readonly count: number;
}

/**
 * Takes season and outliers out of a series; outliers are looked for after the season is out, and it is then seen
 * again.
 */
export function removeSeason(
  values: Float64Array,
  period: number,
  within: SubSteps | undefined,
): { readonly season: SeasonalPart; readonly level: Float64Array } {
  const multiplicative = allPositive(values) && (within === undefined || allPositive(within.values));
  const there = (value: number): number => (multiplicative ? Math.log(value) : value);
  const raw = values.map(there);
  const minus = (shape: Float64Array): Float64Array => raw.map((value, t) => value - shape[t % period]!);
  const seen = removeOutliers(minus(estimateSeasonShape(raw, period)));
  const shape = estimateSeasonShape(
    raw.map((value, t) => (Number.isNaN(seen[t]!) ? NaN : value)),
    period,
  );
  const flat = minus(shape).map((value, t) => (Number.isNaN(seen[t]!) ? NaN : value));
  const yearly = fitYearlyShape(flat);
  const level = flat.map((value, t) => {
    const rest = value - (yearly.length === 0 ? 0 : yearlyEffect(yearly, t));
    return multiplicative ? Math.exp(rest) : rest;
  });
  return { season: { multiplicative, shape, yearly, peak: within ? typicalPeak(within, multiplicative) : 0 }, level };
}

/** How far the peak stands above the mean of the step; shapes of logarithms are centred on their own, lower mean. */
function typicalPeak({ values, count }: SubSteps, multiplicative: boolean): number {
  const shape = estimateSeasonShape(multiplicative ? values.map(Math.log) : values, count);
  const mean = multiplicative ? Math.log(shape.reduce((sum, value) => sum + Math.exp(value), 0) / count) : 0;
  return Math.max(...shape) - mean;
}

/** The level that stands behind a value at a step, its season taken out. */
export function toLevel({ multiplicative, shape, yearly, peak }: SeasonalPart, step: number, value: number): number {
  const moved = shape[step % shape.length]! + yearlyEffect(yearly, step) + peak;
  return multiplicative ? value / Math.exp(moved) : value - moved;
}

/** The other way round: what a level is with its season of the year; the week's and the peak are left out. */
export function withYearlySeason({ multiplicative, yearly }: SeasonalPart, step: number, level: number): number {
  return multiplicative ? level * Math.exp(yearlyEffect(yearly, step)) : level + yearlyEffect(yearly, step);
}

const allPositive = (values: Float64Array): boolean => values.every((value) => Number.isNaN(value) || value > 0);
