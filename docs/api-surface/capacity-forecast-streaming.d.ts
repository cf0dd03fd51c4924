// @omnicloud/domain/capacity-forecast/streaming

export type InvalidForecastOption = TaggedError<'InvalidForecastOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export interface StreamSettings {
    readonly alpha: number;
    readonly beta: number;
    readonly phi: number;
    readonly season: ReadonlyArray<number>;
}

export interface StreamState {
    readonly settings: StreamSettings;
    readonly count: number;
    readonly run: ReadonlyArray<number>;
    readonly products: ReadonlyArray<number>;
}

export type UnusableSeries = TaggedError<'UnusableSeries', {
    readonly found: string;
    readonly expected: string;
}>;

export function advanceStream(state: StreamState, value: number): Either<UnusableSeries, StreamState>;

export function forecastStream(state: StreamState, horizon: number): Either<UnusableSeries | InvalidForecastOption, number[]>;

export const isInvalidForecastOption: (value: unknown) => value is InvalidForecastOption;

export const isUnusableSeries: (value: unknown) => value is UnusableSeries;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function startStream(values: ArrayLike<number>, period?: number): Either<UnusableSeries, StreamState>;
