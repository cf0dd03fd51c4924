import { ResourcePrice } from '../../capacity-forecast/model/index.js';
import type { PricePort } from '../../capacity-forecast/ports.js';
import { Charge, ExchangeRate, Reservation } from '../../cost-allocation/model/index.js';
import type { BillingPort, ChargeQuery, RatesPort, ReservationsPort } from '../../cost-allocation/ports.js';
import { decode, listOf } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import { foundOrNull } from './found-or-null.js';
import { readAllItems, readPages } from './pages.js';
import type { ServiceClient } from './service-client.js';
import type { ServiceRequest } from './service-request.js';

/** So many resource ids fit well into one address. */
const RESOURCES_A_REQUEST = 50;

/**
 * The billing service: charges, reservations, exchange rates and prices. Lists come in pages (see `pages`).
 *
 * - `GET /charges?start=…&end=…&view=…[&tenant_id=…][&resource_id=…]` for the lines of a bill;
 * - `GET /reservations?start=…&end=…`, `GET /reservations/{reservation}` or 404;
 * - `GET /exchange-rates?from=…&to=…&month=…`; `GET /tenants/{tenant}/prices`.
 */
export class HttpBilling implements BillingPort, ReservationsPort, RatesPort, PricePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async *charges(query: ChargeQuery, signal: AbortSignal): AsyncGenerator<readonly Charge[], void, undefined> {
    const { tenantId, resourceIds = [], period, view } = query;
    const filter = { start: period.start, end: period.end, view };
    const list = { method: 'GET', path: ['charges'], signal, ...(tenantId === undefined ? {} : { tenantId }) } as const;
    if (tenantId === undefined) {
      yield* readPages(this.#client, { ...list, query: filter }, Charge);
      return;
    }
    // A charge of the tenant on one of the resources comes in both answers.
    const seen = new Set<string>();
    for (const part of partsOf(tenantId, resourceIds)) {
      for await (const batch of readPages(this.#client, { ...list, query: { ...filter, ...part } }, Charge)) {
        const fresh = batch.filter(({ chargeId }) => !seen.has(chargeId));
        for (const { chargeId } of fresh) seen.add(chargeId);
        yield fresh;
      }
    }
  }

  during(period: Interval, signal: AbortSignal): Promise<readonly Reservation[]> {
    const query = { start: period.start, end: period.end };
    return readAllItems(this.#client, { method: 'GET', path: ['reservations'], query, signal }, Reservation);
  }

  async find(reservationId: string, signal: AbortSignal): Promise<Reservation | null> {
    const answer = foundOrNull(
      await this.#client.send({ method: 'GET', path: ['reservations', reservationId], signal })(),
    );
    return answer === null ? null : orThrow(decode(Reservation, answer, 'a reservation of the billing service'));
  }

  async rates(
    { from, to, months }: { readonly from: readonly string[]; readonly to: string; readonly months: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly ExchangeRate[]> {
    const query = { from, to, month: months };
    return readAllItems(this.#client, { method: 'GET', path: ['exchange-rates'], query, signal }, ExchangeRate);
  }

  async listPrices(
    { tenantId }: { readonly tenantId: string },
    signal: AbortSignal,
  ): Promise<readonly ResourcePrice[]> {
    const path = ['tenants', tenantId, 'prices'];
    const answer = await orThrow(this.#client.send({ method: 'GET', path, tenantId, signal }));
    return orThrow(decode(listOf(ResourcePrice), answer, 'the prices of the billing service'));
  }
}

function partsOf(tenantId: string, resourceIds: readonly string[]): readonly NonNullable<ServiceRequest['query']>[] {
  const parts: NonNullable<ServiceRequest['query']>[] = [{ tenant_id: tenantId }];
  for (let i = 0; i < resourceIds.length; i += RESOURCES_A_REQUEST) {
    parts.push({ resource_id: resourceIds.slice(i, i + RESOURCES_A_REQUEST) });
  }
  return parts;
}
