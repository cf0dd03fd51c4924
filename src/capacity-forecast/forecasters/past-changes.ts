import { allocFloat64, copyFloat64, generateFloat64 } from '../../stats/float64.js';
import { sortToMedian } from '../../stats/moments.js';
import type { PoolModel } from './forecaster.js';

/** Levels of the quantiles of past changes; the deciles among them are what candidates are judged by. */
export const CHANGE_LEVELS = [
  0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99,
] as const;
const MIDDLE = CHANGE_LEVELS.indexOf(0.5);
const [FIRST_DECILE, LAST_DECILE] = [CHANGE_LEVELS.indexOf(0.1), CHANGE_LEVELS.indexOf(0.9)];

/** Fewer values than this hold too few changes. */
export const MIN_CHANGE_VALUES = 50;
const MAX_VALUES = 2000;
/** So many moments of the past are enough, evenly spread. */
const MAX_MOMENTS = 250;
/** A level now is the median of so many of the latest values. */
const LEVEL_VALUES = [1, 4, 16, 64, 256];
/** Memory of the size of recent deviations, in values. */
const SIZE_VALUES = 16;
const MIN_SIZE = 0.05;
/** The loss of a candidate beside that of the best counts to this power. */
const LOSS_EXPONENT = 40;

/** One way to say where a series stands and how much it moves; changes are in units of `size`. */
interface Candidate {
  readonly level: Float64Array;
  readonly size: Float64Array;
}

/** What the past says of a number of steps ahead: per candidate its weight and the quantiles of its changes. */
interface Step {
  readonly ahead: number;
  readonly weights: Float64Array;
  readonly quantiles: readonly Float64Array[];
}

/** What came so many steps after levels like the latest. */
export interface PastChanges {
  /** The quantile of each level, step by step from the end of the series on; one list per `CHANGE_LEVELS`. */
  readonly quantiles: readonly Float64Array[];
  /** The median as it would have been forecast after the first `origin` values, by the weights of today. */
  readonly medianFrom: (origin: number, steps: number) => Float64Array;
}

/**
 * The distribution of what comes, from what came: at each step ahead, the changes of the past from the level at the
 * time (medians of several lengths, in plain units and in units of how much the series moved lately) to the value so
 * many steps later. Each way of saying the level is weighed by the pinball loss of its deciles over the past. No shape
 * is assumed: bursts, floors and steps stand as they came. The first steps do not depend on how many are asked
 * for; further ahead than a third of the series the changes grow with the root of the step.
 *
 * Source: direct multi-step errors as in conformal prediction (Stankevičiūtė, Alaa & van der Schaar 2021), the mixture
 * weighed as in prediction with expert advice.
 */
export function fitPastChanges(values: Float64Array, horizon: number): PastChanges | undefined {
  if (values.length < MIN_CHANGE_VALUES) return undefined;
  const recent = values.subarray(-MAX_VALUES);
  const candidates = toCandidates(recent);
  const steps = toLadder(horizon, Math.floor(recent.length / 3)).map((ahead) => toStep(recent, candidates, ahead));
  const quantileAt = ({ weights, quantiles }: Step, at: number, level: number): number => {
    // From the last value on, so that the rounding of the weights does not move a constant.
    const last = recent[at]!;
    let change = 0;
    for (let k = 0; k < candidates.length; k++) {
      const { level: from, size } = candidates[k]!;
      if (weights[k]! > 0) change += weights[k]! * (from[at]! - last + quantiles[k]![level]! * size[at]!);
    }
    return last + change;
  };
  const pathFrom = (at: number, count: number, level: number): Float64Array => {
    let next = 0;
    return generateFloat64(count, (h) => {
      while (steps[next]!.ahead < h + 1 && next < steps.length - 1) next++;
      const [to, from] = [steps[next]!, steps[next - 1]];
      const there = quantileAt(to, at, level);
      if (to.ahead <= h + 1 || from === undefined) return there;
      const before = quantileAt(from, at, level);
      return before + ((h + 1 - from.ahead) / (to.ahead - from.ahead)) * (there - before);
    });
  };
  const last = recent.length - 1;
  const reach = steps[steps.length - 1]!.ahead;
  const medians = pathFrom(last, horizon, MIDDLE);
  // A long step has been seen few times, and one beyond reach never.
  const spread = (path: Float64Array): Float64Array =>
    generateFloat64(horizon, (h) => {
      const ahead = h + 1;
      const wider = (1 + Math.min(ahead, reach) / recent.length) * Math.max(1, ahead / reach);
      return medians[h]! + (path[h]! - medians[h]!) * Math.sqrt(wider);
    });
  const skipped = values.length - recent.length;
  return {
    quantiles: CHANGE_LEVELS.map((_, level) => (level === MIDDLE ? medians : spread(pathFrom(last, horizon, level)))),
    medianFrom: (origin, count) => pathFrom(Math.max(0, origin - skipped - 1), count, MIDDLE),
  };
}

/** 1, 2, 3, 5, 8 and so on, up to the first that is no less than `horizon`, none beyond `most`. */
function toLadder(horizon: number, most: number): readonly number[] {
  const ladder = [1];
  for (let step = 1; step < horizon && step < most;) {
    step = Math.min(most, Math.max(step + 1, Math.round(1.5 * step)));
    ladder.push(step);
  }
  return ladder;
}

function toCandidates(values: Float64Array): readonly Candidate[] {
  const median = sortToMedian(copyFloat64(values));
  let usual = 0;
  for (let i = 0; i < values.length; i++) usual += Math.abs(values[i]! - median) / values.length;
  const constant = generateFloat64(values.length, () => 1);
  const recent = allocFloat64(values.length);
  let [size, level] = [usual, values[0]!];
  for (let i = 0; i < values.length; i++) {
    const move = values[i]! - level;
    size += (2 / (SIZE_VALUES + 1)) * (Math.abs(move) - size);
    level += (2 / (SIZE_VALUES + 1)) * move;
    recent[i] = usual > 0 ? Math.max(MIN_SIZE, size / usual) : 1;
  }
  return LEVEL_VALUES.filter((count) => count <= values.length / 3).flatMap((count) => {
    const medians = movingMedian(values, count);
    return [
      { level: medians, size: constant },
      { level: medians, size: recent },
    ];
  });
}

/** The median of the latest `count` values at each moment, of all there are at the start. */
function movingMedian(values: Float64Array, count: number): Float64Array {
  if (count === 1) return values;
  const sorted: number[] = [];
  const place = (value: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return generateFloat64(values.length, (i) => {
    if (i >= count) sorted.splice(place(values[i - count]!), 1);
    sorted.splice(place(values[i]!), 0, values[i]!);
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  });
}

function toStep(values: Float64Array, candidates: readonly Candidate[], ahead: number): Step {
  const latest = values.length - 1 - ahead;
  const room = latest - Math.floor(values.length / 4);
  const stride = Math.max(1, Math.floor(room / MAX_MOMENTS));
  const changes = allocFloat64(Math.floor(room / stride) + 1);
  const sizes = allocFloat64(changes.length);
  const losses = allocFloat64(candidates.length);
  const quantiles = candidates.map(({ level, size }, k) => {
    for (let j = 0; j < changes.length; j++) {
      const at = latest - j * stride;
      sizes[j] = size[at]!;
      changes[j] = (values[at + ahead]! - level[at]!) / size[at]!;
    }
    const found = quantilesOf(copyFloat64(changes).sort());
    losses[k] = pinballLoss(changes, sizes, found);
    return found;
  });
  return { ahead, weights: toWeights(losses), quantiles };
}

function quantilesOf(sorted: Float64Array): Float64Array {
  return generateFloat64(CHANGE_LEVELS.length, (k) => {
    const place = CHANGE_LEVELS[k]! * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
  });
}

/** The sum over the deciles, in units of the series. */
function pinballLoss(changes: Float64Array, sizes: Float64Array, quantiles: Float64Array): number {
  let loss = 0;
  for (let k = FIRST_DECILE; k <= LAST_DECILE; k++) {
    const [at, level] = [quantiles[k]!, CHANGE_LEVELS[k]!];
    for (let j = 0; j < changes.length; j++) {
      const beyond = changes[j]! - at;
      loss += sizes[j]! * beyond * (beyond > 0 ? level : level - 1);
    }
  }
  return loss;
}

/** The inverse of each loss to a high power, as shares of one; all alike where nothing is ever missed. */
function toWeights(losses: Float64Array): Float64Array {
  const least = Math.min(...losses);
  const powers = generateFloat64(losses.length, (k) => (losses[k]! > 0 ? (least / losses[k]!) ** LOSS_EXPONENT : 1));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return generateFloat64(losses.length, (k) => powers[k]! / total);
}

/** The median of what came so many steps after levels like the latest. */
export const pastChanges: PoolModel = {
  name: 'pastChanges',
  forecast: ({ values }, horizon) => fitPastChanges(values, horizon)?.quantiles[MIDDLE],
};
