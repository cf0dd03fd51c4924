import { decode } from '../../codec/index.js';
import type { DriftHistoryPort, HistoryQuery } from '../../drift/ports.js';
import { HistoryEntry } from '../../drift/model/index.js';
import { orThrow } from '../../prelude.js';
import type { Row } from './client.js';
import type { Database } from './database.js';
import { toJsonText, toStorableText } from './storable.js';

/** The drift history in PostgreSQL: append-only; the primary key decides between two scans that add the same link. */
export class PostgresDriftHistory implements DriftHistoryPort {
  readonly #database: Database;
  readonly #acrossTenants: boolean;

  /**
   * `acrossTenants`: whether `read` may be asked without a tenant. Default false, because ids repeat between tenants.
   */
  constructor(database: Database, options: { readonly acrossTenants?: boolean } = {}) {
    this.#database = database;
    this.#acrossTenants = options.acrossTenants ?? false;
  }

  async append(entry: HistoryEntry): Promise<'appended' | 'conflict'> {
    const added = await this.#database.forTenant(
      entry.tenantId,
      `INSERT INTO ${this.#database.schema}.drift_entries (tenant_id, resource_id, sequence, recorded_at, entry)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING sequence`,
      toStorableText(entry.resourceId, 'the resource id'),
      entry.sequence,
      entry.recordedAt,
      toJsonText(HistoryEntry.encode(entry)),
    );
    return added.length === 1 ? 'appended' : 'conflict';
  }

  async latest({ tenantId }: { readonly tenantId: string }): Promise<readonly HistoryEntry[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT DISTINCT ON (resource_id) entry FROM ${this.#database.schema}.drift_entries
       WHERE tenant_id = $1 ORDER BY resource_id, sequence DESC`,
    );
    return rows.map(entryOf);
  }

  async read({ tenantId, resourceId, since }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const params = [toStorableText(resourceId, 'the resource id'), since ?? null] as const;
    if (tenantId !== undefined) {
      const rows = await this.#database.forTenant(
        tenantId,
        `SELECT entry FROM ${this.#database.schema}.drift_entries
         WHERE tenant_id = $1 AND resource_id = $2 AND ($3::float8 IS NULL OR recorded_at > $3::float8)
         ORDER BY sequence`,
        ...params,
      );
      return rows.map(entryOf);
    }
    if (!this.#acrossTenants) throw new TypeError('this history is read for one tenant at a time');
    const rows = await this.#database.shared(
      `SELECT entry FROM ${this.#database.schema}.drift_entries
       WHERE resource_id = $1 AND ($2::float8 IS NULL OR recorded_at > $2::float8)
       ORDER BY recorded_at, tenant_id COLLATE "C", sequence`,
      ...params,
    );
    return rows.map(entryOf);
  }
}

function entryOf(row: Row): HistoryEntry {
  return orThrow(decode(HistoryEntry, row['entry'], 'a stored history entry'));
}
