import { burgReflections, toCoefficients } from './autoregression.js';
import { regress, type Regressors } from './least-squares.js';

const SIMULATIONS = 10;
/** Steps after which a simulated autoregression has forgotten how it began. */
const WARM_UP = 50;
const MAX_REFLECTION = 0.98;
const SEED = 1;

/**
 * Reflection coefficients freed from what the regression took away: the columns absorb the slow part of persistent
 * noise, so its residuals seem to remember less than it did. Noise with the estimated memory is put through the same
 * regression ten times, and what it loses there is added back (bootstrap bias correction, Efron and Tibshirani 1993,
 * §10).
 */
export function correctReflections(path: Float64Array, base: Regressors): Float64Array {
  const phi = toCoefficients(path);
  const normal = normalSource(SEED);
  const mean = new Float64Array(path.length);
  for (let s = 0; s < SIMULATIONS; s++) {
    const noise = simulate(phi, base.columns[0]!.length, normal);
    const { fitted } = regress(base, noise);
    burgReflections(
      noise.map((v, i) => v - fitted[i]!),
      path.length,
    ).forEach((k, i) => {
      mean[i]! += k / SIMULATIONS;
    });
  }
  return path.map((k, i) => Math.max(-MAX_REFLECTION, Math.min(MAX_REFLECTION, 2 * k - mean[i]!)));
}

function simulate(phi: Float64Array, length: number, normal: () => number): Float64Array {
  const x = new Float64Array(WARM_UP + length);
  for (let i = 0; i < x.length; i++) {
    let value = normal();
    for (let k = 0; k < phi.length && k < i; k++) value += phi[k]! * x[i - 1 - k]!;
    x[i] = value;
  }
  return x.subarray(WARM_UP);
}

/**
 * Standard normal numbers, always the same ones: the answer must not change from call to call (mulberry32,
 * Box-Muller).
 */
function normalSource(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
