import { burgReflections, toCoefficients, fitReflections } from './autoregression.js';
import type { Regressors } from './least-squares.js';
import { correctReflections } from './memory-correction.js';

/** How the noise of a series remembers itself: x(t) = Σ weights(k) x(t-k) + innovation. */
export interface NoiseModel {
  readonly weights: Float64Array;
  /** The noise with its gaps filled by what the model expects of them. */
  readonly noise: Float64Array;
}

const REFINEMENTS = 2;
const MAX_DIFFERENCES = 2;
/**
 * Removing k slow columns from a random walk of n values leaves a persistence of about 1 - π²k/(2n); with room for
 * chance. Short series prove no walk: below one half it is never taken for one.
 */
const WALK_PERSISTENCE_GAP = 7;
const MAX_PERSISTENCE_GAP = 0.5;
const FILL_SWEEPS = 20;

/**
 * Autoregression of the residuals of a regression, in which the regression itself hides how persistent they were. Where
 * what is left looks like a random walk of which `slowColumns` trend-like columns were taken away, it is modelled as
 * one (unit root, autoregression of the differences); elsewhere what the regression hid is corrected. Gaps are filled
 * by the model and the model is fitted again, twice.
 *
 * @param base the regression on the measured rows
 */
export function fitNoiseModel(
  residuals: Float64Array,
  gaps: Int32Array,
  slowColumns: number,
  base: Regressors,
): NoiseModel {
  const noise = Float64Array.from(residuals);
  const observed = noise.length - gaps.length;
  const gap = Math.min(MAX_PERSISTENCE_GAP, (WALK_PERSISTENCE_GAP * slowColumns) / observed);
  const fit = (differences: number): IntegratedFit => fitWithUnitRoots(noise, observed, gap, differences, base);
  let fitted = fit(0);
  for (let round = 0; round < (gaps.length > 0 ? REFINEMENTS : 0); round++) {
    fillExpected(noise, gaps, fitted.weights);
    fitted = fit(fitted.differences);
  }
  return { weights: fitted.weights, noise };
}

interface IntegratedFit {
  readonly weights: Float64Array;
  readonly differences: number;
}

function fitWithUnitRoots(
  noise: Float64Array,
  observed: number,
  gap: number,
  atLeast: number,
  base: Regressors,
): IntegratedFit {
  let x = noise;
  let differences = 0;
  for (; differences < atLeast; differences++) x = difference(x);
  let path = fitReflections(x, observed);
  while (differences < MAX_DIFFERENCES && looksLikeWalk(toCoefficients(path), gap)) {
    x = difference(x);
    differences++;
    path = fitReflections(x, observed);
  }
  if (differences === 0) return { weights: toCoefficients(correctReflections(withFirst(path, x), base)), differences };
  let weights = toCoefficients(path);
  for (let d = 0; d < differences; d++) weights = integrate(weights);
  return { weights, differences };
}

/** At least one coefficient: the regression may have hidden a short memory completely. */
const withFirst = (path: Float64Array, x: Float64Array): Float64Array =>
  path.length > 0 ? path : burgReflections(x, 1);

function looksLikeWalk(weights: Float64Array, gap: number): boolean {
  const persistence = weights.reduce((sum, w) => sum + w, 0);
  return persistence > 0 && 1 - persistence <= gap;
}

const difference = (x: Float64Array): Float64Array => x.subarray(1).map((v, i) => v - x[i]!);

/** The weights for x of an autoregression of its differences: (1 - L)(1 - Σ w L^k), written out. */
function integrate(weights: Float64Array): Float64Array {
  const whole = new Float64Array(weights.length + 1);
  whole[0] = 1;
  weights.forEach((w, k) => {
    whole[k]! += w;
    whole[k + 1]! -= w;
  });
  return whole;
}

/**
 * Sets each gap to its expectation given its neighbours under the autoregression, in sweeps: the weights of the
 * neighbours are the autocorrelations of the whitening filter.
 */
function fillExpected(noise: Float64Array, gaps: Int32Array, weights: Float64Array): void {
  const filter = [1, ...Array.from(weights, (w) => -w)];
  const pull = filter.map((_, lag) => filter.reduce((sum, v, i) => sum + v * (filter[i + lag] ?? 0), 0));
  const last = noise.length - 1;
  for (let sweep = 0; sweep < FILL_SWEEPS; sweep++) {
    for (const t of gaps) {
      let sum = 0;
      for (let lag = 1; lag < pull.length; lag++) {
        sum += pull[lag]! * (noise[Math.max(0, t - lag)]! + noise[Math.min(last, t + lag)]!);
      }
      noise[t] = -sum / pull[0]!;
    }
  }
}
