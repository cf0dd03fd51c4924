/**
 * The additive season of a series as one value for each phase: the mean deviation from a centred mean over one cycle,
 * with mean zero. Zeros where the series has fewer than two cycles, or no season was asked for (length 1).
 */
export function estimateAdditiveSeason(values: Float64Array, period: number): Float64Array {
  const season = new Float64Array(period);
  if (period < 2 || values.length < 2 * period) return season;
  const counts = new Float64Array(period);
  for (let from = 0; from + period <= values.length; from++) {
    const at = from + (period >> 1);
    const cycle = values.subarray(from, from + period);
    const known = cycle.filter((v) => !Number.isNaN(v));
    if (Number.isNaN(values[at]!) || known.length < period / 2) continue;
    season[at % period]! += values[at]! - known.reduce((sum, v) => sum + v, 0) / known.length;
    counts[at % period]! += 1;
  }
  const means = season.map((sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
  const middle = means.reduce((sum, v) => sum + v, 0) / period;
  return means.map((v) => v - middle);
}
