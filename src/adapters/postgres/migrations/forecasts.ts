import type { Migration } from './migration.js';

/** Forecasts and custom models. Ids compare by their bytes ("C"), so that ties break alike on every server. */
export const forecasts: Migration = {
  version: 2,
  name: 'forecasts and models',
  statements: (schema) => [
    `CREATE TABLE ${schema}.forecasts (
       tenant_id    text             NOT NULL,
       forecast_id  text COLLATE "C" NOT NULL,
       metric       text             NOT NULL,
       generated_at double precision NOT NULL,
       forecast     json             NOT NULL,
       PRIMARY KEY (tenant_id, forecast_id)
     )`,
    `CREATE INDEX forecasts_latest ON ${schema}.forecasts (tenant_id, metric, generated_at DESC, forecast_id DESC)`,
    `CREATE TABLE ${schema}.models (
       tenant_id  text             NOT NULL,
       model_id   text COLLATE "C" NOT NULL,
       metric     text             NOT NULL,
       trained_at double precision NOT NULL,
       model      json             NOT NULL,
       PRIMARY KEY (tenant_id, model_id)
     )`,
    `CREATE INDEX models_latest ON ${schema}.models (tenant_id, metric, trained_at DESC, model_id DESC)`,
  ],
};
