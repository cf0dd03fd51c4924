// @omnicloud/domain/cost-allocation/anomalies

export { AnomalyCheck } from '@omnicloud/domain/cost-allocation';

export { AnomalyOptions } from '@omnicloud/domain/cost-allocation';

export { AnomalySeverity } from '@omnicloud/domain/cost-allocation';

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { CostAnomaly } from '@omnicloud/domain/cost-allocation';

export { CostCause } from '@omnicloud/domain/cost-allocation';

export { CostCauseKind } from '@omnicloud/domain/cost-allocation';

export { CostLine } from '@omnicloud/domain/cost-allocation';

export interface DailyAnomaly {
    readonly index: number;
    readonly day: number;
    readonly kind: 'spike' | 'rise';
    readonly cost: Decimal;
    readonly expected: Decimal;
    readonly excess: Decimal;
    readonly zScore: number;
    readonly severity: AnomalySeverity;
}

export interface DailyAnomalyOptions {
    readonly unsettledDays?: number;
}

export interface DailyCosts {
    readonly start: number;
    readonly costs: readonly (Decimal | null)[];
}

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export { ExplainOptions } from '@omnicloud/domain/cost-allocation';

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

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function dailyAnomalies(series: DailyCosts, options?: DailyAnomalyOptions): Either<DecodeError, readonly DailyAnomaly[]>;

export { detectAnomalies } from '@omnicloud/domain/cost-allocation';

export { explainIncrease } from '@omnicloud/domain/cost-allocation';
