import { epochSecondsCodec, nonEmptyText, oneOf, record, text, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';

/**
 * A suppression that its owner should look at: it `expires` soon, it has `expired`, it is `dead` (nothing drifts where
 * it points), its pinned value is no more the actual one (`unpinned`), or it points at a critical drift (`refused`).
 */
export interface SuppressionNotice {
  /** The suppression that it is about. */
  readonly suppressionId: string;
  /** Who answers for that one. */
  readonly owner: string;
  /** What there is to know about it. */
  readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused';
  /** When it ends, seconds since the epoch. */
  readonly expiresAt: EpochSeconds;
  /** The same as a sentence. */
  readonly message: string;
}

export const SuppressionNotice: t.Type<SuppressionNotice, object> = record<SuppressionNotice>('a suppression notice', {
  suppressionId: nonEmptyText,
  owner: text,
  kind: oneOf(['expiring', 'expired', 'dead', 'unpinned', 'refused']),
  expiresAt: epochSecondsCodec,
  message: text,
});
