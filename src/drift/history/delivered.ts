import type { EpochSeconds } from '../../time/index.js';
import type { HistoryEntry } from '../model/history-entry.js';
import { appendEntry } from './chain.js';

/** The entry that says which deliveries their receivers have confirmed. */
export function markDelivered(previous: HistoryEntry, keys: ReadonlySet<string>, at: EpochSeconds): HistoryEntry {
  const { tenantId, resourceId, resourceType } = previous;
  const episodes = previous.episodes.map((episode) => ({
    ...episode,
    deliveries: episode.deliveries.map((delivery) =>
      delivery.deliveredAt === null && keys.has(delivery.idempotencyKey) ? { ...delivery, deliveredAt: at } : delivery,
    ),
  }));
  return appendEntry({ tenantId, resourceId, resourceType, recordedAt: at, records: [], episodes }, previous);
}
