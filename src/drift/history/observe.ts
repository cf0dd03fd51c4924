import type { EpochSeconds } from '../../time/index.js';
import type { Delivery } from '../model/delivery.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { Episode } from '../model/episode.js';
import type { HistoryEntry } from '../model/history-entry.js';
import { sha256Hex } from '../../digest/index.js';
import { appendEntry } from './chain.js';
import { episodeIds, valueDigestOf } from './episode-id.js';
import { needsEscalation } from '../model/severity.js';

/** What one look at a resource saw. */
export interface ScannedResource {
  readonly tenantId: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly records: readonly DriftRecord[];
  /** Drifts that are there and are kept quiet: their episodes close, but not as resolved. */
  readonly suppressed: readonly DriftRecord[];
  readonly at: EpochSeconds;
}

/**
 * The next entry of a resource's history, or none where there is nothing to tell: no drift, and no episode to close.
 * Each drift opens, continues or reopens its episode; an open episode that is not seen any more closes.
 */
export function nextEntry(
  observed: ScannedResource,
  previous: HistoryEntry | undefined,
  digestKey: string,
): HistoryEntry | undefined {
  const known = new Map((previous?.episodes ?? []).map((episode) => [episode.episodeId, episode]));
  const anyOpen = [...known.values()].some(({ closedAt }) => closedAt === null);
  if (observed.records.length === 0 && !anyOpen) return undefined;
  const ids = episodeIds(observed.records, digestKey);
  const quiet = new Set(episodeIds(observed.suppressed, digestKey));
  const batch = idempotencyKeyOf(observed, 'reconciler', `${(previous?.sequence ?? -1) + 1}`);
  const episodes = new Map(known);
  const told: DriftRecord[] = [];
  observed.records.forEach((record, i) => {
    const before = known.get(ids[i]!);
    const after = updatedEpisode(record, ids[i]!, before, observed, valueDigestOf(record, digestKey), batch);
    episodes.set(after.episodeId, after);
    if (
      before === undefined ||
      before.closedAt !== null ||
      before.valueDigest !== after.valueDigest ||
      before.severity !== after.severity
    )
      told.push(record);
  });
  const seen = new Set(ids);
  for (const episode of known.values()) {
    if (episode.closedAt === null && !seen.has(episode.episodeId)) {
      episodes.set(episode.episodeId, closedEpisode(episode, observed.at, quiet.has(episode.episodeId)));
    }
  }
  const { tenantId, resourceId, resourceType, at } = observed;
  return appendEntry(
    { tenantId, resourceId, resourceType, recordedAt: at, records: told, episodes: [...episodes.values()].sort(byId) },
    previous,
  );
}

const byId = (a: Episode, b: Episode): number => (a.episodeId < b.episodeId ? -1 : 1);

// How many openings are kept, for flapping.
const MAX_KEPT_OPENINGS = 10;

function updatedEpisode(
  record: DriftRecord,
  episodeId: string,
  before: Episode | undefined,
  observed: ScannedResource,
  valueDigest: string,
  batch: string,
): Episode {
  const { at } = observed;
  const now = {
    episodeId,
    configPath: record.configPath,
    driftType: record.driftType,
    severity: record.severity,
    lastSeenAt: at,
    valueDigest,
  };
  if (before !== undefined && before.closedAt === null) {
    return {
      ...before,
      ...now,
      deliveries: withEscalation(
        before.deliveries,
        record,
        deliveryFor(record, episodeId, before.openings, observed, batch),
      ),
    };
  }
  const openings = (before?.openings ?? 0) + 1;
  return {
    ...now,
    firstSeenAt: before?.firstSeenAt ?? at,
    openedAt: at,
    closedAt: null,
    closedBy: null,
    openings,
    recentOpenings: [...(before?.recentOpenings ?? []), at].slice(-MAX_KEPT_OPENINGS),
    secondsOpen: before?.secondsOpen ?? 0,
    deliveries: [deliveryFor(record, episodeId, openings, observed, batch)],
  };
}

// A drift that got worse while it was open goes to compliance too; what was handed on already is not handed on again.
const withEscalation = (deliveries: readonly Delivery[], record: DriftRecord, wanted: Delivery): readonly Delivery[] =>
  needsEscalation(record.severity) && !deliveries.some(({ target }) => target === 'compliance')
    ? [...deliveries.filter(({ deliveredAt }) => deliveredAt !== null), wanted]
    : deliveries;

function deliveryFor(
  record: DriftRecord,
  episodeId: string,
  openings: number,
  observed: ScannedResource,
  batch: string,
): Delivery {
  return needsEscalation(record.severity)
    ? {
        target: 'compliance',
        idempotencyKey: idempotencyKeyOf(observed, 'compliance', `${episodeId}:${openings}`),
        deliveredAt: null,
      }
    : { target: 'reconciler', idempotencyKey: batch, deliveredAt: null };
}

const idempotencyKeyOf = ({ tenantId, resourceId }: ScannedResource, target: string, what: string): string =>
  sha256Hex(JSON.stringify([tenantId, resourceId, target, what])).slice(0, 32);

const closedEpisode = (episode: Episode, at: EpochSeconds, quiet: boolean): Episode => ({
  ...episode,
  closedAt: at,
  closedBy: quiet ? 'suppressed' : 'resolved',
  secondsOpen: episode.secondsOpen + Math.max(0, at - episode.openedAt),
});
