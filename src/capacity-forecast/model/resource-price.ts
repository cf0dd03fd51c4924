import { listOf, nonEmptyText, optional, record, type t } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { ReservationOffer } from './reservation-offer.js';
import { unitPrice } from './unit-price.js';
import { ResourceMetric } from './usage.js';

/** What billing charges a tenant for one unit of a metric. */
export interface ResourcePrice {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** ISO 4217. */
  readonly currency: string;
  /** Price of one unit for one hour without any commitment. */
  readonly onDemandHourly: Decimal;
  /** What the same unit costs with a commitment; none where absent. */
  readonly offers?: ReadonlyArray<ReservationOffer>;
}

export const ResourcePrice: t.Type<ResourcePrice, object> = record<ResourcePrice>('a price', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  currency: nonEmptyText,
  onDemandHourly: unitPrice,
  offers: optional(listOf(ReservationOffer)),
});
