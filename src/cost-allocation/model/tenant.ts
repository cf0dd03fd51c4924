import type { Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, optional, record, withDefault } from '../../codec/record.js';
import { nonEmptyText, text, seconds } from '../../codec/values.js';

/** From `from` on the tenant is on this tier. */
export interface TierChange {
  /** The tier from then on. */
  readonly tier: string;
  /** Seconds since the Unix epoch. */
  readonly from: number;
}

/** Somebody who pays. It exists during [createdAt, deletedAt). */
export interface Tenant {
  /** Unique to the tenant. */
  readonly tenantId: string;
  /** The plan; the one before the first change where `tierChanges` is given. */
  readonly tier: string;
  /** Seconds since the Unix epoch. */
  readonly createdAt: number;
  /** When it left, seconds since the epoch; null while it is there. */
  readonly deletedAt: number | null;
  /** Later plans, in any order: `tiered` rules weigh each by its seconds. */
  readonly tierChanges?: readonly TierChange[];
}

/** {@link Tenant} as it goes over the wire. */
export interface TenantJson {
  readonly tenant_id: string;
  readonly tier: string;
  readonly created_at: number;
  readonly deleted_at: number | null;
  readonly tier_changes?: readonly TierChange[];
}

const TierChange: t.Type<TierChange, TierChange> = record<TierChange, TierChange>('a tier change', {
  tier: text,
  from: seconds,
});

export const Tenant: Codec<Tenant, TenantJson> = record<Tenant, TenantJson>('a tenant', {
  tenantId: nonEmptyText,
  tier: withDefault(text, () => ''),
  createdAt: withDefault(seconds, () => 0),
  deletedAt: withDefault(nullable(seconds), () => null),
  tierChanges: optional(listOf(TierChange)),
});

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

export const Ownership: Codec<Ownership, OwnershipJson> = record<Ownership, OwnershipJson>('an ownership interval', {
  resourceId: nonEmptyText,
  tenantId: nonEmptyText,
  start: seconds,
  end: withDefault(nullable(seconds), () => null),
});
