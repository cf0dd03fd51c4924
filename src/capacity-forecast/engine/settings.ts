import { decode } from '../../codec/decode.js';
import { listOf, oneOrMapOf, optional, strictRecord } from '../../codec/record.js';
import { checked, finiteNumber } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { E, type Either } from '../../prelude.js';
import { DemandCalendar } from '../model/calendar.js';
import { type ResourceMetric, UsageAggregation } from '../model/usage.js';

/** How an engine works; everything has a default. */
export interface CapacityForecastOptions {
  /** Days of history that a forecast asks for. Default 90. */
  readonly defaultLookbackDays?: number;
  /** Days ahead that a forecast looks. Default 30. */
  readonly defaultForecastDays?: number;
  /** Probabilities of the quantiles that a forecast holds; 0.1, 0.5, 0.9 and 0.99 always are. */
  readonly confidenceLevels?: readonly number[];
  /** Days of history that exhaustion dates and savings ask for. Default 760, so that a year is seen twice. */
  readonly longLookbackDays?: number;
  /** How far an exhaustion date is looked for. Default 365. */
  readonly exhaustionHorizonDays?: number;
  /** How measurements of a metric become one value a step; `mean` unless given. */
  readonly aggregation?: UsageAggregation | Readonly<Partial<Record<ResourceMetric, UsageAggregation>>>;
  /** How readily a regime change is seen, from 0 to 1. Default 0.8. */
  readonly regimeSensitivity?: number;
  /** Zone, holidays and events of every forecast; what the calendar port says of a metric wins, field by field. */
  readonly calendar?: DemandCalendar;
  /** Seconds to wait for a port. Default 30. */
  readonly deadlineSeconds?: number;
  /**
   * Aborting it calls off every call of a port that is under way, and every method answers `Cancelled` at its next one:
   * a scenario stops between two metrics.
   */
  readonly signal?: AbortSignal;
}

/** The same, complete. */
export interface EngineSettings {
  readonly lookbackDays: number;
  readonly forecastDays: number;
  readonly levels: readonly number[];
  readonly longLookbackDays: number;
  readonly exhaustionHorizonDays: number;
  readonly aggregationOf: (metric: ResourceMetric) => UsageAggregation;
  readonly regimeSensitivity: number;
  readonly calendar?: DemandCalendar;
  readonly deadlineSeconds?: number;
  readonly signal?: AbortSignal;
}

const positive = checked(
  'a finite number above 0',
  (v): v is number => typeof v === 'number' && Number.isFinite(v) && v > 0,
);
const probability = checked(
  'a probability above 0 and below 1',
  (v): v is number => typeof v === 'number' && v > 0 && v < 1,
);
/** What a timer can count. */
const MAX_DEADLINE_SECONDS = 2_147_483;
const deadline = checked(
  `a number of seconds above 0, at most ${MAX_DEADLINE_SECONDS}`,
  (v): v is number => positive.is(v) && v <= MAX_DEADLINE_SECONDS,
);
/** By its shape: the AbortSignal of another realm is one too. */
const abortSignal = checked('an AbortSignal', (v): v is AbortSignal => {
  const { aborted, addEventListener, removeEventListener } = Object(v) as Partial<AbortSignal>;
  return (
    typeof aborted === 'boolean' && typeof addEventListener === 'function' && typeof removeEventListener === 'function'
  );
});
const aggregation = oneOrMapOf(UsageAggregation, `${UsageAggregation.name}, or one a metric`);

const Options = strictRecord<CapacityForecastOptions>('the options of the engine', {
  defaultLookbackDays: optional(positive),
  defaultForecastDays: optional(positive),
  confidenceLevels: optional(listOf(probability)),
  longLookbackDays: optional(positive),
  exhaustionHorizonDays: optional(positive),
  aggregation: optional(aggregation),
  regimeSensitivity: optional(finiteNumber),
  calendar: optional(DemandCalendar),
  deadlineSeconds: optional(deadline),
  signal: optional(abortSignal),
});

/** Checks the options once; a wrong one is the answer of every method, because a constructor must not throw. */
export function parseSettings(options: CapacityForecastOptions): Either<DecodeError, EngineSettings> {
  return E.map(withDefaults)(decode(Options, options, 'the options of the engine'));
}

function withDefaults(given: CapacityForecastOptions): EngineSettings {
  const { aggregation = 'mean' } = given;
  const byMetric = new Map(typeof aggregation === 'string' ? [] : Object.entries(aggregation));
  return {
    lookbackDays: given.defaultLookbackDays ?? 90,
    forecastDays: given.defaultForecastDays ?? 30,
    levels: given.confidenceLevels ?? [0.1, 0.5, 0.9],
    longLookbackDays: given.longLookbackDays ?? 760,
    exhaustionHorizonDays: given.exhaustionHorizonDays ?? 365,
    aggregationOf: (metric) => (typeof aggregation === 'string' ? aggregation : (byMetric.get(metric) ?? 'mean')),
    regimeSensitivity: given.regimeSensitivity ?? 0.8,
    ...(given.calendar !== undefined && { calendar: given.calendar }),
    ...(given.deadlineSeconds !== undefined && { deadlineSeconds: given.deadlineSeconds }),
    ...(given.signal !== undefined && { signal: given.signal }),
  };
}
