import type { SeasonalityType, UsageDataPoint } from '../model/usage.js';
import { type CycleEvidence, cycleEvidence } from './evidence.js';
import { sampleEvenly } from './sampling.js';

/** Which cycle of the calendar a series follows, and how far to trust that. */
export interface Seasonality {
  /** The significant cycle with the largest variance. */
  readonly type: SeasonalityType;
  /** From 0 to 1: ranks right answers above wrong ones; 0 when there was too little to test anything. */
  readonly confidence: number;
  /** The next largest of the significant cycles. */
  readonly secondary?: SeasonalityType;
}

/** A cycle is believed where noise alone would look like it three times in a thousand series. */
const LOG_SIGNIFICANCE = Math.log(3e-3);

/**
 * Finds the dominant season of usage points: daily, weekly, monthly, yearly or none, in UTC. Points may come in any
 * order, with gaps, duplicates and uneven stamps; a cycle needs about two full turns and four samples a turn. Trends,
 * level shifts, outliers and random walks are no season. Deterministic; at most a few tens of milliseconds.
 *
 * Method: harmonic regression with autoregressive noise and drop-one F tests, see `evidence.ts`.
 */
export function detectSeasonality(points: ReadonlyArray<UsageDataPoint>): Seasonality {
  const evidence = cycleEvidence(sampleEvenly(points));
  const found = evidence.filter((e) => e.logChance < LOG_SIGNIFICANCE).sort((a, b) => b.variance - a.variance);
  const [first, second] = found;
  if (first === undefined) return { type: 'none', confidence: confidenceInNone(evidence) };
  const confidence = toConfidence(LOG_SIGNIFICANCE - first.logChance) * leadConfidence(first, second);
  return { type: first.cycle.name, confidence, ...(second && { secondary: second.cycle.name }) };
}

/** Logistic in the distance from the decision level, in units of a factor e². */
const toConfidence = (distance: number): number => 1 / (1 + Math.exp(-distance / 2));

/** Two cycles of equal size could change places; four times the variance settles it. */
function leadConfidence(first: CycleEvidence, second: CycleEvidence | undefined): number {
  if (second === undefined) return 1;
  const ratio = (first.variance / second.variance) ** 2;
  return ratio === Infinity ? 1 : ratio / (1 + ratio);
}

/** Nothing found says little where little could have been found: few free observations for the columns tested. */
function confidenceInNone(evidence: ReadonlyArray<CycleEvidence>): number {
  if (evidence.length === 0) return 0;
  const nearest = Math.min(...evidence.map((e) => e.logChance));
  const freedom = evidence[0]!.freedom;
  const columns = Math.max(...evidence.map((e) => e.columns));
  return toConfidence(nearest - LOG_SIGNIFICANCE) * (freedom / (freedom + 3 * columns));
}
