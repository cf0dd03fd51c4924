import type { Migration } from './migration.js';

/**
 * Rules with every version they ever had, results, and the entitlements that `carryForward` rules hand on. The primary
 * key of `rule_versions` is what tells two writers apart that change one rule at the same time.
 */
export const allocation: Migration = {
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
