// @omnicloud/domain/adapters/worker-threads

export interface ForecastWorkers extends ForecastExecutor {
    readonly close: () => Promise<void>;
}

export function forecastWorkers(size?: number, entry?: import("url").URL): ForecastWorkers;
