import { evidenceOf } from './fit-growth.js';

/** The search has proposed the change already, so that one in the history is as likely as not; any place is alike. */
const CHANGE_PRIOR = 0.5;
/** Fewer values than this on a side say nothing. */
const LEAST_VALUES = 5;

/**
 * Whether a change stands up to growth and lasting noise: whether two lines of their own, each under every kind of
 * dynamics, explain the level before and after better than one does (a Bayes factor, change prior included).
 */
export function isConfirmed(level: Float64Array, at: number): boolean {
  if (at < LEAST_VALUES || level.length - at < LEAST_VALUES) return false;
  const apart =
    evidenceOf(level.subarray(0, at)) + evidenceOf(level.subarray(at)) + Math.log(CHANGE_PRIOR / level.length);
  return apart > evidenceOf(level);
}
