/**
 * What stands out in what a tenant costs, by months and by days, and what an increase is made of.
 *
 * @packageDocumentation
 */
export { dailyAnomalies, type DailyAnomaly, type DailyAnomalyOptions, type DailyCosts } from './daily.js';
export { detectAnomalies, type AnomalyCheck, type AnomalyOptions } from './detect.js';
export { explainIncrease, type ExplainOptions, type CostLine } from './causes.js';
export type { AnomalySeverity, CostAnomaly, CostCause, CostCauseKind } from '../model/anomaly.js';
export { Decimal } from '../../money/decimal.js';
export type * from '../../shared-types.js';
