import { listOf, nonEmptyText, nullable, optional, record, text, withDefault, type t } from '../../codec/index.js';
import { seconds } from './seconds.js';

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
  readonly tierChanges?: ReadonlyArray<TierChange>;
}

/** {@link Tenant} as it goes over the wire. */
export interface TenantJson {
  readonly tenant_id: string;
  readonly tier: string;
  readonly created_at: number;
  readonly deleted_at: number | null;
  readonly tier_changes?: ReadonlyArray<TierChange>;
}

const TierChange: t.Type<TierChange, TierChange> = record<TierChange, TierChange>('a tier change', {
  tier: text,
  from: seconds,
});

export const Tenant: t.Type<Tenant, TenantJson> = record<Tenant, TenantJson>('a tenant', {
  tenantId: nonEmptyText,
  tier: withDefault(text, () => ''),
  createdAt: seconds,
  deletedAt: withDefault(nullable(seconds), () => null),
  tierChanges: optional(listOf(TierChange)),
});
