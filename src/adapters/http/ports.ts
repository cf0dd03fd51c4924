import { createHash } from 'node:crypto';
import {
  CapacityLevel,
  CapacityRecommendation,
  ForecastResult,
  ResourceMetric,
  ResourcePrice,
  UsageSeries,
  Workload,
} from '../../capacity-forecast/model/index.js';
import type {
  CapacityPort,
  MetricQuery,
  MonitorPort,
  PricePort,
  UsagePort,
  UsageQuery,
  WorkloadPort,
} from '../../capacity-forecast/ports.js';
import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, optional, record } from '../../codec/record.js';
import { nonEmptyText, text } from '../../codec/values.js';
import { CostAnomaly } from '../../cost-allocation/model/anomaly.js';
import { Charge, ExchangeRate } from '../../cost-allocation/model/charge.js';
import { Reservation } from '../../cost-allocation/model/reservation.js';
import { Ownership, Tenant } from '../../cost-allocation/model/tenant.js';
import type {
  BillingPort,
  ChargeQuery,
  MonitorPort as CostMonitorPort,
  OwnershipPort,
  RatesPort,
  ReservationsPort,
  TenantsPort,
} from '../../cost-allocation/ports.js';
import {
  DeclaredResource,
  Escalation,
  ObservedConfiguration,
  Reconciliation,
  ResourceReference,
} from '../../drift/model/index.js';
import type {
  ActualStatePort,
  CompliancePort,
  DesiredStatePort,
  ReconcilerPort,
  ResourceQuery,
} from '../../drift/ports.js';
import { foreignTenant } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { E, type Either, orThrow } from '../../prelude.js';
import type { Interval } from '../../time/period.js';
import type { ServiceClient, ServiceProblem } from './service-client.js';
import type { ServiceRequest } from './service-request.js';

interface Page<A> {
  readonly items: readonly A[];
  readonly nextCursor?: string | null;
}

/**
 * Reads a list: a plain JSON list, or page by page `{ "items": […], "next_cursor": "…" | null }`, asked for again with
 * `cursor=…` until there is no next one. A service that gives a cursor twice would never end and is refused. Pages
 * without items are read on and not passed on, so that the deadline of whoever waits for items holds.
 */
async function* readPages<A>(
  client: ServiceClient,
  request: ServiceRequest,
  item: t.Type<A, unknown>,
): AsyncGenerator<readonly A[], void, undefined> {
  const list = listOf(item);
  const page = record<Page<A>>(`a page of ${item.name}`, {
    items: list,
    nextCursor: optional(nullable(nonEmptyText)),
  });
  const used = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const query = { ...request.query, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await orThrow(client.send({ ...request, query }));
    if (Array.isArray(answer)) {
      yield orThrow(decode(list, answer, list.name));
      return;
    }
    const { items, nextCursor } = orThrow(decode(page, answer, page.name));
    if (items.length > 0) yield items;
    if (nextCursor === undefined || nextCursor === null) return;
    if (used.has(nextCursor)) throw new RangeError('the service gives the same cursor twice');
    used.add(nextCursor);
    cursor = nextCursor;
  }
}

/** All items of all pages. */
async function readAllItems<A>(
  client: ServiceClient,
  request: ServiceRequest,
  item: t.Type<A, unknown>,
): Promise<readonly A[]> {
  const all: A[] = [];
  for await (const items of readPages(client, request, item)) for (const one of items) all.push(one);
  return all;
}

/** The answer, or null where the service says 404; any other problem is thrown. */
function foundOrNull(outcome: Either<ServiceProblem, unknown>): unknown {
  if (E.isRight(outcome)) return outcome.right;
  if (isError(outcome.left, 'ServiceFailure') && outcome.left.status === 404) return null;
  throw outcome.left;
}

/**
 * The tenants service: `GET /tenants` for the registry, deleted ones included, and `GET /ownership?start=…&end=…`
 * for who owned which resource when. Both are lists (see `readPages`).
 */
export class HttpTenants implements TenantsPort, OwnershipPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  list(signal: AbortSignal): Promise<readonly Tenant[]> {
    return readAllItems(this.#client, { method: 'GET', path: ['tenants'], signal }, Tenant);
  }

  intervals(period: Interval, signal: AbortSignal): Promise<readonly Ownership[]> {
    const query = { start: period.start, end: period.end };
    return readAllItems(this.#client, { method: 'GET', path: ['ownership'], query, signal }, Ownership);
  }
}

/** So many resource ids fit well into one address. */
const RESOURCES_A_REQUEST = 50;

/**
 * The billing service: charges, reservations, exchange rates and prices. Lists come plain or in pages (see
 * `readPages`).
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

  listPrices({ tenantId }: { readonly tenantId: string }, signal: AbortSignal): Promise<readonly ResourcePrice[]> {
    const path = ['tenants', tenantId, 'prices'];
    return readAllItems(this.#client, { method: 'GET', path, tenantId, signal }, ResourcePrice);
  }
}

function partsOf(tenantId: string, resourceIds: readonly string[]): readonly NonNullable<ServiceRequest['query']>[] {
  const parts: NonNullable<ServiceRequest['query']>[] = [{ tenant_id: tenantId }];
  for (let i = 0; i < resourceIds.length; i += RESOURCES_A_REQUEST) {
    parts.push({ resource_id: resourceIds.slice(i, i + RESOURCES_A_REQUEST) });
  }
  return parts;
}

const TenantField = record<{ readonly tenantId?: string }>('an observed configuration', { tenantId: optional(text) });

/** What is declared: `GET /tenants/{tenant}/declared-resources?resource_type=…`, in pages. */
export class HttpDesiredState implements DesiredStatePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly DeclaredResource[]> {
    return readAllItems(this.#client, listRequest('declared-resources', query, signal), DeclaredResource);
  }
}

/**
 * What runs: `GET /tenants/{tenant}/running-resources?resource_type=…`, in pages, and `GET
 * …/running-resources/{resource}` for the configuration of one, where 404 means that it does not exist.
 */
export class HttpActualState implements ActualStatePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceReference[]> {
    return readAllItems(this.#client, listRequest('running-resources', query, signal), ResourceReference);
  }

  async readResource(resource: ResourceReference, signal: AbortSignal): Promise<ObservedConfiguration | null> {
    const { tenantId, resourceId, resourceType } = resource;
    const path = ['tenants', tenantId, 'running-resources', resourceId];
    const query = { resource_type: resourceType };
    const answer = foundOrNull(await this.#client.send({ method: 'GET', path, query, tenantId, signal })());
    if (answer === null) return null;
    // The model has no room for whose configuration it is, so a service that says so is checked here.
    const named = orThrow(decode(TenantField, answer, 'an observed configuration'));
    if (named.tenantId !== undefined && named.tenantId !== tenantId) {
      throw foreignTenant({ port: 'actual', method: 'readResource', expected: tenantId, got: named.tenantId });
    }
    return orThrow(decode(ObservedConfiguration, answer, 'an observed configuration'));
  }
}

function listRequest(list: string, query: ResourceQuery, signal: AbortSignal): ServiceRequest {
  const { tenantId, resourceTypes } = query;
  return {
    method: 'GET',
    path: ['tenants', tenantId, list],
    query: { resource_type: resourceTypes },
    tenantId,
    signal,
  };
}

/**
 * Hands cosmetic and functional drifts to the reconciler: `POST /tenants/{tenant}/reconciliations`. The idempotency key
 * goes along as a header, so the call is tried again when the answer is lost, and the service can tell a repetition.
 */
export class HttpReconciler implements ReconcilerPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  reconcile(request: Reconciliation, signal: AbortSignal): Promise<unknown> {
    const { tenantId, idempotencyKey } = request;
    const path = ['tenants', tenantId, 'reconciliations'];
    const body = Reconciliation.encode(request);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}

/**
 * Hands security and critical drifts to compliance: `POST /tenants/{tenant}/escalations`. The idempotency key goes
 * along as a header, so the call is tried again when the answer is lost, and the service can tell a repetition.
 */
export class HttpCompliance implements CompliancePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  escalate(escalation: Escalation, signal: AbortSignal): Promise<unknown> {
    const { tenantId, idempotencyKey } = escalation;
    const path = ['tenants', tenantId, 'escalations'];
    const body = Escalation.encode(escalation);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}

/**
 * The compute service's scheduler: what is used, how much there is, and what runs.
 *
 * - `GET /tenants/{tenant}/usage/{metric}?since=…&until=…` answers a usage series, `GET …/usage` the names of its
 * metrics;
 * - `GET /tenants/{tenant}/capacity/{metric}` and `GET /tenants/{tenant}/workloads/{workload}` answer one, or 404.
 */
export class HttpCompute implements UsagePort, CapacityPort, WorkloadPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async readUsage({ tenantId, metric, since, until }: UsageQuery, signal: AbortSignal): Promise<UsageSeries> {
    const path = ['tenants', tenantId, 'usage', metric];
    const answer = await orThrow(this.#client.send({ method: 'GET', path, query: { since, until }, tenantId, signal }));
    return orThrow(decode(UsageSeries, answer, 'the usage series of the compute service'));
  }

  listMetrics({ tenantId }: { readonly tenantId: string }, signal: AbortSignal): Promise<readonly ResourceMetric[]> {
    const path = ['tenants', tenantId, 'usage'];
    return readAllItems(this.#client, { method: 'GET', path, tenantId, signal }, ResourceMetric);
  }

  readCapacity({ tenantId, metric }: MetricQuery, signal: AbortSignal): Promise<CapacityLevel | null> {
    return this.#find(['capacity', metric], tenantId, CapacityLevel, signal);
  }

  readWorkload(
    { tenantId, workloadId }: { readonly tenantId: string; readonly workloadId: string },
    signal: AbortSignal,
  ): Promise<Workload | null> {
    return this.#find(['workloads', workloadId], tenantId, Workload, signal);
  }

  async #find<A>(
    steps: readonly string[],
    tenantId: string,
    codec: t.Type<A, unknown>,
    signal: AbortSignal,
  ): Promise<A | null> {
    const path = ['tenants', tenantId, ...steps];
    const answer = foundOrNull(await this.#client.send({ method: 'GET', path, tenantId, signal })());
    return answer === null ? null : orThrow(decode(codec, answer, `${codec.name} of the compute service`));
  }
}

const Recommendations = listOf(CapacityRecommendation);

/**
 * Publishes to the monitor service, which makes alerts of it: `POST /tenants/{tenant}/forecasts`,
 * `…/capacity-recommendations` and `…/cost-anomalies`. The idempotency key is the id of what is published, or a
 * digest of an anomaly, which has none: so the call is tried again when the answer is lost.
 */
export class HttpMonitor implements MonitorPort, CostMonitorPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  publishForecast(forecast: ForecastResult, signal: AbortSignal): Promise<unknown> {
    const { tenantId, forecastId: idempotencyKey } = forecast;
    const path = ['tenants', tenantId, 'forecasts'];
    const body = ForecastResult.encode(forecast);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }

  async publishRecommendations(
    recommendations: readonly CapacityRecommendation[],
    signal: AbortSignal,
  ): Promise<unknown> {
    const [first] = recommendations;
    if (first === undefined) return null;
    const { tenantId, recommendationId: idempotencyKey } = first;
    const path = ['tenants', tenantId, 'capacity-recommendations'];
    const body = Recommendations.encode(recommendations);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }

  async publish(anomaly: CostAnomaly, signal: AbortSignal): Promise<void> {
    const { tenantId } = anomaly;
    const path = ['tenants', tenantId, 'cost-anomalies'];
    const body = CostAnomaly.encode(anomaly);
    const idempotencyKey = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    await orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}
