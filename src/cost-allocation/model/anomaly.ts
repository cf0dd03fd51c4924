import { type Codec } from '../../codec/io-ts.js';

import { listOf, nullable, record } from '../../codec/record.js';
import { decimalCodec, finiteNumber, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';

/** How urgently an anomaly wants a look, least first. */
export const ANOMALY_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
/** How grave an anomaly is, by money and by surprise. */
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];
export const AnomalySeverity: Codec<AnomalySeverity> = oneOf(ANOMALY_SEVERITIES);

/** What made a cost change. `other` is what the lines at hand do not explain. */
export const COST_CAUSE_KINDS = ['price', 'usage', 'new_resource', 'gone_resource', 'shared_rule', 'other'] as const;
/** What kind of cause made a cost grow. */
export type CostCauseKind = (typeof COST_CAUSE_KINDS)[number];
export const CostCauseKind: Codec<CostCauseKind> = oneOf(COST_CAUSE_KINDS);

/** One part of an increase; the parts of an increase add up to it exactly. */
export interface CostCause {
  /** What sort of cause it is. */
  readonly kind: CostCauseKind;
  /** The resource, pool or category that it lies in. */
  readonly subject: string;
  /** Money it adds; negative where it saves. */
  readonly amount: Decimal;
  /** The same as a sentence. */
  readonly reason: string;
}

/** A cost that stands out above what went before. */
export interface CostAnomaly {
  /** Whose cost it is. */
  readonly tenantId: string;
  /** How grave it is, by money and by surprise. */
  readonly severity: AnomalySeverity;
  /** The cost that stands out. */
  readonly currentCost: Decimal;
  /** Mean of the baseline periods, to six digits more than the amounts have. */
  readonly baselineMean: Decimal;
  /** Sample standard deviation of the baseline periods, to the same digits. */
  readonly baselineStdDev: Decimal;
  /** Standard deviations above the mean; null where the baseline never varied. */
  readonly zScore: number | null;
  /** currentCost - baselineMean, exactly. */
  readonly increase: Decimal;
  /** The share of the mean that the increase is; null where the mean is not above zero. */
  readonly relativeIncrease: number | null;
  /** How often a period without anything wrong would look like this, on normally distributed costs. */
  readonly chance: number;
  /** Largest first; they add up to the increase. Empty where no lines were given. */
  readonly suggestedCauses: readonly CostCause[];
}

/** {@link CostCause} as it goes over the wire. */
export interface CostCauseJson {
  readonly kind: CostCauseKind;
  readonly subject: string;
  readonly amount: string;
  readonly reason: string;
}

/** {@link CostAnomaly} as it goes over the wire. */
export interface CostAnomalyJson {
  readonly tenant_id: string;
  readonly severity: AnomalySeverity;
  readonly current_cost: string;
  readonly baseline_mean: string;
  readonly baseline_std_dev: string;
  readonly z_score: number | null;
  readonly increase: string;
  readonly relative_increase: number | null;
  readonly chance: number;
  readonly suggested_causes: readonly CostCauseJson[];
}

export const CostCause: Codec<CostCause, CostCauseJson> = record<CostCause, CostCauseJson>('a cause of a cost', {
  kind: CostCauseKind,
  subject: text,
  amount: decimalCodec,
  reason: text,
});

export const CostAnomaly: Codec<CostAnomaly, CostAnomalyJson> = record<CostAnomaly, CostAnomalyJson>('a cost anomaly', {
  tenantId: nonEmptyText,
  severity: AnomalySeverity,
  currentCost: decimalCodec,
  baselineMean: decimalCodec,
  baselineStdDev: decimalCodec,
  zScore: nullable(finiteNumber),
  increase: decimalCodec,
  relativeIncrease: nullable(finiteNumber),
  chance: finiteNumber,
  suggestedCauses: listOf(CostCause),
});
