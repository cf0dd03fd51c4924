import type { Migration } from './migration.js';

/**
 * The lines of bills. Amounts are `numeric`, so that sums of them are exact. The instants stand twice: as they came,
 * and in milliseconds, to which charges are read when they are added up. `has_parts` is kept where charges are added,
 * so that no query has to look for parts line by line.
 */
export const charges: Migration = {
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
