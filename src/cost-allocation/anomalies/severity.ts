import type { AnomalySeverity } from '../model/anomaly.js';

/**
 * How urgent an increase is: it must be both large in money and surprising. Doubled and beyond four deviations is
 * critical; by half and beyond three is high; by a fifth is medium; the rest is low. A baseline that never varied, or
 * one that was zero, counts as surprising as can be.
 *
 * @param relative increase as a share of the baseline; null where the baseline is not above zero
 */
export function severityOf(relative: number | null, zScore: number | null): AnomalySeverity {
  const share = relative ?? Infinity;
  const surprise = zScore ?? Infinity;
  if (share >= 1 && surprise > 4) return 'critical';
  if (share >= 0.5 && surprise > 3) return 'high';
  return share >= 0.2 ? 'medium' : 'low';
}
