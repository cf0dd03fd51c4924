// @omnicloud/domain/drift/history

export { Attribution } from '@omnicloud/domain/drift';

export { AuditEvent } from '@omnicloud/domain/drift';

export interface AuditOptions {
    readonly tenantId: string;
}

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export type EntryContent = Omit<HistoryEntry, 'hash' | 'sequence' | 'previousHash'>;

export { Episode } from '@omnicloud/domain/drift';

export interface EpisodeFigures {
    readonly open: number;
    readonly reopened: number;
    readonly flapping: number;
    readonly meanSecondsToRemediate: number | null;
    readonly oldestOpenSince: number | null;
}

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export interface FlappingRule {
    readonly openings: number;
    readonly withinSeconds: number;
}

export { HistoryEntry } from '@omnicloud/domain/drift';

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

export { TamperedHistory } from '@omnicloud/domain/drift';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export const appendEntry: (entry: EntryContent, previous: HistoryEntry | undefined) => HistoryEntry;

export function attributeDrifts(drifts: readonly DriftRecord[], events: readonly AuditEvent[], names?: readonly string[]): readonly DriftRecord[];

export const entryHash: (entry: HistoryEntry) => string;

export function episodeFigures(episodes: readonly Episode[], rule?: FlappingRule): EpisodeFigures;

export function isFlapping(episode: Episode, rule?: FlappingRule): boolean;

export function meanSecondsToRemediate(episode: Episode): number | undefined;

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function readAuditEvents(trail: unknown, options: AuditOptions): Either<DecodeError, readonly AuditEvent[]>;

export function verifyChain(entries: readonly HistoryEntry[], lastHash?: string): Either<TamperedHistory, readonly HistoryEntry[]>;
