// @omnicloud/domain/charts

export interface AnomalyCausesInput {
    readonly tenantId: string;
    readonly baselineMean: Decimal;
    readonly currentCost: Decimal;
    readonly severity: string;
    readonly suggestedCauses?: ReadonlyArray<{
        readonly kind: string;
        readonly subject: string;
        readonly amount: Decimal;
    }>;
    readonly causes?: ReadonlyArray<{
        readonly cause: string;
        readonly amount: Decimal;
    }>;
    readonly currency?: string;
}

export interface ChartSize {
    readonly width?: number;
    readonly height?: number;
}

export interface ChartSpecification {
    readonly $schema: string;
    readonly description: string;
    readonly title: {
        readonly text: string;
        readonly subtitle: readonly string[];
    };
    readonly [field: string]: unknown;
}

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export interface CostOfPeriod {
    readonly tenantId: string;
    readonly periodStart: number;
    readonly periodEnd: number;
    readonly breakdown: Readonly<Record<string, Decimal>>;
    readonly totalAllocated: Decimal;
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

export interface ForecastFanInput {
    readonly forecast: {
        readonly tenantId: string;
        readonly metric: string;
        readonly predictions: ReadonlyArray<readonly [
            number,
            number
        ]>;
        readonly lowerBoundP10: ReadonlyArray<number>;
        readonly upperBoundP90: ReadonlyArray<number>;
        readonly modelType: string;
    };
    readonly history: ReadonlyArray<{
        readonly timestamp: number;
        readonly value: number;
    }>;
    readonly regimeChanges?: ReadonlyArray<{
        readonly timestamp: number;
        readonly kind: string;
    }>;
    readonly capacity?: number;
    readonly exhaustion?: number | null;
}

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export interface MoneySource {
    readonly source: string;
    readonly amount: Decimal;
}

export interface MoneySourcesInput {
    readonly tenantId: string;
    readonly periodStart: number;
    readonly periodEnd: number;
    readonly sources: ReadonlyArray<MoneySource>;
    readonly total: Decimal;
    readonly currency?: string;
}

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { Right } from '@omnicloud/domain/cost-allocation';

export interface ScanSummary {
    readonly tenantId: string;
    readonly scanCompletedAt: number;
    readonly summary: Readonly<Partial<Record<(typeof SEVERITIES)[number], number>>>;
}

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function anomalyCauses(input: AnomalyCausesInput, size?: ChartSize): ChartSpecification;

export function costTrend(history: ReadonlyArray<CostOfPeriod>, options?: ChartSize & {
    readonly currency?: string;
}): ChartSpecification;

export function driftOverTime(scans: ReadonlyArray<ScanSummary>, size?: ChartSize): ChartSpecification;

export function forecastFan(input: ForecastFanInput, size?: ChartSize): ChartSpecification;

export function moneySources(input: MoneySourcesInput, size?: ChartSize): ChartSpecification;
