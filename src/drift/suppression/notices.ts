import { dateOf, type EpochSeconds } from '../../time/index.js';
import type { Suppression } from '../model/suppression.js';
import type { SuppressionNotice } from '../model/suppression-notice.js';
import type { SuppressionOutcome } from './suppress.js';

/** What a scan knows about the suppressions of its tenant. */
export interface NoticeFacts {
  readonly outcomes: ReadonlyMap<string, SuppressionOutcome>;
  readonly now: EpochSeconds;
  /** How long before its end a suppression is told about. */
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
  return suppression.expiresAt - now <= expiringWithinSeconds ? 'expiring' : undefined;
}

function noticeText({ pattern, resourceId, owner, expiresAt }: Suppression, kind: SuppressionNotice['kind']): string {
  const what = `the suppression of ${pattern} on ${resourceId === '*' ? 'every resource' : resourceId} by ${owner}`;
  const day = dateOf(expiresAt).toISOString().slice(0, 10);
  switch (kind) {
    case 'refused':
      return `${what} points at a critical drift, which nobody can suppress`;
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
