import { ForecastResult } from '../../capacity-forecast/model/index.js';
import type { ForecastQuery, ForecastStorePort } from '../../capacity-forecast/ports.js';
import { decode } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import type { Database } from './database.js';
import { toJsonText, toStorableText } from './storable.js';

/**
 * The forecasts in PostgreSQL. Saving is idempotent: the same forecast again, after a crash or a retry, changes
 * nothing.
 */
export class PostgresForecasts implements ForecastStorePort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async saveForecast(forecast: ForecastResult): Promise<void> {
    await this.#database.forTenant(
      forecast.tenantId,
      `INSERT INTO ${this.#database.schema}.forecasts (tenant_id, forecast_id, metric, generated_at, forecast)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, forecast_id)
       DO UPDATE SET metric = EXCLUDED.metric, generated_at = EXCLUDED.generated_at, forecast = EXCLUDED.forecast`,
      toStorableText(forecast.forecastId, 'the forecast id'),
      forecast.metric,
      forecast.generatedAt,
      toJsonText(ForecastResult.encode(forecast)),
    );
  }

  async latestForecasts({ tenantId, metric, limit }: ForecastQuery): Promise<readonly ForecastResult[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT forecast FROM ${this.#database.schema}.forecasts WHERE tenant_id = $1 AND metric = $2
       ORDER BY generated_at DESC, forecast_id DESC LIMIT $3::bigint`,
      metric,
      limit,
    );
    return rows.map((row) => orThrow(decode(ForecastResult, row['forecast'], 'a stored forecast')));
  }
}
