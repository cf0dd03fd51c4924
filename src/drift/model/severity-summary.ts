import { count, record, type t } from '../../codec/index.js';

/** How many drifts there are of each severity; all four are always there. */
export interface SeveritySummary {
  readonly cosmetic: number;
  readonly functional: number;
  readonly security: number;
  readonly critical: number;
}

export const SeveritySummary: t.Type<SeveritySummary, object> = record<SeveritySummary>('a summary', {
  cosmetic: count,
  functional: count,
  security: count,
  critical: count,
});
