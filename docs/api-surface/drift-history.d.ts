// @omnicloud/domain/drift/history

export const Episode: t.Type<Episode, object>;
export interface Episode {
    readonly episodeId: string;
    readonly configPath: string;
    readonly driftType: DriftType;
    readonly severity: DriftSeverity;
    readonly firstSeenAt: EpochSeconds;
    readonly openedAt: EpochSeconds;
    readonly lastSeenAt: EpochSeconds;
    readonly closedAt: EpochSeconds | null;
    readonly closedBy: EpisodeClosing | null;
    readonly openings: number;
    readonly recentOpenings: readonly EpochSeconds[];
    readonly secondsOpen: number;
    readonly valueDigest: string;
    readonly deliveries: readonly Delivery[];
}

export interface EpisodeFigures {
    readonly open: number;
    readonly reopened: number;
    readonly flapping: number;
    readonly meanSecondsToRemediate: number | null;
    readonly oldestOpenSince: number | null;
}

export interface FlappingRule {
    readonly openings: number;
    readonly withinSeconds: number;
}

export const HistoryEntry: t.Type<HistoryEntry, object>;
export interface HistoryEntry {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly sequence: number;
    readonly recordedAt: EpochSeconds;
    readonly records: readonly DriftRecord[];
    readonly episodes: readonly Episode[];
    readonly previousHash: string;
    readonly hash: string;
}

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export type UnsealedEntry = Omit<HistoryEntry, 'hash' | 'sequence' | 'previousHash'>;

export function episodeFigures(episodes: readonly Episode[], rule?: FlappingRule): EpisodeFigures;

export const hashOf: (entry: HistoryEntry) => string;

export function isFlapping(episode: Episode, rule?: FlappingRule): boolean;

export const isTamperedHistory: (value: unknown) => value is TamperedHistory;

export const linkEntry: (entry: UnsealedEntry, previous: HistoryEntry | undefined) => HistoryEntry;

export function meanSecondsToRemediate(episode: Episode): number | undefined;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function verifyChain(entries: readonly HistoryEntry[], lastHash?: string): Either<TamperedHistory, readonly HistoryEntry[]>;
