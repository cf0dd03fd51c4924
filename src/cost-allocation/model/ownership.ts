import { nonEmptyText, nullable, record, type t, withDefault } from '../../codec/index.js';
import { seconds } from './seconds.js';

/**
 * Who owned a resource (or a reservation, by its id) during [start, end); `end` null means until now and beyond.
 * A resource with any interval belongs to nobody outside its intervals.
 */
export interface Ownership {
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Who owned it. */
  readonly tenantId: string;
  /** Seconds since the Unix epoch. */
  readonly start: number;
  /** Seconds since the epoch, the first instant at which it was another's; null while it is still theirs. */
  readonly end: number | null;
}

/** {@link Ownership} as it goes over the wire. */
export interface OwnershipJson {
  readonly resource_id: string;
  readonly tenant_id: string;
  readonly start: number;
  readonly end: number | null;
}

export const Ownership: t.Type<Ownership, OwnershipJson> = record<Ownership, OwnershipJson>('an ownership interval', {
  resourceId: nonEmptyText,
  tenantId: nonEmptyText,
  start: seconds,
  end: withDefault(nullable(seconds), () => null),
});
