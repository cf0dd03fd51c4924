import type { CalendarCycle } from '../seasonality/cycles.js';
import { sortToMedian } from '../series/moments.js';
import type { Sampling } from '../seasonality/sampling.js';

/** More phases than this add noise, not shape: a week of hours. */
const MAX_PHASES = 168;

/**
 * The typical course of a series within one cycle, value by value, with mean zero: for each phase the median of what is
 * left around a running level of one cycle's length. A lasting step moves that level, not the profile.
 *
 * @param values the series, or what other cycles and levels leave of it; NaN is a gap
 */
export function estimateSeasonProfile(sampling: Sampling, cycle: CalendarCycle, values: Float64Array): Float64Array {
  const samples = cycle.seconds / sampling.step;
  const phases = Math.max(2, Math.min(MAX_PHASES, Math.round(samples)));
  // Counted from the first sample and rounded, so that samples lie amid their phase: at its edge, rounding of the time
  // would throw them to either side.
  const origin = cycle.phase(sampling.times[0]!);
  const phaseOf = sampling.times.map((t) => (Math.round((cycle.phase(t) - origin) * phases) + phases) % phases);
  const around = subtractLevel(values, Math.round(samples));
  const course = medianByPhase(phaseOf, around, phases);
  const mean = course.reduce((sum, v) => sum + v, 0) / phases;
  return phaseOf.map((phase) => course[phase]! - mean);
}

function medianByPhase(phaseOf: Float64Array, values: Float64Array, phases: number): Float64Array {
  const members: number[][] = Array.from({ length: phases }, () => []);
  values.forEach((v, i) => {
    if (!Number.isNaN(v)) members[phaseOf[i]!]!.push(v);
  });
  return Float64Array.from(members, (values) => sortToMedian(Float64Array.from(values)));
}

/** What a centred running mean of one cycle's length leaves. */
function subtractLevel(values: Float64Array, samples: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    const missing = Number.isNaN(v);
    sums[i + 1] = sums[i]! + (missing ? 0 : v);
    counts[i + 1] = counts[i]! + (missing ? 0 : 1);
  });
  return values.map((v, i) => {
    const from = Math.max(0, Math.min(values.length - samples, i - (samples >> 1)));
    const to = Math.min(values.length, from + samples);
    const count = counts[to]! - counts[from]!;
    return count > 0 ? v - (sums[to]! - sums[from]!) / count : Number.NaN;
  });
}
