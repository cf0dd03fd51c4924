import { CapacityRecommendation, ForecastResult } from '../../capacity-forecast/model/index.js';
import type { MonitorPort } from '../../capacity-forecast/ports.js';
import { listOf } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import type { ServiceClient } from './service-client.js';

const Recommendations = listOf(CapacityRecommendation);

/**
 * Publishes forecasts and recommendations to the monitor service, which makes capacity alerts of them:
 * `POST /tenants/{tenant}/forecasts` and `POST /tenants/{tenant}/capacity-recommendations`. The id of what is published
 * is the idempotency key, so the call is tried again when the answer is lost.
 */
export class HttpMonitor implements MonitorPort {
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

  async publishRecommendations(recommendations: readonly CapacityRecommendation[], signal: AbortSignal): Promise<unknown> {
    const [first] = recommendations;
    if (first === undefined) return null;
    const { tenantId, recommendationId: idempotencyKey } = first;
    const path = ['tenants', tenantId, 'capacity-recommendations'];
    const body = Recommendations.encode(recommendations);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}
