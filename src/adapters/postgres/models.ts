import { TrainedModel } from '../../capacity-forecast/model/index.js';
import type { MetricQuery, ModelStorePort } from '../../capacity-forecast/ports.js';
import { decode } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import type { Database } from './database.js';
import { toJsonText, toStorableText } from './storable.js';

/** The custom models in PostgreSQL. Saving is idempotent. */
export class PostgresModels implements ModelStorePort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async saveModel(model: TrainedModel): Promise<void> {
    await this.#database.forTenant(
      model.tenantId,
      `INSERT INTO ${this.#database.schema}.models (tenant_id, model_id, metric, trained_at, model)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, model_id)
       DO UPDATE SET metric = EXCLUDED.metric, trained_at = EXCLUDED.trained_at, model = EXCLUDED.model`,
      toStorableText(model.modelId, 'the model id'),
      model.metric,
      model.trainedAt,
      toJsonText(TrainedModel.encode(model)),
    );
  }

  async latestModel({ tenantId, metric }: MetricQuery): Promise<TrainedModel | null> {
    const [row] = await this.#database.forTenant(
      tenantId,
      `SELECT model FROM ${this.#database.schema}.models WHERE tenant_id = $1 AND metric = $2
       ORDER BY trained_at DESC, model_id DESC LIMIT 1`,
      metric,
    );
    return row === undefined ? null : orThrow(decode(TrainedModel, row['model'], 'a stored model'));
  }
}
