import { count, record, type t } from '../../codec/index.js';

/** How many drifts there are of each severity; all four are always there. */
export interface SeveritySummary {
  /** Drifts that change nothing. */
  readonly cosmetic: number;
  /** Drifts that change how something works. */
  readonly functional: number;
  /** Drifts that touch who may do or reach what. */
  readonly security: number;
  /** Drifts that open something to the whole internet or expose a secret. */
  readonly critical: number;
}

export const SeveritySummary: t.Type<SeveritySummary, object> = record<SeveritySummary>('a summary', {
  cosmetic: count,
  functional: count,
  security: count,
  critical: count,
});
