import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { optional, record } from '../../codec/record.js';
import { epochSecondsCodec, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { DriftRecord } from './drift-record.js';
import { RecordedValue } from './recorded-value.js';

/**
 * A drift that somebody has decided to live with, for a reason and until a day. For a critical drift it holds only
 * where
 * a second person approved it and for at most 90 days from its creation; the drift then shows as accepted.
 */
export interface Suppression {
  /** Unique to the suppression. */
  readonly suppressionId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource it is about; `*` for every resource of the type. */
  readonly resourceId: string;
  /** The resource type it is about; `*` for every type. */
  readonly resourceType: string;
  /** A path pattern (`compileGlob`); `*` for the whole resource. */
  readonly pattern: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Who approved it besides the owner; without one it does not hold for a critical drift. */
  readonly approvedBy?: string;
  /** Why it is right to be quiet. */
  readonly reason: string;
  /** Seconds since the epoch. */
  readonly createdAt: EpochSeconds;
  /** From then on it holds no more. Every suppression ends: one that is still right is renewed by a person. */
  readonly expiresAt: EpochSeconds;
  /** It holds only while the actual value is this one: quiet while it stays 36, open again at 37. */
  readonly pinnedValue?: unknown;
}

/** The JSON form of {@link Suppression}. */
export type SuppressionJson = WireForm<Suppression>;
export const Suppression: Codec<Suppression, SuppressionJson> = record<Suppression>('a suppression', {
  suppressionId: nonEmptyText,
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: nonEmptyText,
  pattern: nonEmptyText,
  owner: nonEmptyText,
  approvedBy: optional(nonEmptyText),
  reason: nonEmptyText,
  createdAt: epochSecondsCodec,
  expiresAt: epochSecondsCodec,
  pinnedValue: optional(RecordedValue),
});

/** That a critical drift is accepted: by whom, and until when. */
export interface CriticalAcceptance {
  /** Who answers for it. */
  readonly owner: string;
  /** Who approved it besides. */
  readonly approvedBy: string;
  /** From then on it is open again. */
  readonly expiresAt: EpochSeconds;
}

/** The JSON form of {@link CriticalAcceptance}. */
export type CriticalAcceptanceJson = WireForm<CriticalAcceptance>;
export const CriticalAcceptance: Codec<CriticalAcceptance, CriticalAcceptanceJson> = record<CriticalAcceptance>(
  'the acceptance of a critical drift',
  { owner: nonEmptyText, approvedBy: nonEmptyText, expiresAt: epochSecondsCodec },
);

/** A drift that a suppression kept quiet. */
export interface SuppressedDrift {
  /** The suppression that covers it. */
  readonly suppressionId: string;
  /** The drift itself. */
  readonly drift: DriftRecord;
  /** Of a critical drift: who accepted it. */
  readonly acceptance?: CriticalAcceptance;
}

/** The JSON form of {@link SuppressedDrift}. */
export type SuppressedDriftJson = WireForm<SuppressedDrift>;
export const SuppressedDrift: Codec<SuppressedDrift, SuppressedDriftJson> = record<SuppressedDrift>(
  'a suppressed drift',
  {
    suppressionId: nonEmptyText,
    drift: DriftRecord,
    acceptance: optional(CriticalAcceptance),
  },
);

/**
 * A suppression that its owner should look at: it `expires` soon, it has `expired`, it is `dead` (nothing drifts where
 * it points), its pinned value is no more the actual one (`unpinned`), it points at a critical drift for which it does
 * not hold (`refused`), or it accepts a critical drift (`accepted`).
 */
export interface SuppressionNotice {
  /** The suppression that it is about. */
  readonly suppressionId: string;
  /** Who answers for that one. */
  readonly owner: string;
  /** What there is to know about it. */
  readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused' | 'accepted';
  /** When it ends, seconds since the epoch. */
  readonly expiresAt: EpochSeconds;
  /** The same as a sentence. */
  readonly message: string;
}

/** The JSON form of {@link SuppressionNotice}. */
export type SuppressionNoticeJson = WireForm<SuppressionNotice>;
export const SuppressionNotice: Codec<SuppressionNotice, SuppressionNoticeJson> = record<SuppressionNotice>(
  'a suppression notice',
  {
    suppressionId: nonEmptyText,
    owner: text,
    kind: oneOf(['expiring', 'expired', 'dead', 'unpinned', 'refused', 'accepted']),
    expiresAt: epochSecondsCodec,
    message: text,
  },
);
