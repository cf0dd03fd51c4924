import type { GrowthModel, LongRangeForecast } from './long-range-forecast.js';
import { removeSeason, type SubSteps } from './season.js';
import { computePosterior, filterTrend, type SlopePrior, type TrendDynamics } from './trend-filter.js';

/** One of the ways a level may move, and how likely it is before the data speak: growing, and standing still. */
interface WeightedDynamics {
  readonly dynamics: TrendDynamics;
  readonly growing: number;
  readonly still: number;
}

const MEMORIES = [0, 0.3, 0.6, 0.8, 0.9, 0.96];
/** The last one leaves no room for noise: a walk, as of amounts that add up. */
const WALK = 1e4;
const LEVEL_DRIFTS = [0.003, 0.03, 0.3, 3, 30, WALK];
const RATE_DRIFTS = [1e-4, 1e-3, 1e-2, 0.1];
const SLOPE_DRIFTS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

const straightLine = (noiseMemory: number): TrendDynamics => ({ noiseMemory, levelDrift: 0, slopeDrift: 0 });
const wanderingLevel = (levelDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift, slopeDrift: 0 });
const walkingRate = (share: number): TrendDynamics => ({ noiseMemory: 0, levelDrift: WALK, slopeDrift: share * WALK });
const bendingLine = (slopeDrift: number): TrendDynamics => ({ noiseMemory: 0, levelDrift: 0, slopeDrift });

/**
 * The dynamics that are weighed against each other: a straight line under noise with more or less memory, a line whose
 * level wanders, a line that bends, and a walk whose rate wanders. Which of them a series follows cannot be told from
 * three months of days, so that the answer is always a mixture (Raftery, Madigan & Hoeting 1997). What is kept and adds
 * up, as data on a disk, wanders more often than it comes back to a line; steps never do.
 */
const DYNAMICS: Readonly<Record<GrowthKind, readonly WeightedDynamics[]>> = {
  level: [
    ...shareWeight(MEMORIES.map(straightLine), 0.45, 0.02),
    ...shareWeight(LEVEL_DRIFTS.map(wanderingLevel), 0.26),
    ...shareWeight(SLOPE_DRIFTS.map(bendingLine), 0.12),
    ...shareWeight(RATE_DRIFTS.map(walkingRate), 0.15),
  ],
  amount: [
    ...shareWeight(MEMORIES.map(straightLine), 0.14, 0.02),
    ...shareWeight(LEVEL_DRIFTS.map(wanderingLevel), 0.2),
    ...shareWeight(SLOPE_DRIFTS.map(bendingLine), 0.1),
    ...shareWeight(RATE_DRIFTS.map(walkingRate), 0.54),
  ],
  steps: [...shareWeight([wanderingLevel(WALK)], 0.5, 0.02), ...shareWeight(RATE_DRIFTS.map(walkingRate), 0.48)],
};

/** How a quantity moves: around a level, by amounts that add up, or in steps. */
export type GrowthKind = 'level' | 'amount' | 'steps';

function shareWeight(among: readonly TrendDynamics[], growing: number, still = 0): WeightedDynamics[] {
  return among.map((dynamics) => ({ dynamics, growing: growing / among.length, still: still / among.length }));
}

/** A prior about growth in a year as a share of the level: 1 doubles it. */
interface YearlyGrowth {
  readonly mean: number;
  readonly spread: number;
  readonly share: number;
}

const YEAR_DAYS = 365;

const YEARLY_GROWTH_PRIORS: readonly YearlyGrowth[] = [
  // What is asked about mostly grows, by a fifth to more than double.
  { mean: 0.75, spread: 0.55, share: 0.85 },
  { mean: -0.3, spread: 0.6, share: 0.1 },
  // Doubling in weeks, or the same down: rare, but not to be argued away.
  { mean: 0, spread: 7.3, share: 0.05 },
];

/**
 * Growth where the data must show it: for purchases that bind for years, because growth that is only assumed would be
 * paid for whether it comes or not.
 */
const CAUTIOUS_GROWTH_PRIORS: readonly YearlyGrowth[] = [
  { mean: 0, spread: 0.25, share: 0.9 },
  { mean: 0, spread: 3, share: 0.1 },
];

/** Slopes of a straight level before the data speak, a day. */
const linearPriors = (growth: readonly YearlyGrowth[]): readonly SlopePrior[] =>
  growth.map(({ mean, spread, share }) => ({ mean: mean / YEAR_DAYS, spread: spread / YEAR_DAYS, share }));

/** The same growth as slopes of the level's logarithm: log(1 + growth), its spread by the derivative. */
const exponentialPriors = (growth: readonly YearlyGrowth[]): readonly SlopePrior[] =>
  growth.map(({ mean, spread, share }) => ({
    mean: Math.log1p(mean) / YEAR_DAYS,
    spread: spread / (1 + mean) / YEAR_DAYS,
    share,
  }));

export const LINEAR_GROWTH_PRIORS: readonly SlopePrior[] = linearPriors(YEARLY_GROWTH_PRIORS);
export const EXPONENTIAL_GROWTH_PRIORS: readonly SlopePrior[] = exponentialPriors(YEARLY_GROWTH_PRIORS);

/** What is assumed of growth before the data speak: what is usual, or none. */
const SLOPE_PRIORS: Readonly<
  Record<'usual' | 'cautious', { readonly linear: readonly SlopePrior[]; readonly exponential: readonly SlopePrior[] }>
> = {
  usual: { linear: LINEAR_GROWTH_PRIORS, exponential: EXPONENTIAL_GROWTH_PRIORS },
  cautious: { linear: linearPriors(CAUTIOUS_GROWTH_PRIORS), exponential: exponentialPriors(CAUTIOUS_GROWTH_PRIORS) },
};

/** No growth at all, as of what is provisioned and left alone. */
const NO_GROWTH_PRIORS: readonly SlopePrior[] = [{ mean: 0, spread: 0, share: 1 }];

/** How growth is fitted. */
interface GrowthOptions {
  /** Length of the season in steps; 1 for none. */
  readonly period: number;
  /** Steps a crossing must last to count. */
  readonly lasting: number;
  /** The first value that growth is fitted to; the season is that of all values. */
  readonly start?: number;
  /** Where growth may begin just as well: before a change that may be none, or after one that may be more. */
  readonly other?: number | undefined;
  readonly kind: GrowthKind;
  /** What is assumed of growth before the data speak; what is usual unless given. */
  readonly prior?: keyof typeof SLOPE_PRIORS;
  /** Finer values, where the level is to be raised to the usual peak within a step. */
  readonly subSteps?: SubSteps;
}

/** Three months seldom tell exponential from straight growth; before they speak, a good quarter is exponential. */
const PRIOR_EXPONENTIAL = 0.27;
/** Steps are sized by what is there, two times of three. */
const STEPWISE_EXPONENTIAL = 0.65;
/** Parts that matter less than this are left out. */
const MIN_PART_WEIGHT = 1e-3;

/** Share of the forecast that the other reading of a change keeps: growth that changed once may change again. */
const CHANGE_DOUBT = 0.15;

/**
 * Fits the long run of a series: straight or exponential growth under every one of the {@link DYNAMICS}, each weighed
 * by how well it predicted every value from those before it. `values` are evenly spaced, NaN where missing.
 * Returns undefined with fewer than three values known. Takes time linear in the number of values.
 */
export function fitGrowth(
  values: Float64Array,
  { period, lasting, start = 0, other, kind, prior = 'usual', subSteps: within }: GrowthOptions,
): LongRangeForecast | undefined {
  const unit = typicalSize(values.subarray(start));
  const scaled = (list: Float64Array): Float64Array => list.map((value) => value / unit);
  const { season, level } = removeSeason(
    scaled(values),
    period,
    within && { ...within, values: scaled(within.values) },
  );
  const among = DYNAMICS[kind];
  const recent = weighModels(level.subarray(start), among, prior);
  const whole = other === undefined ? [] : weighModels(level.subarray(other), among, prior);
  const parts = recent.length > 0 && whole.length > 0 ? mixModels(recent, whole) : [...recent, ...whole];
  return parts.length === 0 ? undefined : { parts, season, unit, last: values.length - 1, lasting };
}

function weighModels(
  level: Float64Array,
  among: readonly WeightedDynamics[],
  prior: keyof typeof SLOPE_PRIORS,
): GrowthModel[] {
  const parts = [
    ...partsOf(level, false, among, prior),
    ...(allPositive(level) ? partsOf(level, true, among, prior) : []),
  ];
  const best = Math.max(...parts.map((part) => part.score));
  const kept = parts.filter((part) => Math.exp(part.score - best) > MIN_PART_WEIGHT);
  const total = kept.reduce((sum, part) => sum + Math.exp(part.score - best), 0);
  return kept.map(({ log, state, score }) => ({ log, state, weight: Math.exp(score - best) / total }));
}

const mixModels = (recent: readonly GrowthModel[], whole: readonly GrowthModel[]): GrowthModel[] => [
  ...recent.map((part) => ({ ...part, weight: (1 - CHANGE_DOUBT) * part.weight })),
  ...whole.map((part) => ({ ...part, weight: CHANGE_DOUBT * part.weight })),
];

/** A series over its typical size, so that priors mean the same for every metric. */
export function toTypicalUnits(values: Float64Array): Float64Array {
  const unit = typicalSize(values);
  return values.map((value) => value / unit);
}

/**
 * Logarithm of the probability of a level's course, all dynamics and both scales weighed, the first value conditioned
 * on.
 */
export function logEvidence(level: Float64Array): number {
  const scores = partsOf(level, false, DYNAMICS.level).map((part) => part.score);
  if (allPositive(level)) scores.push(...partsOf(level, true, DYNAMICS.level).map((part) => part.score));
  const best = Math.max(...scores);
  return scores.length === 0 ? 0 : best + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - best), 0));
}

type ScoredPart = Omit<GrowthModel, 'weight'> & { readonly score: number };

function partsOf(
  level: Float64Array,
  log: boolean,
  among: readonly WeightedDynamics[],
  prior: keyof typeof SLOPE_PRIORS = 'usual',
): ScoredPart[] {
  const values = log ? level.map(Math.log) : level;
  const growth = SLOPE_PRIORS[prior][log ? 'exponential' : 'linear'];
  const stepwise = among === DYNAMICS.steps;
  const exponential = stepwise ? STEPWISE_EXPONENTIAL : PRIOR_EXPONENTIAL;
  const aside = stepwise ? varianceAroundMiddle(values) : 0;
  const scale = Math.log(log ? exponential : 1 - exponential);
  // A density of logarithms becomes one of values by the derivative, 1 / value.
  const change = log ? values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum - value), firstKnown(values)) : 0;
  return among.flatMap(({ dynamics, growing, still }) => {
    const filtered = filterTrend(values, dynamics);
    if (filtered === undefined) return [];
    const part = (priors: readonly SlopePrior[], prior: number): ScoredPart => {
      const { state: known, logEvidence } = computePosterior(filtered, priors);
      const state = { ...known, levelVariance: known.levelVariance + aside / known.noiseVariance };
      return { log, state, score: logEvidence + change + scale + Math.log(prior) };
    };
    return [part(growth, growing), ...(still > 0 ? [part(NO_GROWTH_PRIORS, still)] : [])];
  });
}

/** How far a staircase is from the line through the middle of its steps: evenly up to half a step to either side. */
function varianceAroundMiddle(middle: Float64Array): number {
  const known = middle.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value, i) => sum + (i > 0 ? (value - known[i - 1]!) ** 2 : 0), 0) / (12 * known.length);
}

function typicalSize(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    sum += Math.abs(values[t]!);
    count++;
  }
  return sum > 0 ? sum / count : 1;
}

const allPositive = (values: Float64Array): boolean => values.every((value) => Number.isNaN(value) || value > 0);
const firstKnown = (values: Float64Array): number => values.find((value) => !Number.isNaN(value)) ?? 0;
