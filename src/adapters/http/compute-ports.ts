import { CapacityLevel, ResourceMetric, UsageSeries, Workload } from '../../capacity-forecast/model/index.js';
import type { CapacityPort, MetricQuery, UsagePort, UsageQuery, WorkloadPort } from '../../capacity-forecast/ports.js';
import { decode, listOf, type t } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import { foundOrNull } from './found-or-null.js';
import type { ServiceClient } from './service-client.js';

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

  async listMetrics(
    { tenantId }: { readonly tenantId: string },
    signal: AbortSignal,
  ): Promise<readonly ResourceMetric[]> {
    const path = ['tenants', tenantId, 'usage'];
    const answer = await orThrow(this.#client.send({ method: 'GET', path, tenantId, signal }));
    return orThrow(decode(listOf(ResourceMetric), answer, 'the metrics of the compute service'));
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
