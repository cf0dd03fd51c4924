import type { ForecastResult, TrainedModel } from '../capacity-forecast/model/index.js';
import type { CostAllocationResult } from '../cost-allocation/model/allocation-result.js';
import type { AllocationRule } from '../cost-allocation/model/allocation-rule.js';
import type { DriftRecord, HistoryEntry } from '../drift/model/index.js';
import { Decimal } from '../money/decimal.js';
import { sum } from '../money/units.js';
import type { EpochSeconds } from '../time/period.js';

/** A rule that splits shared cost by usage; `changes` says what is different about it. */
export function allocationRule(changes: Partial<AllocationRule> = {}): AllocationRule {
  return {
    ruleId: 'rule-1',
    name: 'shared by compute and storage',
    category: 'shared',
    strategy: 'proportional',
    weightByCategory: { compute: new Decimal('0.7'), storage: new Decimal('0.3') },
    effectiveFrom: 1.7e9,
    effectiveUntil: null,
    isActive: true,
    ...changes,
  };
}

/** A result whose total is the sum of its breakdown; `changes` says what is different about it. */
export function allocationResult(changes: Partial<CostAllocationResult> = {}): CostAllocationResult {
  const zero = new Decimal(0);
  const breakdown = changes.breakdown ?? {
    compute: new Decimal('123456789012345678901234567890.000000000001'),
    storage: new Decimal('0.1'),
    network: new Decimal('-0.2'),
    shared: zero,
    reserved: zero,
    support: zero,
  };
  return {
    allocationId: 'allocation-1',
    tenantId: 'acme',
    periodStart: 1_709_251_200 as EpochSeconds,
    periodEnd: 1_711_929_600 as EpochSeconds,
    breakdown,
    totalAllocated: sum(Object.values(breakdown)),
    allocationMetadata: { currency: 'USD', notes: ['made up'], nested: { empty: null } },
    ...changes,
  };
}

/** A forecast of three steps; `changes` says what is different about it. */
export function forecastResult(changes: Partial<ForecastResult> = {}): ForecastResult {
  return {
    forecastId: 'forecast-1',
    tenantId: 'acme',
    metric: 'cpu_utilization',
    granularity: 'daily',
    predictions: [0, 1, 2].map((day) => [(1.7e9 + day * 86_400) as EpochSeconds, 40 + day / 3] as const),
    lowerBoundP10: [30, 30.1, 30.2],
    upperBoundP90: [50.5, 51.25, 52.125],
    quantiles: { '0.1': [30, 30.1, 30.2], '0.5': [40, 40.3, 40.7], '0.9': [50.5, 51.25, 52.125] },
    modelType: 'ensemble',
    seasonalityDetected: 'weekly',
    confidenceScore: 0.9,
    generatedAt: 1.7e9 as EpochSeconds,
    ...changes,
  };
}

/** A custom model; `changes` says what is different about it. */
export function trainedModel(changes: Partial<TrainedModel> = {}): TrainedModel {
  return {
    modelId: 'model-1',
    tenantId: 'acme',
    metric: 'cpu_utilization',
    config: { models: ['theta'], periods: [7], bounds: [0, null] },
    trainingHash: 'cbf29ce484222325',
    trainingPoints: 90,
    trainedFrom: 1.69e9 as EpochSeconds,
    trainedUntil: 1.7e9 as EpochSeconds,
    trainedAt: 1.7e9 as EpochSeconds,
    mase: 0.8,
    defaultMase: 0.9,
    origins: 12,
    ...changes,
  };
}

/** What matters of a generated entry; the rest follows from it. */
interface HistoryEntrySpec {
  readonly tenantId: string;
  readonly resourceId: string;
  readonly sequence: number;
  readonly recordedAt: number;
  /** The actual value of its one drift. Default 1. */
  readonly actualValue?: unknown;
}

/** An entry of a drift history with one drift and its episode. Its hashes only look like hashes. */
export function historyEntry(spec: HistoryEntrySpec): HistoryEntry {
  const { tenantId, resourceId, sequence } = spec;
  const at = spec.recordedAt as EpochSeconds;
  const name = `${tenantId}/${resourceId}/${sequence}`;
  return {
    tenantId,
    resourceId,
    resourceType: 'aws_instance',
    sequence,
    recordedAt: at,
    records: [driftRecord(spec, name)],
    episodes: [
      {
        episodeId: `episode of ${name}`,
        configPath: 'size',
        driftType: 'value_changed',
        severity: 'functional',
        firstSeenAt: at,
        openedAt: at,
        lastSeenAt: at,
        closedAt: null,
        closedBy: null,
        openings: 1,
        recentOpenings: [at],
        secondsOpen: 0,
        valueDigest: `digest of ${name}`,
        deliveries: [{ target: 'reconciler', idempotencyKey: `key of ${name}`, deliveredAt: null }],
      },
    ],
    previousHash: sequence === 0 ? '0'.repeat(64) : `hash ${sequence - 1} of ${tenantId}/${resourceId}`,
    hash: `hash ${sequence} of ${tenantId}/${resourceId}`,
  };
}

function driftRecord(spec: HistoryEntrySpec, name: string): DriftRecord {
  return {
    driftId: `drift of ${name}`,
    resourceId: spec.resourceId,
    resourceType: 'aws_instance',
    tenantId: spec.tenantId,
    driftType: 'value_changed',
    severity: 'functional',
    configPath: 'size',
    pointer: '/size',
    actualPointer: '/size',
    desiredValue: 0,
    actualValue: 'actualValue' in spec ? spec.actualValue : 1,
    detectedAt: spec.recordedAt as EpochSeconds,
    remediationAction: 'set size to 0',
    autoRemediable: true,
    reasons: ['a generated drift'],
  };
}
