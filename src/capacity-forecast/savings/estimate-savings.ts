import type { InsufficientHistory } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { forecastLongRangeUsage } from '../exhaustion/usage-outlook.js';
import { checkHistory } from '../grid/history-days.js';
import { toMeasurements } from '../grid/measurements.js';
import type { TrainingChange } from '../metric-forecast/last-change.js';
import type { ReservationTerm, ReservedCapacitySavings, ResourcePrice, UsageDataPoint } from '../model/index.js';
import { computeHourlySpread } from './hourly-spread.js';
import { HOURS_PER_YEAR, reservationSavings } from './reservation-savings.js';
import { computeTermDemand } from './term-demand.js';

/** What savings rest on. */
export interface SavingsInput {
  /** Price and offers of the metric that is reserved. */
  readonly price: ResourcePrice;
  /** Usage in units that can be reserved, such as instances. In any order. */
  readonly points: ReadonlyArray<UsageDataPoint>;
  readonly now: EpochSeconds;
  readonly termMonths: ReservationTerm;
  readonly regimeChanges?: ReadonlyArray<TrainingChange>;
}

/** Estimates what reserving for a term saves, on the hourly demand forecast for the term. Needs 14 days of history. */
export function estimateSavings(input: SavingsInput): Either<InsufficientHistory, ReservedCapacitySavings> {
  const { price, now, termMonths } = input;
  const measured = checkHistory(price.metric, toMeasurements(input.points, now));
  if (E.isLeft(measured)) return measured;
  const usage = forecastLongRangeUsage(measured.right, 'mean', input.regimeChanges ?? []);
  const hours = (termMonths / 12) * HOURS_PER_YEAR;
  const demand =
    usage === undefined
      ? { paths: [], spread: Float64Array.of(1), hours }
      : computeTermDemand(usage, computeHourlySpread(measured.right), now, hours);
  return E.right({ tenantId: price.tenantId, metric: price.metric, ...reservationSavings(price, termMonths, demand) });
}
