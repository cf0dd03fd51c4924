// @omnicloud/domain/capacity-forecast/many

export interface ForecastAnswer {
    readonly id: string;
    readonly forecast: Either<ForecastError, SeriesForecast>;
}

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export interface ForecastExecutor {
    readonly width: number;
    readonly run: (jobs: readonly ForecastJob[]) => MaybePromise<readonly ForecastAnswer[]>;
}

export interface ForecastJob {
    readonly id: string;
    readonly values: ArrayLike<number>;
    readonly options: ForecastOptions;
}

export interface ForecastManyOptions {
    readonly signal?: {
        readonly aborted: boolean;
    };
    readonly onProgress?: (progress: {
        readonly done: number;
        readonly failed: number;
        readonly total?: number;
    }) => void;
    readonly executor?: ForecastExecutor;
    readonly batchSize?: number;
}

export type ForecastModelFailed = TaggedError<'ForecastModelFailed', {
    readonly model: string;
    readonly reason: string;
}>;

export interface ForecastOptions {
    readonly horizon: number;
    readonly periods?: readonly number[];
    readonly levels?: readonly number[];
    readonly bounds?: readonly [
        low: number | null,
        high: number | null
    ];
    readonly model?: string | readonly string[] | ForecastModel;
}

export type InvalidForecastOption = TaggedError<'InvalidForecastOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export interface SeriesForecast {
    readonly mean: number[];
    readonly quantiles: Record<string, number[]>;
    readonly model: string;
    readonly weights: readonly ModelWeight[];
    readonly reasons: readonly string[];
    readonly parts: ForecastParts;
}

export type UnknownForecastModel = TaggedError<'UnknownForecastModel', {
    readonly model: string;
    readonly known: readonly string[];
}>;

export type UnusableSeries = TaggedError<'UnusableSeries', {
    readonly found: string;
    readonly expected: string;
}>;

export function forecastMany(jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>, options?: ForecastManyOptions): AsyncGenerator<ForecastAnswer, void, undefined>;

export const isForecastModelFailed: (value: unknown) => value is ForecastModelFailed;

export const isInvalidForecastOption: (value: unknown) => value is InvalidForecastOption;

export const isUnknownForecastModel: (value: unknown) => value is UnknownForecastModel;

export const isUnusableSeries: (value: unknown) => value is UnusableSeries;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;
