import type { WrittenForm } from '../../codec/wire-form.js';
import type { AllocationRule, AllocationRuleJson } from './allocation-rule.js';
import type { Charge, ChargeJson, ExchangeRate, ExchangeRateJson } from './charge.js';
import type { Reservation, ReservationJson } from './reservation.js';
import type { Ownership, OwnershipJson, Tenant, TenantJson } from './tenant.js';

/** A model as callers may write it: the fields that have a default may be left out too. */
type Draft<Model, WithDefault extends keyof Model> = WrittenForm<
  Omit<Model, WithDefault> & Partial<Pick<Model, WithDefault>>
>;

/** A charge as callers may write it. Left out: `tenantId` is null (a shared pool), `tags` is empty. */
export type ChargeDraft = Draft<Charge, 'tenantId' | 'tags'>;
/** A tenant as callers may write it. Left out: `tier` is empty, it was created at the epoch and is still there. */
export type TenantDraft = Draft<Tenant, 'tier' | 'createdAt' | 'deletedAt'>;
/**
 * A rule as callers may write it. Left out: it is active and has no end, its category is `shared`, its strategy
 * `proportional` without weights. A rule that is stored gets a new id and holds from now on; one that is given to an
 * allocation holds from the epoch, and its id says what it is about.
 */
export type AllocationRuleDraft = WrittenForm<Partial<AllocationRule>>;
/** A reservation as callers may write it. */
export type ReservationDraft = WrittenForm<Reservation>;
/** An ownership interval as callers may write it. Left out: it has no end. */
export type OwnershipDraft = Draft<Ownership, 'end'>;

// What allocations and ports take: drafts, or the wire form that services in other languages write.
/** A charge in either spelling. */
export type ChargeInput = ChargeDraft | ChargeJson;
/** A tenant in either spelling. */
export type TenantInput = TenantDraft | TenantJson;
/** A rule in either spelling. */
export type AllocationRuleInput = AllocationRuleDraft | Partial<AllocationRuleJson>;
/** A reservation in either spelling. */
export type ReservationInput = ReservationDraft | ReservationJson;
/** An ownership interval in either spelling. */
export type OwnershipInput = OwnershipDraft | OwnershipJson;
/** An exchange rate in either spelling. */
export type ExchangeRateInput = WrittenForm<ExchangeRate> | ExchangeRateJson;
