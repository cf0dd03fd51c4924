import { inTransaction, type PostgresClient, type Row, type RunQuery } from './client.js';
import { checkSchemaName } from './schema.js';
import { toStorableText } from './storable.js';

/** Where the stores find their tables, and how strictly tenants are kept apart. */
export interface DatabaseOptions {
  /** The schema of the tables. Default `omnicloud`. */
  readonly schema?: string;
  /**
   * Tell PostgreSQL in every transaction which tenant is meant, so that the policies of `enableRowLevelSecurity` hold.
   * Each statement then costs three more round trips. Default false: the `WHERE` of every statement does the same.
   */
  readonly rowLevelSecurity?: boolean;
}

/** The setting in which the tenant stands that a transaction is about. */
export const TENANT_SETTING = 'omnicloud.tenant_id';

/** Runs statements for one tenant: `$1` is always the tenant, and a statement that does not ask for it is refused. */
export type TenantQuery = (text: string, ...params: unknown[]) => Promise<readonly Row[]>;

/** The stores' way to the database. */
export class Database {
  /** The schema that the tables are in. */
  readonly schema: string;
  readonly #client: PostgresClient;
  readonly #secured: boolean;

  constructor(client: PostgresClient, options: DatabaseOptions = {}) {
    this.#client = client;
    this.schema = checkSchemaName(options.schema);
    this.#secured = options.rowLevelSecurity ?? false;
  }

  /** One statement for one tenant. */
  async forTenant(tenantId: string, text: string, ...params: unknown[]): Promise<readonly Row[]> {
    if (this.#secured) return this.transactionFor(tenantId, (query) => query(text, ...params));
    return tenantQuery((sql, values) => this.#client.query(sql, values), tenantId)(text, ...params);
  }

  /** Several statements for one tenant, all or nothing. */
  transactionFor<A>(tenantId: string, work: (query: TenantQuery) => Promise<A>): Promise<A> {
    return inTransaction(this.#client, async (query) => {
      if (this.#secured) await query(`SELECT set_config('${TENANT_SETTING}', $1, true)`, [tenantId]);
      return work(tenantQuery(query, tenantId));
    });
  }

  /** One statement on tables that belong to no tenant. */
  async shared(text: string, ...params: unknown[]): Promise<readonly Row[]> {
    return (await this.#client.query(text, params)).rows as readonly Row[];
  }

  /** Several statements on tables that belong to no tenant, all or nothing. */
  transaction<A>(work: (query: TenantQuery) => Promise<A>): Promise<A> {
    return inTransaction(this.#client, (query) =>
      work(async (text, ...params) => (await query(text, params)).rows as readonly Row[]),
    );
  }
}

const NAMES_ITS_TENANT = /\btenant_id = \$1\b|\(tenant_id, [^)]*\)\s*(VALUES \(|SELECT )\$1\b/;

function tenantQuery(query: RunQuery, tenantId: string): TenantQuery {
  return async (text, ...params) => {
    // A mistake of ours, not of the host: no statement on a tenant's tables may forget whose they are.
    if (!NAMES_ITS_TENANT.test(text)) throw new TypeError('a statement for a tenant does not name the tenant');
    return (await query(text, [toStorableText(tenantId, 'the tenant id'), ...params])).rows as readonly Row[];
  };
}
