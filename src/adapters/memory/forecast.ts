import { type PointInTime, toDate } from '../../time/period.js';
import type { LogEntry } from '../../host/log.js';
import type {
  CapacityForecastPorts,
  CapacityLevel,
  CapacityRecommendation,
  ForecastStorePort,
  MetricCalendar,
  ModelStorePort,
  UsageSeries,
  PaymentOption,
  ReservationTerm,
  ResourceMetric,
  Workload,
} from '../../capacity-forecast/index.js';
import { ForecastResult, TrainedModel } from '../../capacity-forecast/index.js';
import { optionsOf } from '../../codec/record.js';
import { lookedAtLater } from '../../codec/values.js';
import { decode } from '../../codec/decode.js';
import type { MoneyInput } from '../../money/decimal.js';
import { orThrow } from '../../prelude.js';
import { lazy, list } from './cost.js';

/** A price as scripts write it down, amounts as text. */
export interface MemoryPrice {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The price of one unit for one hour, without any commitment. */
  readonly onDemandHourly: MoneyInput;
  /** What can be had cheaper for a commitment. */
  readonly offers?: ReadonlyArray<{
    readonly offerId: string;
    readonly termMonths: ReservationTerm;
    readonly paymentOption: PaymentOption;
    readonly upfront: MoneyInput;
    readonly hourly: MoneyInput;
  }>;
}

/** What the ports in memory answer from. */
export interface MemoryForecastInput {
  /** Several entries of one tenant and metric add up to one series. */
  readonly usage: ReadonlyArray<UsageSeries>;
  /** How much of a metric there is. */
  readonly capacity?: ReadonlyArray<CapacityLevel>;
  /** What is known of calendars. */
  readonly calendars?: ReadonlyArray<MetricCalendar>;
  /** What it costs. */
  readonly prices?: ReadonlyArray<MemoryPrice>;
  /** What a scenario can add, move or retire. */
  readonly workloads?: ReadonlyArray<Workload>;
  /** The present: what is older is history. */
  readonly now: PointInTime;
}

const MemoryForecastInput = optionsOf<MemoryForecastInput>('the input', {
  usage: list,
  capacity: list,
  calendars: list,
  prices: list,
  workloads: list,
  now: lookedAtLater,
});

/** The ports, and what was handed to them. */
export interface MemoryForecastPorts extends CapacityForecastPorts {
  /** Stands at `now`. */
  readonly clock: { now(): Date };
  readonly forecasts: ForecastStorePort;
  readonly models: ModelStorePort;
  /** Forecasts that the monitor got, in order. */
  readonly publishedForecasts: ReadonlyArray<ForecastResult>;
  /** Recommendations that the monitor got, in order. */
  readonly publishedRecommendations: ReadonlyArray<CapacityRecommendation>;
  /** What was noted for operators, to look at. */
  readonly logLines: ReadonlyArray<LogEntry>;
  /** Moves the clock, so that what was forecast can happen. */
  readonly setNow: (now: PointInTime) => void;
}

/**
 * Complete ports of capacity forecasting over plain arrays, for scripts and tests: the reference of what each port must
 * do. Ids count up from `forecast-1`, the clock stands at `now` until it is set, stores keep wire forms as a database
 * would.
 */
export function memoryForecastPorts(input: MemoryForecastInput): MemoryForecastPorts {
  // Input that cannot be read is a failure of the port that is asked.
  const given = lazy(() => orThrow(decode(MemoryForecastInput, input, 'the input of memoryForecastPorts')));
  const usageOf = (tenantId: string): ReadonlyArray<UsageSeries> =>
    given().usage.filter((series) => series.tenantId === tenantId);
  const publishedForecasts: ForecastResult[] = [];
  const publishedRecommendations: CapacityRecommendation[] = [];
  const logLines: LogEntry[] = [];
  let now: PointInTime | undefined;
  let ids = 0;
  return {
    usage: {
      readUsage: ({ tenantId, metric, since, until }) => {
        const own = usageOf(tenantId).filter((series) => series.metric === metric);
        const points = own.flatMap((series) => series.points);
        return {
          tenantId,
          metric,
          points: points.filter((point) => !(point.timestamp < since || point.timestamp > until)),
        };
      },
      listMetrics: ({ tenantId }) => [...new Set(usageOf(tenantId).map(({ metric }) => metric))],
    },
    capacity: {
      readCapacity: ({ tenantId, metric }) =>
        given().capacity?.find((level) => level.tenantId === tenantId && level.metric === metric) ?? null,
    },
    calendar: {
      readCalendar: ({ tenantId, metric }) =>
        given().calendars?.find((known) => known.tenantId === tenantId && known.metric === metric) ?? null,
    },
    // The engine reads amounts of every kind; its port's type names the kind that it works with.
    prices: {
      listPrices: ({ tenantId }) => (given().prices ?? []).filter((price) => price.tenantId === tenantId) as never,
    },
    workloads: {
      readWorkload: ({ tenantId, workloadId }) =>
        given().workloads?.find((workload) => workload.tenantId === tenantId && workload.workloadId === workloadId) ??
        null,
    },
    monitor: {
      publishForecast: (forecast) => void publishedForecasts.push(forecast),
      publishRecommendations: (recommendations) => void publishedRecommendations.push(...recommendations),
    },
    forecasts: memoryForecastStore(),
    models: memoryModelStore(),
    log: { write: (line) => void logLines.push(line) },
    clock: { now: () => toDate(now ?? given().now) },
    ids: { next: () => `forecast-${(ids += 1)}` },
    publishedForecasts,
    publishedRecommendations,
    logLines,
    setNow: (later) => {
      now = later;
    },
  };
}

function memoryForecastStore(): ForecastStorePort {
  const stored = new Map<string, object>();
  return {
    saveForecast: (forecast) =>
      void stored.set(JSON.stringify([forecast.tenantId, forecast.forecastId]), ForecastResult.encode(forecast)),
    latestForecasts: ({ tenantId, metric, limit }) =>
      [...stored.values()]
        .map((wire) => orThrow(decode(ForecastResult, wire, 'a stored forecast')))
        .filter((forecast) => forecast.tenantId === tenantId && forecast.metric === metric)
        .sort((a, b) => b.generatedAt - a.generatedAt || (a.forecastId < b.forecastId ? 1 : -1))
        .slice(0, limit),
  };
}

function memoryModelStore(): ModelStorePort {
  const stored = new Map<string, object>();
  return {
    saveModel: (model) => void stored.set(JSON.stringify([model.tenantId, model.modelId]), TrainedModel.encode(model)),
    latestModel: ({ tenantId, metric }) =>
      [...stored.values()]
        .map((wire) => orThrow(decode(TrainedModel, wire, 'a stored model')))
        .filter((model) => model.tenantId === tenantId && model.metric === metric)
        .sort((a, b) => b.trainedAt - a.trainedAt || (a.modelId < b.modelId ? 1 : -1))[0] ?? null,
  };
}
