import { dotProduct, fitLine } from '../../stats/least-squares.js';
import { binarySearch, lineCost, meanCost, optimalSearch, windowSearch } from './segmentation.js';

/** What a first-order autoregression around levels and a common trend leaves of a series. */
interface Innovations {
  readonly memory: number;
  /** Sum of squares of what memory, levels and trend do not foretell. */
  readonly squares: number;
  /** Values beyond those that the regression uses up. */
  readonly freedom: number;
}

/** Squares below this share of a regressor's own are rounding: it adds nothing. */
const COLLINEAR = 1e-9;

/**
 * Regresses each value on the one before it, with a level of its own for each part between the points and a trend
 * of the given degree in common. Levels and trend are estimated together, so a trend takes nothing away from a step.
 */
export function fitInnovations(x: Float64Array, points: readonly number[], degree: number): Innovations {
  const edges = [1, ...points, x.length];
  const trend: Float64Array[] = [];
  for (let power = 1; power <= degree; power++) {
    const column = centerSegments(powers(x.length, power), edges, 0);
    const own = dotProduct(column, column);
    const rest = removeColumns(column, trend);
    if (dotProduct(rest, rest) > COLLINEAR * own) trend.push(rest);
  }
  const before = removeColumns(centerSegments(x, edges, 1), trend);
  const after = removeColumns(centerSegments(x, edges, 0), trend);
  const power = dotProduct(before, before);
  const memory = power > 0 ? dotProduct(before, after) / power : 0;
  const squares = Math.max(0, dotProduct(after, after) - memory * dotProduct(before, after));
  return { memory, squares, freedom: x.length - 2 - (edges.length - 1) - trend.length };
}

/** Time from -1 to 1, to a power. */
function powers(length: number, power: number): Float64Array {
  const middle = (length - 1) / 2;
  return Float64Array.from({ length }, (_, i) => ((i - middle) / middle) ** power);
}

/** The values from the second on, `lag` earlier, less their mean in each part. */
function centerSegments(x: Float64Array, edges: readonly number[], lag: number): Float64Array {
  const out = new Float64Array(x.length - 1);
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    let sum = 0;
    for (let t = from; t < to; t++) sum += x[t - lag]!;
    const mean = sum / (to - from);
    for (let t = from; t < to; t++) out[t - 1] = x[t - lag]! - mean;
  }
  return out;
}

/** Takes out of a series its share of each of some orthogonal columns. */
function removeColumns(x: Float64Array, columns: readonly Float64Array[]): Float64Array {
  for (const column of columns) {
    const share = dotProduct(x, column) / dotProduct(column, column);
    x = x.map((v, i) => v - share * column[i]!);
  }
  return x;
}

/**
 * Dickey and Fuller's statistic n(1 - φ) above which a unit root is refused at 10 % (Fuller 1976, table 8.5.1; the
 * parabola by simulation), and by how much it rises when that chance falls by a factor of e.
 */
const UNIT_ROOT_LIMITS = [
  { degree: 0, limit: 11.2, rise: 4.06 },
  { degree: 1, limit: 18.2, rise: 4.9 },
  { degree: 2, limit: 25, rise: 5.5 },
] as const;
/**
 * At this length a walk is mistaken for stationary noise in one case of ten; the chance falls with one over the length.
 */
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
export function removeNoiseChanges(values: Float64Array, points: readonly number[], strictness = 1): readonly number[] {
  if (points.length === 0) return points;
  const rarity = Math.log(Math.max(MIN_LENGTH, values.length) / REFERENCE_LENGTH);
  for (const { degree, limit, rise } of UNIT_ROOT_LIMITS) {
    const { memory, squares } = fitInnovations(values, [], degree);
    if (!(squares > 0)) return [];
    if (values.length * (1 - memory) > limit + rise * rarity)
      return removeInsignificant(
        values,
        points,
        degree,
        strictness * (CHANCE_GAIN + SHORT_SERIES_GAIN / values.length),
      );
  }
  return points;
}

function removeInsignificant(
  x: Float64Array,
  points: readonly number[],
  degree: number,
  least: number,
): readonly number[] {
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

/**
 * Where several methods agree: the place with most supporters within `reach` wins (ties: the smallest total distance,
 * then the earliest), is reported as the median of their places, and its neighborhood leaves the vote; until fewer
 * than `quorum` agree.
 */
export function findConsensus(lists: readonly (readonly number[])[], quorum: number, reach: number): number[] {
  let open = lists.map((list) => [...list]);
  const elected: number[] = [];
  for (;;) {
    const winner = strongestCandidate(open, reach);
    if (winner === undefined || winner.places.length < quorum) return elected.sort((a, b) => a - b);
    const places = winner.places.sort((a, b) => a - b);
    const at = places[places.length >> 1]!;
    elected.push(at);
    open = open.map((list) => list.filter((p) => Math.abs(p - at) > reach && Math.abs(p - winner.at) > reach));
  }
}

interface Candidate {
  readonly at: number;
  /** The nearest place of each list that has one within reach. */
  readonly places: number[];
  readonly distance: number;
}

function strongestCandidate(lists: readonly (readonly number[])[], reach: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const at of [...new Set(lists.flat())].sort((a, b) => a - b)) {
    const places = lists.flatMap((list) => nearestPlace(list, at, reach));
    const distance = places.reduce((sum, p) => sum + Math.abs(p - at), 0);
    const better =
      best === undefined ||
      places.length > best.places.length ||
      (places.length === best.places.length && distance < best.distance);
    if (better) best = { at, places, distance };
  }
  return best;
}

function nearestPlace(list: readonly number[], at: number, reach: number): number[] {
  let best: number | undefined;
  for (const place of list) {
    const gap = Math.abs(place - at);
    if (gap <= reach && (best === undefined || gap < Math.abs(best - at))) best = place;
  }
  return best === undefined ? [] : [best];
}

/** Fewer values than this show no two regimes. */
export const MIN_VALUES = 8;

const QUORUM = 3;
const REACH = 5;

/** How far apart two places may be to mean the same change: five values, less in very short series. */
function agreementReach(length: number): number {
  return length < 40 ? Math.max(2, Math.floor(length / 8)) : REACH;
}

/**
 * Change points on which three of five methods agree: binary segmentation and two window widths on the mean, the best
 * partition into lines at two penalties; without those that the memory of the noise explains.
 *
 * @param values standardized
 * @param strictness multiplies every method's penalty; 1 is the default setting
 */
function consensusChangePoints(values: Float64Array, strictness: number): readonly number[] {
  const n = values.length;
  if (n < MIN_VALUES) return [];
  const unit = strictness * Math.log(n);
  const mean = meanCost(values);
  const line = lineCost(values);
  const lists = [
    binarySearch(mean, n, 2, 3 * unit, 5),
    optimalSearch(line, n, 5, 2 * unit),
    optimalSearch(line, n, 5, 3 * unit),
    windowSearch(mean, n, 10, 3 * unit),
    windowSearch(mean, n, 16, 2 * unit),
  ];
  return removeNoiseChanges(values, findConsensus(lists, QUORUM, agreementReach(n)), strictness);
}

/** A change point with the evidence for it. */
export interface ScoredChangePoint {
  readonly index: number;
  /** Twice the logarithm of the likelihood ratio, in units of the penalty of one change (3 ln n). */
  readonly strength: number;
}

export const DEFAULT_SENSITIVITY = 0.8;
/** The evidence that no sensitivity asks for is this many times that of the default, full sensitivity half of it. */
const MAX_STRICTNESS = 16;
const MIN_STRICTNESS = 0.5;
/** The penalty of one change in units of ln n (van den Burg and Williams 2020 call it MBIC). */
export const CHANGE_PENALTY = 3;
const ROUNDING = 1e-9;
/** Looser elections, each of which may add points to those before it. */
const LOOSER = [0.25, 0.5, 0.75, 1].map((share) => MIN_STRICTNESS ** share);

/**
 * Change points at a sensitivity, graded. What is elected at the usual penalty needs more evidence the lower the
 * sensitivity is; above the usual one elections at smaller penalties add points. So a higher sensitivity only adds.
 *
 * @param values standardized
 */
export function scoreChangePoints(values: Float64Array, sensitivity: number): readonly ScoredChangePoint[] {
  const strictness = toStrictness(sensitivity);
  const usual = consensusChangePoints(values, 1);
  const sure = gradeEvidence(values, usual).filter((p) => p.strength >= strictness);
  if (strictness >= 1) return sure;
  const reach = agreementReach(values.length);
  let found: readonly ScoredChangePoint[] = sure;
  for (const level of LOOSER) {
    if (level < strictness - ROUNDING) break;
    const extra = consensusChangePoints(values, level).filter((p) => found.every((q) => Math.abs(p - q.index) > reach));
    found = [...found, ...extra.map((index) => ({ index, strength: level }))];
  }
  return [...found].sort((a, b) => a.index - b.index);
}

/** By how much a sensitivity multiplies the evidence that a change needs. */
export const toStrictness = (sensitivity: number): number =>
  sensitivity < DEFAULT_SENSITIVITY
    ? MAX_STRICTNESS ** (1 - sensitivity / DEFAULT_SENSITIVITY)
    : MIN_STRICTNESS ** ((sensitivity - DEFAULT_SENSITIVITY) / (1 - DEFAULT_SENSITIVITY));

/** Elected is elected: at the usual penalty a point counts as just earning it where its evidence is less. */
function gradeEvidence(values: Float64Array, points: readonly number[]): readonly ScoredChangePoint[] {
  const edges = [0, ...points, values.length];
  const evidence = createEvidence(values);
  return points.map((index, i) => ({ index, strength: Math.max(1, evidence(edges[i]!, index, edges[i + 2]!)) }));
}

/** Squares this small beside the variance of the series are rounding. */
const MIN_SQUARES = 1e-9;

/**
 * How much better two parts are described apart than together, as two levels or as two lines, whichever says more: a
 * bend has no step, and two lines may have equal means. Values that remember the one before count for less than one.
 */
export function createEvidence(values: Float64Array): (from: number, at: number, to: number) => number {
  const unit = CHANGE_PENALTY * Math.log(values.length);
  const costs = [meanCost(values), lineCost(values)];
  return (from, at, to) => {
    const [, memory] = lineResiduals(values, from, at, to);
    const count = ((to - from) * (1 - memory)) / (1 + memory);
    const ratios = costs.map((cost) => {
      const rounding = MIN_SQUARES * (to - from);
      return (cost(from, to) + rounding) / (cost(from, at) + cost(at, to) + rounding);
    });
    return (count * Math.log(Math.max(...ratios))) / unit;
  };
}

/** Standard deviation around the two lines, and how much of one value's error the next one keeps. */
export function lineResiduals(values: Float64Array, from: number, at: number, to: number): readonly [number, number] {
  let squares = 0;
  let products = 0;
  let count = 0;
  for (const [start, end] of [
    [from, at],
    [at, to],
  ] as const) {
    const line = fitLine(values, start, end);
    let last = NaN;
    for (let i = start; i < end; i++) {
      const error = values[i]! - line.start - line.slope * (i - start);
      if (!Number.isNaN(error)) {
        squares += error * error;
        count++;
        if (!Number.isNaN(last)) products += error * last;
      }
      last = error;
    }
  }
  const memory = squares > 0 ? Math.max(0, Math.min(0.99, products / squares)) : 0;
  return [Math.sqrt(squares / Math.max(1, count - 4)), memory];
}
