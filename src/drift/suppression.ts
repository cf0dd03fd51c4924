import { E, type Either } from '../prelude.js';
import { epochToDate as dateOf, type EpochSeconds } from '../time/period.js';
import { compareConfigs } from './compare/compare-configs.js';
import type { InvalidRule } from './errors.js';
import type { DriftRecord } from './model/drift-record.js';
import type { SuppressedDrift, Suppression, SuppressionNotice } from './model/suppression.js';
import { parsePath } from './path.js';
import { compileGlob, type Glob } from './glob.js';
import { compareText } from './plain-data.js';
import { isRedacted, reveal } from './redaction.js';

/** A suppression with its pattern compiled. */
export interface CompiledSuppression {
  readonly suppression: Suppression;
  readonly glob: Glob;
}

export const compileSuppression = (suppression: Suppression): Either<InvalidRule, CompiledSuppression> =>
  E.map((glob: Glob) => ({ suppression, glob }))(compileGlob(suppression.pattern));

/** What suppressions make of one resource's drifts. */
export interface SuppressionResult {
  readonly open: readonly DriftRecord[];
  readonly suppressed: readonly SuppressedDrift[];
  /** Those that pointed at a drift here, by what came of it. */
  readonly outcomes: ReadonlyMap<string, SuppressionOutcome>;
}

/** What came of a suppression that points at a drift. */
export type SuppressionOutcome = 'kept_quiet' | 'accepted' | 'expired' | 'unpinned' | 'refused';

/**
 * Keeps quiet what somebody has decided to live with: while the suppression lasts and while the actual value is the
 * pinned one. A critical drift needs a second approver and an end within 90 days. Of several suppressions the first by
 * id counts.
 */
export function suppress(
  drifts: readonly DriftRecord[],
  suppressions: readonly CompiledSuppression[],
  now: EpochSeconds,
): SuppressionResult {
  const met = new Map<string, SuppressionOutcome>();
  const open: DriftRecord[] = [];
  const suppressed: SuppressedDrift[] = [];
  for (const drift of drifts) {
    const pointing = suppressions.filter((candidate) => pointsAt(candidate, drift));
    for (const { suppression } of pointing)
      keepOutcome(met, suppression.suppressionId, outcomeOf(suppression, drift, now));
    const [quiet] = pointing
      .map(({ suppression }) => suppression)
      .filter((suppression) => QUIET.has(outcomeOf(suppression, drift, now)))
      .sort((a, b) => compareText(a.suppressionId, b.suppressionId));
    if (quiet === undefined) open.push(drift);
    else suppressed.push({ suppressionId: quiet.suppressionId, drift, ...acceptanceOf(quiet, drift) });
  }
  return { open, suppressed, outcomes: met };
}

const QUIET: ReadonlySet<SuppressionOutcome> = new Set(['kept_quiet', 'accepted']);

const acceptanceOf = (
  { owner, approvedBy, expiresAt }: Suppression,
  { severity }: DriftRecord,
): Pick<SuppressedDrift, 'acceptance'> =>
  severity === 'critical' && approvedBy !== undefined ? { acceptance: { owner, approvedBy, expiresAt } } : {};

const OUTCOME_RANK: Readonly<Record<SuppressionOutcome, number>> = {
  kept_quiet: 0,
  accepted: 1,
  expired: 2,
  unpinned: 3,
  refused: 4,
};

/** Keeps the weightiest of several meetings: what its owner must know first. */
export function keepOutcome(
  met: Map<string, SuppressionOutcome>,
  suppressionId: string,
  meeting: SuppressionOutcome,
): void {
  const before = met.get(suppressionId);
  if (before === undefined || OUTCOME_RANK[meeting] > OUTCOME_RANK[before]) met.set(suppressionId, meeting);
}

function pointsAt({ suppression, glob }: CompiledSuppression, drift: DriftRecord): boolean {
  const { resourceId, resourceType, tenantId, pattern } = suppression;
  if (tenantId !== drift.tenantId || (resourceId !== '*' && resourceId !== drift.resourceId)) return false;
  if (resourceType !== '*' && resourceType !== drift.resourceType) return false;
  if (drift.configPath === '') return pattern === '*';
  const path = parsePath(drift.configPath);
  return E.isRight(path) && glob.matches(path.right);
}

function outcomeOf(suppression: Suppression, drift: DriftRecord, now: EpochSeconds): SuppressionOutcome {
  const isCritical = drift.severity === 'critical';
  if (isCritical && !mayAcceptCritical(suppression)) return 'refused';
  if (now >= suppression.expiresAt) return 'expired';
  if (suppression.pinnedValue !== undefined && !isPinned(suppression.pinnedValue, drift.actualValue)) return 'unpinned';
  return isCritical ? 'accepted' : 'kept_quiet';
}

// Nobody accepts a critical drift for longer, and nobody alone.
const MAX_ACCEPTED_SECONDS = 90 * 86_400;

function mayAcceptCritical({ owner, approvedBy, createdAt, expiresAt }: Suppression): boolean {
  const person = (name: string): string => name.trim().toLowerCase();
  if (approvedBy === undefined || person(approvedBy) === '' || person(approvedBy) === person(owner)) return false;
  return expiresAt - createdAt <= MAX_ACCEPTED_SECONDS;
}

/** Whether the actual value is the pinned one; of a secret the digest may be pinned. */
function isPinned(pinned: unknown, actual: unknown): boolean {
  if (isRedacted(pinned))
    return isRedacted(actual) && pinned.digest === actual.digest && pinned.length === actual.length;
  const differences = compareConfigs(pinned, reveal(actual));
  return E.isRight(differences) && differences.right.length === 0;
}

/** What a scan knows about the suppressions of its tenant. */
interface NoticeFacts {
  readonly outcomes: ReadonlyMap<string, SuppressionOutcome>;
  readonly now: EpochSeconds;
  /** How long before the end of a suppression its owner is notified. */
  readonly expiringWithinSeconds: number;
  /** Whether the scan saw everything that the suppression could point at; only then is one that met nothing dead. */
  readonly sawAllOf: (suppression: Suppression) => boolean;
}

/** What owners should know about their suppressions, by id; nothing of those that simply do their work. */
export function suppressionNotices(
  suppressions: readonly Suppression[],
  facts: NoticeFacts,
): readonly SuppressionNotice[] {
  return [...suppressions]
    .sort((a, b) => (a.suppressionId < b.suppressionId ? -1 : 1))
    .flatMap((suppression) => {
      const kind = noticeKindOf(suppression, facts);
      if (kind === undefined) return [];
      const { suppressionId, owner, expiresAt } = suppression;
      return [{ suppressionId, owner, kind, expiresAt, message: noticeText(suppression, kind) }];
    });
}

function noticeKindOf(
  suppression: Suppression,
  { outcomes: met, now, expiringWithinSeconds, sawAllOf }: NoticeFacts,
): SuppressionNotice['kind'] | undefined {
  const meeting = met.get(suppression.suppressionId);
  if (meeting === 'refused' || meeting === 'unpinned') return meeting;
  if (now >= suppression.expiresAt) return 'expired';
  if (meeting === undefined && sawAllOf(suppression)) return 'dead';
  if (meeting === 'accepted') return 'accepted';
  return suppression.expiresAt - now <= expiringWithinSeconds ? 'expiring' : undefined;
}

function noticeText(
  { pattern, resourceId, owner, approvedBy, expiresAt }: Suppression,
  kind: SuppressionNotice['kind'],
): string {
  const what = `the suppression of ${pattern} on ${resourceId === '*' ? 'every resource' : resourceId} by ${owner}`;
  const day = dateOf(expiresAt).toISOString().slice(0, 10);
  switch (kind) {
    case 'refused':
      return `${what} points at a critical drift, which needs a second approver and an end within 90 days`;
    case 'accepted':
      return `${what} accepts a critical drift until ${day}, approved by ${approvedBy ?? 'nobody'}`;
    case 'unpinned':
      return `${what} holds no more: the value is not the pinned one`;
    case 'expired':
      return `${what} ended on ${day}`;
    case 'dead':
      return `${what} has nothing left to suppress`;
    case 'expiring':
      return `${what} ends on ${day}`;
  }
}
