import { straightLine } from '../series/straight-line.js';
import type { PoolModel } from './model.js';
import { thetaPath } from './theta.js';

/** The theta method on the scale, between the logarithm and the value itself, on which the series is nearest a line. */
export const boxCoxTheta: PoolModel = {
  name: 'boxCoxTheta',
  forecast: (history, horizon) => {
    const { values, restore } = history.adjusted();
    if (!history.positive) return restore(thetaPath(values, horizon));
    const power = likeliestPower(values);
    return restore(powerBack(thetaPath(powerOf(values, power), horizon), power));
  },
};

const POWERS = [0, 0.25, 0.5, 0.75, 1];

/** The Box-Cox power with the greatest likelihood around a straight line. */
function likeliestPower(values: Float64Array): number {
  let logs = 0;
  for (let i = 0; i < values.length; i++) logs += Math.log(values[i]!);
  let best = 1;
  let most = -Infinity;
  for (const power of POWERS) {
    const z = powerOf(values, power);
    const { intercept, slope } = straightLine(z);
    let squares = 0;
    for (let i = 0; i < z.length; i++) squares += (z[i]! - intercept - slope * i) ** 2;
    const likelihood = (-z.length / 2) * Math.log(squares / z.length) + (power - 1) * logs;
    if (likelihood > most) [best, most] = [power, likelihood];
  }
  return best;
}

function powerOf(values: Float64Array, power: number): Float64Array {
  return power === 0 ? values.map(Math.log) : values.map((v) => (v ** power - 1) / power);
}

function powerBack(path: Float64Array, power: number): Float64Array {
  return power === 0 ? path.map(Math.exp) : path.map((z) => Math.max(0, z * power + 1) ** (1 / power));
}
