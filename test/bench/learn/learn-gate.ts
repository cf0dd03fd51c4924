import {
  type BlendMethod,
  computeScores,
  computeWeightsAt,
  standardize,
  stepFeature,
  type WeightTable,
} from '../../../src/capacity-forecast/ensemble/weights.js';
import { adam, rateAt } from './adam.js';
import type { Example } from './examples.js';
import { momentsOf } from './moments.js';
import { sharesOf } from './shares.js';

export interface GateTraining {
  readonly models: readonly string[];
  readonly blend: BlendMethod;
  /** Penalty on the squares of the coefficients. */
  readonly penalty: number;
  readonly epochs: number;
  /** Steps of the descent in one epoch, each on its share of the examples. */
  readonly batches: number;
  readonly rate: number;
}

/** At most about this many steps of a long horizon are looked at in one epoch. */
const STEPS_LOOKED_AT = 16;

/**
 * Learns the weights' table by minimising, by gradient, what the M4 competition scores (half relative sMAPE, half
 * relative MASE, against the naiveErrors), each group of series with its share. The mean stands in for the median while
 * learning: its gradient reaches every model.
 */
export function learnGate(examples: readonly Example[], training: GateTraining): WeightTable {
  const { models, blend, penalty, epochs, batches, rate } = training;
  const { center, spread } = momentsOf(examples.map((e) => e.trial.evidence.features));
  const inputs = examples.map((e) => standardize(e.trial.evidence.features, center, spread));
  const losses = lossWeights(examples);
  const width = center.length + 2;
  const size = models.length * width + 1;
  const parameters = new Float64Array(size);
  parameters[size - 1] = 0.5;
  const gradient = new Float64Array(size);
  const descend = adam(size);
  const at = new Float64Array(models.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let batch = 0; batch < batches; batch++) {
      gradient.fill(0);
      const table = tableOf({ models, blend, center: center, spread }, parameters);
      for (let i = batch; i < examples.length; i += batches) {
        addGradient(examples[i]!, inputs[i]!, losses[i]!, table, epoch + 7 * i, at, gradient);
      }
      for (let p = 0; p < size; p++) {
        const free = p === size - 1 ? 0 : p % width === 0 ? 0.1 : 1;
        gradient[p] = gradient[p]! * batches + penalty * free * parameters[p]!;
      }
      descend(parameters, gradient, rateAt(rate, epoch / epochs));
      parameters[size - 1] = Math.max(0, parameters[size - 1]!);
    }
  }
  return tableOf({ models, blend, center: center, spread }, parameters);
}

function addGradient(
  { trial, actual }: Example,
  input: Float64Array,
  loss: { readonly relative: number; readonly absolute: number },
  table: WeightTable,
  offset: number,
  at: Float64Array,
  gradient: Float64Array,
): void {
  const { candidates, evidence } = trial;
  const { base, slope } = computeScores(table, evidence);
  const width = input.length + 2;
  const horizon = actual.length;
  const stride = Math.ceil(horizon / STEPS_LOOKED_AT);
  for (let h = offset % stride; h < horizon; h += stride) {
    computeWeightsAt(base, slope, h, at);
    let forecast = 0;
    for (let k = 0; k < at.length; k++) if (at[k]! > 0) forecast += at[k]! * candidates[k]![h]!;
    const pull = derivative(actual[h]!, forecast, loss) * (stride / horizon);
    if (pull === 0) continue;
    const step = stepFeature(h);
    for (let k = 0; k < at.length; k++) {
      if (!(at[k]! > 0)) continue;
      const g = pull * at[k]! * (candidates[k]![h]! - forecast);
      const row = k * width;
      gradient[row]! += g;
      gradient[row + 1]! += g * step;
      for (let j = 0; j < input.length; j++) gradient[row + 2 + j]! += g * input[j]!;
      gradient[gradient.length - 1]! -= g * evidence.relativeError[k]!;
    }
  }
}

/** Derivative of the loss at one step with respect to the forecast. */
function derivative(
  actual: number,
  forecast: number,
  loss: { readonly relative: number; readonly absolute: number },
): number {
  const sign = Math.sign(forecast - actual);
  const size = Math.abs(actual) + Math.abs(forecast);
  const error = Math.abs(actual - forecast);
  const relative = size === 0 ? 0 : (200 * sign) / size - (200 * error * Math.sign(forecast)) / (size * size);
  return relative * loss.relative + sign * loss.absolute;
}

/** What one unit of sMAPE and of absolute error of each example counts. */
function lossWeights(examples: readonly Example[]) {
  const totals = new Map<string, { smape: number; mase: number }>();
  for (const { group, naiveErrors } of examples) {
    const total = totals.get(group) ?? { smape: 0, mase: 0 };
    totals.set(group, { smape: total.smape + naiveErrors.smape, mase: total.mase + naiveErrors.mase });
  }
  const shares = sharesOf(examples);
  return examples.map(({ group, scale }) => {
    const total = totals.get(group)!;
    const share = shares.get(group)!;
    return { relative: (0.5 * share) / total.smape, absolute: (0.5 * share) / total.mase / scale };
  });
}

function tableOf(fixed: Omit<WeightTable, 'errorExponent' | 'rows'>, parameters: Float64Array): WeightTable {
  const width = fixed.center.length + 2;
  const rows = fixed.models.map((_, k) => Array.from(parameters.subarray(k * width, (k + 1) * width)));
  return { ...fixed, errorExponent: parameters[parameters.length - 1]!, rows };
}
