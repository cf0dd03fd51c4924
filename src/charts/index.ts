/**
 * Results as Vega-Lite specifications: plain JSON without any dependency, rendered by notebooks, editors and web pages.
 * Every chart reads in black and white, names its unit, and shows dates in UTC.
 *
 * @packageDocumentation
 */
export type { ChartSpecification, ChartSize } from './chart.js';
export {
  anomalyCauses,
  type AnomalyCausesInput,
  moneySources,
  type MoneySource,
  type MoneySourcesInput,
} from './cost-bars.js';
export { costTrend, type CostOfPeriod, driftOverTime, type ScanSummary } from './over-time.js';
export { forecastFan, type ForecastFanInput } from './forecast-fan.js';
export type * from '../shared-types.js';
