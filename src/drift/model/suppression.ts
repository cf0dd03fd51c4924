import { epochSecondsCodec, nonEmptyText, optional, record, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { RecordedValue } from './recorded-value.js';

/** A drift that somebody has decided to live with, for a reason and until a day. Never holds for a critical drift. */
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
  /** Why it is right to be quiet. */
  readonly reason: string;
  /** Seconds since the epoch. */
  readonly createdAt: EpochSeconds;
  /** From then on it holds no more. Every suppression ends: one that is still right is renewed by a person. */
  readonly expiresAt: EpochSeconds;
  /** It holds only while the actual value is this one: quiet while it stays 36, open again at 37. */
  readonly pinnedValue?: unknown;
}

export const Suppression: t.Type<Suppression, object> = record<Suppression>('a suppression', {
  suppressionId: nonEmptyText,
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: nonEmptyText,
  pattern: nonEmptyText,
  owner: nonEmptyText,
  reason: nonEmptyText,
  createdAt: epochSecondsCodec,
  expiresAt: epochSecondsCodec,
  pinnedValue: optional(RecordedValue),
});
