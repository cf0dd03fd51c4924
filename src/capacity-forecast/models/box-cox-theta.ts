import { mapped } from '../series/floats.js';
import type { History } from '../series/history.js';
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
    return restore(powerBack(thetaPath(powerOf(values, power), horizon, settings[1]!), power));
  },
};

function tune(history: History): Settings {
  const { values } = history.adjusted();
  const power = history.smallest > 0 ? likeliestPower(values) : 1;
  return [power, thetaAlpha(powerOf(values, power))];
}

const POWERS = [0, 0.25, 0.5, 0.75, 1];

/** The power with the greatest likelihood around a straight line. */
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

/** (v^power - 1) / power, and its limit, the logarithm, at zero. Powers are quarters, so roots do. */
export function powerOf(values: Float64Array, power: number): Float64Array {
  if (power === 0) return mapped(values, Math.log);
  if (power === 1) return mapped(values, (v) => v - 1);
  const raise = power === 0.5 ? Math.sqrt : quarters(power);
  return mapped(values, (v) => (raise(v) - 1) / power);
}

const quarters =
  (power: number) =>
  (v: number): number => {
    const root = Math.sqrt(v);
    return power === 0.25 ? Math.sqrt(root) : root * Math.sqrt(root);
  };

export function powerBack(path: Float64Array, power: number): Float64Array {
  return power === 0 ? mapped(path, Math.exp) : mapped(path, (z) => Math.max(0, z * power + 1) ** (1 / power));
}
