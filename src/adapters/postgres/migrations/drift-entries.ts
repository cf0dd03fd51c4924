import type { Migration } from './migration.js';

/**
 * The drift history. `entry` is `json`, not `jsonb`: the hash chain covers it, so it is kept to the letter. The primary
 * key is what makes `append` atomic: of two scans that add the same link of a chain one is told `conflict`.
 */
export const driftEntries: Migration = {
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
