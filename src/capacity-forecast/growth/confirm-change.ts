import { logEvidence } from './fit-growth.js';

/** The search has proposed the change already, so that one in the history is as likely as not; any place is alike. */
const PRIOR_CHANGE_PROBABILITY = 0.5;
/** Fewer values than this on a side say nothing. */
const MIN_SIDE_VALUES = 5;

/**
 * Whether a change stands up to growth and lasting noise: whether two lines of their own, each under every kind of
 * dynamics, explain the level before and after better than one does (a Bayes factor, change prior included).
 */
export function isConfirmedChange(level: Float64Array, at: number): boolean {
  if (at < MIN_SIDE_VALUES || level.length - at < MIN_SIDE_VALUES) return false;
  const apart =
    logEvidence(level.subarray(0, at)) +
    logEvidence(level.subarray(at)) +
    Math.log(PRIOR_CHANGE_PROBABILITY / level.length);
  return apart > logEvidence(level);
}
