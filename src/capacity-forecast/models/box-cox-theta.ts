import { allocFloat64, mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { sum } from '../series/moments.js';
import { straightLine } from '../series/straight-line.js';
import type { PoolModel, Settings } from './model.js';
import { thetaAlpha, thetaPath } from './theta.js';

/**
 * The theta method on the scale, between the logarithm and the value itself, on which the series is nearest to a
 * straight line by likelihood (Box and Cox 1964; the idea of entry 260 of the M4 competition).
 */
export const boxCoxTheta: PoolModel = {
  name: 'boxCoxTheta',
  tune,
  forecast: (history, horizon, settings = tune(history)) => {
    const { values, restore } = history.adjusted();
    const power = history.smallest > 0 ? settings[0]! : 1;
    return restore(inverseBoxCox(thetaPath(boxCox(values, power), horizon, settings[1]!), power));
  },
};

function tune(history: SeriesHistory): Settings {
  const { values } = history.adjusted();
  const power = history.smallest > 0 ? mostLikelyPower(values) : 1;
  return [power, thetaAlpha(boxCox(values, power))];
}

/** The logarithm comes first: the likelihood of every other scale needs the sum of the logarithms. */
const POWERS = [0, 0.25, 0.5, 0.75, 1];

/** The power with the greatest likelihood around a straight line. */
function mostLikelyPower(values: Float64Array): number {
  let logs = 0;
  let best = 1;
  let most = -Infinity;
  for (const power of POWERS) {
    const z = boxCox(values, power);
    if (power === 0) logs = sum(z);
    const likelihood = (-z.length / 2) * Math.log(squaresAroundLine(z) / z.length) + (power - 1) * logs;
    if (likelihood > most) [best, most] = [power, likelihood];
  }
  return best;
}

function squaresAroundLine(values: Float64Array): number {
  const { intercept, slope } = straightLine(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - intercept - slope * i) ** 2;
  return squares;
}

/** (v^power - 1) / power, and its limit, the logarithm, at zero. Powers are quarters, so roots do. */
export function boxCox(values: Float64Array, power: number): Float64Array {
  const powers = allocFloat64(values.length);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (power === 0) powers[i] = Math.log(v);
    else powers[i] = power === 1 ? v - 1 : (toPower(v, power) - 1) / power;
  }
  return powers;
}

/** The value to the power of one, two or three quarters. */
function toPower(value: number, power: number): number {
  const root = Math.sqrt(value);
  if (power === 0.5) return root;
  return power === 0.25 ? Math.sqrt(root) : root * Math.sqrt(root);
}

export function inverseBoxCox(path: Float64Array, power: number): Float64Array {
  return power === 0 ? mapFloat64(path, Math.exp) : mapFloat64(path, (z) => Math.max(0, z * power + 1) ** (1 / power));
}
