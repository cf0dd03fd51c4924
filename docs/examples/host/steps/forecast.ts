import { orThrow } from '@omnicloud/domain';
import { CapacityForecastEngine, type ForecastResult } from '@omnicloud/domain/capacity-forecast';
import type { Host } from '../host.js';
import type { Night } from '../night.js';

/** Forecasts every metric of a tenant, and tells the monitor what to do about its capacity. */
export async function forecast({ services, stores, observer }: Host, night: Night, tenantId: string): Promise<void> {
  const engine = new CapacityForecastEngine({
    usage: services.compute,
    capacity: services.compute,
    workloads: services.compute,
    prices: services.billing,
    monitor: services.monitor,
    forecasts: stores.forecasts,
    models: stores.models,
    clock: night.clock,
    ids: night.idsFor(tenantId, 'forecast'),
    ...(observer === undefined ? {} : { observer }),
  });
  const metrics = await services.compute.listMetrics({ tenantId }, AbortSignal.timeout(30_000));
  const forecasts: ForecastResult[] = [];
  for (const metric of [...metrics].sort()) forecasts.push(await orThrow(engine.forecastMetric(tenantId, metric)));
  if (forecasts.length > 0) await orThrow(engine.generateCapacityRecommendations(tenantId, forecasts));
}
