import { nonEmptyText, record, type t } from '../../codec/index.js';
import { DriftRecord } from './drift-record.js';
import { Episode } from './episode.js';

/** A security or critical drift handed to compliance, for a person to look at. */
export interface Escalation {
  /** A receiver that has this key already has this escalation: a repetition after an interrupted scan. */
  readonly idempotencyKey: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What a person should look at. */
  readonly drift: DriftRecord;
  /** The opening that it is about. */
  readonly episode: Episode;
}

export const Escalation: t.Type<Escalation, object> = record<Escalation>('an escalation', {
  idempotencyKey: nonEmptyText,
  tenantId: nonEmptyText,
  drift: DriftRecord,
  episode: Episode,
});
