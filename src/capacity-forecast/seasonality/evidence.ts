import { variance } from '../series/moments.js';
import { whiten } from './autoregression.js';
import { type CalendarCycle, visibleCycles } from './cycles.js';
import { type CycleColumns, type DesignMatrix, createDesignMatrix } from './design-matrix.js';
import { logFTail } from './f-distribution.js';
import { combine, lossWithout, regress, prepareRegressors } from './least-squares.js';
import { growsWithLevel } from './log-scale.js';
import { removeSingleOutlier } from './lone-spike.js';
import { fitNoiseModel } from './noise-model.js';
import { fitRobustly } from './robust-fit.js';
import type { Sampling } from './sampling.js';

/** What the data say about one cycle of the calendar. */
export interface CycleEvidence {
  readonly cycle: CalendarCycle;
  /** Natural logarithm of the chance that noise with the same memory looks at least as cyclic. */
  readonly logChance: number;
  /** Variance of the cycle itself. */
  readonly variance: number;
  /** Numerator and denominator degrees of freedom of the test. */
  readonly columns: number;
  readonly freedom: number;
}

const MIN_OBSERVED = 8;
/** A cycle below this share of what the trend leaves, or below rounding, is none whatever its significance. */
const MIN_VARIANCE_SHARE = 0.002;
const ROUNDING = 1e-9;

/**
 * Tests every cycle that the sampling can show, each against a model with the trend and all the others: regression on
 * harmonics whose residuals are whitened by their own autoregression (Cochrane and Orcutt 1949), then a drop-one F
 * test. O(n·p²) for p columns, at most about sixty.
 */
export function cycleEvidence(sampling: Sampling): ReadonlyArray<CycleEvidence> {
  const cycles = sampling.observed < MIN_OBSERVED ? [] : visibleCycles(sampling.step, sampling.times.length);
  if (cycles.length === 0) return [];
  const usual = removeSingleOutlier(sampling.values);
  const values = growsWithLevel(usual) ? usual.map(Math.log) : usual;
  const design = createDesignMatrix(sampling.times, sampling.step, cycles);
  return testBlocks(sampling.times.length * sampling.step, design, values, sampling.observed);
}

function testBlocks(
  span: number,
  design: DesignMatrix,
  values: Float64Array,
  observed: number,
): ReadonlyArray<CycleEvidence> {
  const { columns, blocks } = design;
  const robust = fitRobustly(columns, values);
  const gaps = Int32Array.from(values.keys()).filter((i) => Number.isNaN(values[i]!));
  const { weights, noise } = fitNoiseModel(robust.residuals, gaps, countSlowColumns(blocks), robust.base);
  const white = prepareRegressors(columns.map((column) => whiten(column, weights)));
  const fit = regress(
    white,
    whiten(
      noise.map((v, i) => v + robust.fitted[i]!),
      weights,
    ),
  );
  const freedom = observed - weights.length - white.rank;
  if (freedom < 1) return [];
  const floor = Math.max(MIN_VARIANCE_SHARE * robust.scatter, (ROUNDING * largestAbsolute(values)) ** 2);
  return blocks.map(({ cycle, from, to }) => {
    const size = variance(combine(columns, fit.coefficients, from, to));
    const loss = lossWithout(white, fit, from, to);
    const f = loss.squares / loss.rank / (fit.residualSquares / freedom);
    const near = Math.min(freedom, loss.rank * (span / cycle.seconds - 1));
    const logChance = size > floor ? logFTail(f, loss.rank, near) : 0;
    return { cycle, logChance, variance: size, columns: loss.rank, freedom };
  });
}

/** The trend and the longest cycle are what can take the slow part of a random walk away. */
function countSlowColumns(blocks: ReadonlyArray<CycleColumns>): number {
  const longest = blocks.at(-1)!;
  return blocks[0]!.from + longest.to - longest.from;
}

function largestAbsolute(values: Float64Array): number {
  return values.reduce((max, v) => (Math.abs(v) > max ? Math.abs(v) : max), 0);
}
