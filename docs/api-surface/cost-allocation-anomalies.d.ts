// @omnicloud/domain/cost-allocation/anomalies

export interface AnomalyCheck {
    readonly anomalies: ReadonlyArray<CostAnomaly>;
    readonly notJudged?: string;
}

export interface AnomalyOptions {
    readonly tenantId: string;
    readonly mode?: 'plain' | 'calibrated';
    readonly falseAlarmRate?: number;
    readonly causesOf?: (increase: Decimal) => ReadonlyArray<CostCause>;
}

export const AnomalySeverity: t.Type<AnomalySeverity>;
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];

export const CostAnomaly: t.Type<CostAnomaly, CostAnomalyJson>;
export interface CostAnomaly {
    readonly tenantId: string;
    readonly severity: AnomalySeverity;
    readonly currentCost: Decimal;
    readonly baselineMean: Decimal;
    readonly baselineStdDev: Decimal;
    readonly zScore: number | null;
    readonly increase: Decimal;
    readonly relativeIncrease: number | null;
    readonly chance: number;
    readonly suggestedCauses: ReadonlyArray<CostCause>;
}

export const CostCause: t.Type<CostCause, CostCauseJson>;
export interface CostCause {
    readonly kind: CostCauseKind;
    readonly subject: string;
    readonly amount: Decimal;
    readonly reason: string;
}

export const CostCauseKind: t.Type<CostCauseKind>;
export type CostCauseKind = (typeof COST_CAUSE_KINDS)[number];

export interface CostLine {
    readonly category: string;
    readonly resourceId?: string;
    readonly cost: Decimal;
    readonly usageQuantity?: Decimal;
    readonly usageUnit?: string;
    readonly pool?: {
        readonly poolId: string;
        readonly total: Decimal;
    };
}

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
    readonly costs: ReadonlyArray<Decimal | null>;
}

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export interface ExplainOptions {
    readonly periods?: number;
    readonly increase?: Decimal;
}

export function dailyAnomalies(series: DailyCosts, options?: DailyAnomalyOptions): ReadonlyArray<DailyAnomaly>;

export function detectAnomalies(current: Decimal, history: ReadonlyArray<Decimal>, options: AnomalyOptions): AnomalyCheck;

export function explainIncrease(before: ReadonlyArray<CostLine>, after: ReadonlyArray<CostLine>, options?: ExplainOptions): ReadonlyArray<CostCause>;
