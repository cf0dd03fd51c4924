/**
 * Who owes what, to the last digit? What drifted, and does it matter? When do we run out, and what should we buy?
 * The three capabilities, what they share, and every error; each capability's own subpath has the rest of it.
 */
export { orThrow, type Either, type MaybePromise, type Option, type TaskEither } from './prelude.js';
export {
  apportion,
  Decimal,
  formatDecimal,
  minorUnits,
  parseDecimal,
  sum,
  toDecimal,
  type ApportionMethod,
  type ApportionOptions,
  type MoneyInput,
} from './money/index.js';
export { promised, type Promised } from './promised.js';
export {
  day,
  isoWeek,
  lastMonths,
  month,
  period,
  systemClock,
  type Clock,
  type EpochSeconds,
  type Granularity,
  type Period,
  type PointInTime,
} from './time/index.js';
export { noObserver, randomIds, type IdSource, type Observation, type Observer } from './port/index.js';
export { isError, type ErrorOfTag, type TaggedError } from './errors/index.js';
export type * from './errors/index.js';

export { allocatePeriod, amortize, CostAllocationService } from './cost-allocation/index.js';
export { applyRemediation, compareConfigs, DriftDetector, driftRules } from './drift/index.js';
export {
  CapacityForecastEngine,
  detectChangePoints,
  detectSeasonality,
  forecastMany,
  forecastSeries,
} from './capacity-forecast/index.js';
export type * from './cost-allocation/model/index.js';
export type * from './drift/model/index.js';
export type * from './capacity-forecast/model/index.js';
export type { CostAnomaly } from './cost-allocation/model/anomaly.js';
