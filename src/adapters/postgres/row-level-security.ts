import { inTransaction, type PostgresClient } from './client.js';
import { TENANT_SETTING } from './database.js';
import { checkSchemaName, TENANT_TABLES } from './schema.js';

/**
 * Lets PostgreSQL itself keep tenants apart: afterwards a session sees and writes only rows of the tenant in the
 * setting `omnicloud.tenant_id`, which stores made with `rowLevelSecurity: true` set in each transaction; without the
 * setting it sees nothing. Holds for the owner of the tables too, but never for superusers. Can be called again.
 */
export async function enableRowLevelSecurity(
  client: PostgresClient,
  options: { readonly schema?: string } = {},
): Promise<void> {
  const schema = checkSchemaName(options.schema);
  const own = `tenant_id = current_setting('${TENANT_SETTING}', true)`;
  await inTransaction(client, async (query) => {
    for (const table of TENANT_TABLES) {
      await query(`ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`);
      await query(`ALTER TABLE ${schema}.${table} FORCE ROW LEVEL SECURITY`);
      await query(`DROP POLICY IF EXISTS own_tenant ON ${schema}.${table}`);
      await query(`CREATE POLICY own_tenant ON ${schema}.${table} USING (${own}) WITH CHECK (${own})`);
    }
  });
}
