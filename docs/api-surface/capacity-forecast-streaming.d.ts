// @omnicloud/domain/capacity-forecast/streaming

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export { InvalidForecastOption } from '@omnicloud/domain/capacity-forecast';

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { Right } from '@omnicloud/domain/cost-allocation';

export { Some } from '@omnicloud/domain/cost-allocation';

export interface StreamSettings {
    readonly alpha: number;
    readonly beta: number;
    readonly phi: number;
    readonly season: readonly number[];
}

export interface StreamState {
    readonly settings: StreamSettings;
    readonly count: number;
    readonly run: readonly number[];
    readonly products: readonly number[];
}

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { UnusableSeries } from '@omnicloud/domain/capacity-forecast';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function advanceStream(state: StreamState, value: number): Either<UnusableSeries, StreamState>;

export function forecastStream(state: StreamState, horizon: number): Either<UnusableSeries | InvalidForecastOption, number[]>;

export { isError } from '@omnicloud/domain/cost-allocation';

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function startStream(values: ArrayLike<number>, period?: number): Either<UnusableSeries, StreamState>;
