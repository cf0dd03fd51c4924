import type { EpochSeconds } from '../../time/index.js';
import type { CapacityLevel, ForecastResult, ResourcePrice } from '../model/index.js';

/** What a recommendation rests on. */
export interface RecommendationInput {
  readonly forecast: ForecastResult;
  readonly capacity: CapacityLevel;
  readonly price?: ResourcePrice;
  /** Buffer above the P90 peak, in percent of it. */
  readonly headroomPercent: number;
  readonly now: EpochSeconds;
}

/** The figures of the forecast that decide. */
export interface ForecastFigures {
  readonly p50Peak: number;
  readonly p90Peak: number;
  /** Scaling down must leave room for it. */
  readonly p99Peak: number;
  /** When the P90 path crosses today's capacity to stay. */
  readonly crossing: EpochSeconds | null;
}
