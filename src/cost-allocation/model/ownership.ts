import { nonEmptyText, nullable, record, type t, withDefault } from '../../codec/index.js';
import { seconds } from './seconds.js';

/**
 * Who owned a resource (or a reservation, by its id) during [start, end); `end` null means until now and beyond.
 * A resource with any interval belongs to nobody outside its intervals.
 */
export interface Ownership {
  readonly resourceId: string;
  readonly tenantId: string;
  /** Seconds since the Unix epoch. */
  readonly start: number;
  readonly end: number | null;
}

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
