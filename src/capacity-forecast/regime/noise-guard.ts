import { fitInnovations } from './innovations.js';

/**
 * Dickey and Fuller's statistic n(1 - φ) above which a unit root is refused at 10 % (Fuller 1976, table 8.5.1; the
 * parabola by simulation), and by how much it rises when that chance falls by a factor of e.
 */
const UNIT_ROOT_LIMITS = [
  { degree: 0, limit: 11.2, rise: 4.06 },
  { degree: 1, limit: 18.2, rise: 4.9 },
  { degree: 2, limit: 25, rise: 5.5 },
] as const;
/** At this length a walk is mistaken for stationary noise in one case of ten; the chance falls with one over the length. */
const REFERENCE_LENGTH = 200;
/** Below this length the statistic's distribution is no longer the tabulated one. */
const MIN_LENGTH = 50;
/** The greatest gain by one change anywhere that noise reaches in one series of ten (Andrews 1993, 15 % trimmed). */
const CHANCE_GAIN = 7.2;
/** What a series of n values needs beyond it, times n: simulated at nine per cent of series, 50 to 800 values. */
const SHORT_SERIES_GAIN = 120;

/**
 * Strikes out change points that the memory of the noise explains. Where a series is stationary around a level, a line
 * or a parabola, it swings away and comes back by itself: a change then has to improve an autoregression of the noise
 * beyond what the best place in pure noise gains, weakest change first. A random walk has no level to come back to;
 * there the points stand.
 */
export function removeNoiseChanges(values: Float64Array, points: ReadonlyArray<number>): ReadonlyArray<number> {
  if (points.length === 0) return points;
  const rarity = Math.log(Math.max(MIN_LENGTH, values.length) / REFERENCE_LENGTH);
  for (const { degree, limit, rise } of UNIT_ROOT_LIMITS) {
    const { memory, squares } = fitInnovations(values, [], degree);
    if (!(squares > 0)) return [];
    if (values.length * (1 - memory) > limit + rise * rarity) return removeInsignificant(values, points, degree);
  }
  return points;
}

function removeInsignificant(x: Float64Array, points: ReadonlyArray<number>, degree: number): ReadonlyArray<number> {
  const least = CHANCE_GAIN + SHORT_SERIES_GAIN / x.length;
  let kept = points;
  while (kept.length > 0) {
    const whole = fitInnovations(x, kept, degree);
    const gains = kept.map((point) => {
      const without = fitInnovations(
        x,
        kept.filter((other) => other !== point),
        degree,
      );
      return whole.freedom * Math.log(without.squares / whole.squares);
    });
    const weakest = gains.indexOf(Math.min(...gains));
    if (!(gains[weakest]! < least)) return kept;
    kept = kept.filter((_, i) => i !== weakest);
  }
  return kept;
}
