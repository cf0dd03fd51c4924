/** When capacity runs out, how surely, and what to buy. */
export { CapacityForecastEngine } from './engine.js';
export type { CapacityForecastOptions } from './engine/settings.js';
export type { ScenarioForecasts } from './engine/run-what-if-scenario.js';
export type * from './ports.js';
export * from './model/index.js';
export { forecastSeries, type SeriesForecast } from './forecast-series.js';
export {
  forecastMany,
  type ForecastAnswer,
  type ForecastExecutor,
  type ForecastJob,
  type ForecastManyOptions,
} from './forecast-many.js';
export type { ForecastOptions } from './series/options.js';
export type { ForecastHistory, ForecastModel } from './models/model.js';
export { MODEL_NAMES } from './models/registry.js';
export { detectSeasonality, type Seasonality } from './seasonality/detect.js';
export { detectChangePoints, type ChangePointOptions } from './regime/detect.js';
export { regimeChanges as detectRegimeChange } from './regime/regime-changes.js';
export { forecastUsage, type UsageForecast, type UsageForecastInput } from './metric-forecast/forecast-usage.js';
export { projectExhaustion, type ExhaustionInput } from './exhaustion/project-exhaustion.js';
export { recommend, type Advice } from './recommendations/recommend.js';
export type { RecommendationInput } from './recommendations/input.js';
export { applyScenario, type MetricScenario } from './scenario/apply.js';
export { estimateSavings, type SavingsInput } from './savings/estimate-savings.js';
export { forecastAccuracy, type AccuracyInput } from './accuracy/forecast-accuracy.js';
export { trainModel, type TrainingInput } from './custom-model/train.js';
export { Decimal, type MoneyInput } from '../money/index.js';
export { orThrow } from '../prelude.js';
export * from '../errors/forecast.js';
