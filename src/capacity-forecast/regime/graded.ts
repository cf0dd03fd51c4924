import { meanCost } from './costs/mean.js';
import { consensusChangePoints, agreementReach } from './elect.js';

/** A change point with how much the description of the series gains by it. */
export interface ScoredChangePoint {
  readonly index: number;
  /** Squared standard deviations that the change explains, in units of the penalty of one change (3 ln n). */
  readonly strength: number;
}

export const DEFAULT_SENSITIVITY = 0.8;
/** Full sensitivity against none: the penalty of a change falls by this factor for each unit. */
const PENALTY_RATIO = 4;
/** The penalty of one change in units of ln n (van den Burg and Williams 2020 call it MBIC). */
export const CHANGE_PENALTY = 3;

/**
 * Change points at a sensitivity, graded. Two elections, at the default penalty and at that of full sensitivity, are
 * ranked once by strength and then cut, so that a higher sensitivity only ever adds points.
 *
 * @param values standardised
 */
export function scoreChangePoints(values: Float64Array, sensitivity: number): ReadonlyArray<ScoredChangePoint> {
  const strictness = toStrictness(sensitivity);
  const usual = consensusChangePoints(values, 1);
  const sure = rankByStrength(values, usual, usual).filter((p) => p.strength >= strictness - 1);
  if (sensitivity <= DEFAULT_SENSITIVITY) return sure;
  const loosest = toStrictness(1);
  const reach = agreementReach(values.length);
  const extra = consensusChangePoints(values, loosest).filter((p) => usual.every((q) => Math.abs(p - q) > reach));
  const all = [...usual, ...extra].sort((a, b) => a - b);
  const more = rankByStrength(values, all, extra).filter((p) => p.strength >= strictness - loosest);
  return [...sure, ...more].sort((a, b) => a.index - b.index);
}

/** By how much a sensitivity multiplies the penalty of a change. */
export const toStrictness = (sensitivity: number): number => PENALTY_RATIO ** (DEFAULT_SENSITIVITY - sensitivity);

function rankByStrength(
  values: Float64Array,
  all: ReadonlyArray<number>,
  asked: ReadonlyArray<number>,
): ReadonlyArray<ScoredChangePoint> {
  const cost = meanCost(values);
  const edges = [0, ...all, values.length];
  return asked.map((index) => {
    const place = edges.indexOf(index, 1);
    const [from, to] = [edges[place - 1]!, edges[place + 1]!];
    const gain = cost(from, to) - cost(from, index) - cost(index, to);
    return { index, strength: gain / (CHANGE_PENALTY * Math.log(values.length)) };
  });
}
