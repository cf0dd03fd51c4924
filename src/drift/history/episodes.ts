import { canonicalJson, hmacHex, sha256Hex } from '../../codec/digest.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { type TamperedHistory, tamperedHistory } from '../errors.js';
import { type DriftRecord, needsEscalation } from '../model/drift-record.js';
import { type Delivery, type Episode, HistoryEntry } from '../model/history.js';
import { recordedText } from '../model/recorded-value.js';
import { parsePath } from '../path.js';
import { tryOr } from '../plain-data.js';

/** What stands for the hash before the first entry. */
const ZERO_HASH = '0'.repeat(64);

/** An entry before it is part of a chain. */
export type EntryContent = Omit<HistoryEntry, 'hash' | 'sequence' | 'previousHash'>;

/**
 * Makes an entry the next of a chain: numbered, linked to the one before, and hashed. What refuses to be read becomes
 * an entry without a hash, which `verifyChain` refuses.
 */
export const appendEntry = (entry: EntryContent, previous: HistoryEntry | undefined): HistoryEntry =>
  tryOr(
    () => {
      const place = { sequence: (previous?.sequence ?? -1) + 1, previousHash: previous?.hash ?? ZERO_HASH };
      const linked = { ...entry, ...place, hash: ZERO_HASH };
      return { ...linked, hash: entryHash(linked) };
    },
    { hash: '' } as HistoryEntry,
  );

/**
 * The hash that an entry must have: SHA-256 of its wire form in canonical JSON, without the hash itself. What is no
 * entry has none: `''`.
 */
export const entryHash = (entry: HistoryEntry): string =>
  tryOr(() => {
    const { hash: _, ...wire } = HistoryEntry.encode(entry) as { readonly hash: unknown };
    return sha256Hex(canonicalJson(wire));
  }, '');

/**
 * Whether the entries of one resource, oldest first, are what was written: none changed, none missing between two,
 * none put in, in the order of writing. They may begin later than the chain does. That the end was cut off can only be
 * seen by whoever kept the last hash, and gives it as `lastHash`.
 */
export function verifyChain(
  entries: readonly HistoryEntry[],
  lastHash?: string,
): Either<TamperedHistory, readonly HistoryEntry[]> {
  const chain = tryOr(() => entries.map((entry) => entry), undefined);
  if (chain === undefined) return tampered(undefined, 'it is no list of entries');
  for (const [i, entry] of chain.entries()) {
    const reason = tryOr(() => flawOf(entry, chain[i - 1]), 'it cannot be read');
    if (reason !== undefined) return tampered(entry, reason);
  }
  const last = chain.at(-1);
  return lastHash !== undefined && (last?.hash ?? ZERO_HASH) !== lastHash
    ? tampered(last, 'it is not the last entry that was written')
    : E.right(entries);
}

function tampered(entry: Partial<HistoryEntry> | undefined, reason: string): Either<TamperedHistory, never> {
  const { resourceId = '', sequence = 0 } = tryOr(() => ({ ...entry }), {});
  return E.left(tamperedHistory({ resourceId, sequence, reason }));
}

function flawOf(entry: HistoryEntry, before: HistoryEntry | undefined): string | undefined {
  const hash = entryHash(entry);
  if (hash === '' || hash !== entry.hash) return 'its content does not have its hash';
  if (before === undefined)
    return entry.sequence === 0 && entry.previousHash !== ZERO_HASH ? 'a first entry follows none' : undefined;
  if (entry.resourceId !== before.resourceId || entry.tenantId !== before.tenantId)
    return 'it belongs to another resource';
  if (entry.sequence !== before.sequence + 1) return `it follows entry ${before.sequence}`;
  return entry.previousHash === before.hash ? undefined : 'it does not follow the entry before it';
}

/** The records of a chain that came after an instant, newest first; of one entry in reverse document order. */
export function recordsSince(
  chain: readonly HistoryEntry[],
  since: EpochSeconds | undefined,
): Either<TamperedHistory, readonly DriftRecord[]> {
  const sorted = [...chain].sort((a, b) => a.sequence - b.sequence);
  return E.map((entries: readonly HistoryEntry[]) =>
    entries
      .filter(({ recordedAt }) => since === undefined || recordedAt > since)
      .flatMap(({ records }) => records)
      .reverse(),
  )(verifyChain(sorted));
}

/**
 * What makes two drifts the same story: the same place of the same resource. Where an element of a list came or went
 * its position means little (providers return sets in any order), so there the element itself is the place.
 */
function episodeIdOf(record: DriftRecord, digestKey: string): string {
  const { tenantId, resourceId, configPath, pointer, driftType } = record;
  const path = parsePath(configPath);
  const isElement =
    E.isRight(path) &&
    typeof path.right.at(-1) === 'number' &&
    (driftType === 'key_added' || driftType === 'key_removed');
  const value = driftType === 'key_added' ? record.actualValue : record.desiredValue;
  const place = isElement
    ? [pointer.slice(0, pointer.lastIndexOf('/')), driftType, hmacHex(digestKey, recordedText(value))]
    : [pointer];
  return sha256Hex(JSON.stringify([tenantId, resourceId, ...place])).slice(0, 32);
}

/** A keyed digest of what a drift looks like, by which a change of it is seen. */
const valueDigestOf = ({ driftType, desiredValue, actualValue }: DriftRecord, digestKey: string): string =>
  hmacHex(
    digestKey,
    recordedText([
      driftType,
      desiredValue ?? null,
      actualValue ?? null,
      desiredValue === undefined,
      actualValue === undefined,
    ]),
  ).slice(0, 32);

/** The ids of some drifts of one resource; of several that are alike the later ones are numbered. */
export function episodeIds(records: readonly DriftRecord[], digestKey: string): readonly string[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const id = episodeIdOf(record, digestKey);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
}

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
  const reported: DriftRecord[] = [];
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
      reported.push(record);
  });
  const seen = new Set(ids);
  for (const episode of known.values()) {
    if (episode.closedAt === null && !seen.has(episode.episodeId)) {
      episodes.set(episode.episodeId, closedEpisode(episode, observed.at, quiet.has(episode.episodeId)));
    }
  }
  const { tenantId, resourceId, resourceType, at } = observed;
  return appendEntry(
    {
      tenantId,
      resourceId,
      resourceType,
      recordedAt: at,
      records: reported,
      episodes: [...episodes.values()].sort(byId),
    },
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

// A drift that got worse while it was open goes to compliance too; what was dispatched is not dispatched again.
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

/** What the episodes of a resource, or of a tenant, say together. */
export interface EpisodeFigures {
  /** Drifts that are open. */
  readonly open: number;
  /** Drifts that came back after they were mended. */
  readonly reopened: number;
  /** Drifts that keep coming and going. */
  readonly flapping: number;
  /** The mean of the seconds from opening to closing over all closed openings; null where none has closed. */
  readonly meanSecondsToRemediate: number | null;
  /** The oldest opening that is still open. */
  readonly oldestOpenSince: number | null;
}

/** When an episode flaps: this many openings within so many seconds. Default 3 within a week. */
export interface FlappingRule {
  /** So many openings make a drift that flaps. */
  readonly openings: number;
  /** Within so many seconds. */
  readonly withinSeconds: number;
}

const DEFAULT_FLAPPING: FlappingRule = { openings: 3, withinSeconds: 604_800 };

/** Whether an episode keeps coming back: some run of its latest openings is that dense. */
export function isFlapping(episode: Episode, rule: FlappingRule = DEFAULT_FLAPPING): boolean {
  return tryOr(() => {
    const { openings, withinSeconds } = rule;
    return episode.recentOpenings.some((from, i, all) => {
      const until = all[i + openings - 1];
      return until !== undefined && until - from <= withinSeconds;
    });
  }, false);
}

/** Whether a value has what the figures rest on. */
const isEpisode = ({ openings, secondsOpen, openedAt }: Episode): boolean =>
  [openings, secondsOpen, openedAt].every(Number.isFinite);

/** The mean seconds that a closed opening of an episode lasted; `undefined` where none has closed by being resolved. */
export function meanSecondsToRemediate(episode: Episode): number | undefined {
  return episodeFigures([episode]).meanSecondsToRemediate ?? undefined;
}

/** Counts and times over many episodes. What is no episode, or refuses to be read, is passed over. */
export function episodeFigures(episodes: readonly Episode[], rule?: FlappingRule): EpisodeFigures {
  const read = tryOr(() => [...episodes], []).flatMap((episode) => tryOr(() => [{ ...episode }], []));
  return figuresOf(read.filter(isEpisode), rule);
}

function figuresOf(episodes: readonly Episode[], rule: FlappingRule | undefined): EpisodeFigures {
  const open = episodes.filter(({ closedAt }) => closedAt === null);
  const finished = episodes.reduce((sum, { openings, closedAt }) => sum + openings - (closedAt === null ? 1 : 0), 0);
  const seconds = episodes.reduce((sum, { secondsOpen }) => sum + secondsOpen, 0);
  return {
    open: open.length,
    reopened: episodes.filter(({ openings }) => openings > 1).length,
    flapping: episodes.filter((episode) => isFlapping(episode, rule)).length,
    meanSecondsToRemediate: finished === 0 ? null : seconds / finished,
    oldestOpenSince:
      open.length === 0 ? null : open.reduce((oldest, { openedAt }) => Math.min(oldest, openedAt), Infinity),
  };
}
