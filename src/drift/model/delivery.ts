import { epochSecondsCodec, nonEmptyText, nullable, oneOf, record, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';

/** That one opening of an episode is to be handed on, to whom, under which key, and whether it has been. */
export interface Delivery {
  /** Who was told. */
  readonly target: 'reconciler' | 'compliance';
  /** The same key whenever the same opening is handed on again, so that the receiver can tell a repetition. */
  readonly idempotencyKey: string;
  /** Null while the receiver has not confirmed it. */
  readonly deliveredAt: EpochSeconds | null;
}

export const Delivery: t.Type<Delivery, object> = record<Delivery>('a delivery', {
  target: oneOf(['reconciler', 'compliance']),
  idempotencyKey: nonEmptyText,
  deliveredAt: nullable(epochSecondsCodec),
});
