import type { DriftRecord, HistoryEntry } from '../../drift/model/index.js';
import type { EpochSeconds } from '../../time/index.js';

/** What matters of a generated entry; the rest follows from it. */
export interface HistoryEntrySpec {
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
