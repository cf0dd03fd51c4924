import { createHash } from 'node:crypto';
import { CapacityRecommendation, ForecastResult } from '../../capacity-forecast/model/index.js';
import type { MonitorPort } from '../../capacity-forecast/ports.js';
import { listOf } from '../../codec/index.js';
import { CostAnomaly } from '../../cost-allocation/model/anomaly.js';
import type { MonitorPort as CostMonitorPort } from '../../cost-allocation/ports.js';
import { orThrow } from '../../prelude.js';
import type { ServiceClient } from './service-client.js';

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
