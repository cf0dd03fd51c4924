/**
 * One step of the schema, from the version before to its own. Once released it never changes: a correction is a new
 * step.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** The statements, in order; they run in one transaction with the steps around them. */
  readonly statements: (schema: string) => readonly string[];
}

/**
 * The drift history. `entry` is `json`, not `jsonb`: the hash chain covers it, so it is kept to the letter. The primary
 * key is what makes `append` atomic: of two scans that add the same link of a chain one gets `conflict`.
 */
const driftEntries: Migration = {
  version: 1,
  name: 'drift entries',
  statements: (schema) => [
    `CREATE TABLE ${schema}.drift_entries (
       tenant_id   text             NOT NULL,
       resource_id text             NOT NULL,
       sequence    bigint           NOT NULL CHECK (sequence >= 0),
       recorded_at double precision NOT NULL,
       entry       json             NOT NULL,
       PRIMARY KEY (tenant_id, resource_id, sequence)
     )`,
    `CREATE INDEX drift_entries_by_resource ON ${schema}.drift_entries (resource_id, recorded_at)`,
  ],
};

/** Forecasts and custom models. Ids compare by their bytes ("C"), so that ties break alike on every server. */
const forecasts: Migration = {
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

/**
 * Rules with every version they ever had, results, and the entitlements that `carryForward` rules pass on. The primary
 * key of `rule_versions` is what tells two writers apart that change one rule at the same time.
 */
const allocation: Migration = {
  version: 3,
  name: 'rules, results and carried entitlements',
  statements: (schema) => [
    `CREATE TABLE ${schema}.rule_versions (
       rule_id  text COLLATE "C" NOT NULL,
       version  integer          NOT NULL CHECK (version >= 1),
       saved_at double precision NOT NULL,
       rule     json             NOT NULL,
       PRIMARY KEY (rule_id, version)
     )`,
    `CREATE TABLE ${schema}.allocation_results (
       tenant_id       text             NOT NULL,
       allocation_id   text COLLATE "C" NOT NULL,
       period_start    double precision NOT NULL,
       period_end      double precision NOT NULL,
       total_allocated numeric          NOT NULL,
       result          json             NOT NULL,
       PRIMARY KEY (tenant_id, allocation_id)
     )`,
    `CREATE INDEX allocation_results_by_period ON ${schema}.allocation_results (tenant_id, period_start, period_end)`,
    `CREATE TABLE ${schema}.carried_entitlements (
       as_of   double precision PRIMARY KEY,
       carried json             NOT NULL
     )`,
  ],
};

/**
 * The lines of bills. Amounts are `numeric`, so that sums of them are exact. The instants stand twice: as they came,
 * and in milliseconds, to which charges are read when they are added up. `has_parts` is kept where charges are added,
 * so that no query has to look for parts line by line.
 */
const charges: Migration = {
  version: 4,
  name: 'charges',
  statements: (schema) => [
    `CREATE TABLE ${schema}.charges (
       charge_id        text COLLATE "C" PRIMARY KEY,
       tenant_id        text,
       pool_id          text,
       project_id       text,
       resource_id      text,
       category         text             NOT NULL,
       cost             numeric          NOT NULL,
       billed_cost      numeric,
       list_cost        numeric,
       contracted_cost  numeric,
       currency         text             NOT NULL,
       usage_quantity   numeric,
       usage_unit       text,
       "start"          double precision NOT NULL,
       "end"            double precision NOT NULL,
       billed_from      double precision,
       billed_until     double precision,
       origin_charge_id text,
       tags             json             NOT NULL,
       has_parts        boolean          NOT NULL DEFAULT false,
       from_ms          bigint           NOT NULL,
       until_ms         bigint           NOT NULL CHECK (until_ms >= from_ms),
       billed_from_ms   bigint,
       billed_until_ms  bigint           CHECK (billed_until_ms >= billed_from_ms)
     )`,
    `CREATE INDEX charges_by_tenant ON ${schema}.charges (tenant_id, from_ms)`,
    `CREATE INDEX charges_by_resource ON ${schema}.charges (resource_id) WHERE resource_id IS NOT NULL`,
    `CREATE INDEX charges_by_origin ON ${schema}.charges (origin_charge_id) WHERE origin_charge_id IS NOT NULL`,
  ],
};

/** Every step of the schema, oldest first; step n leads to version n. */
export const MIGRATIONS: readonly Migration[] = [driftEntries, forecasts, allocation, charges];
