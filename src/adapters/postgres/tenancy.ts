// How PostgreSQL keeps tenants apart: the settings of a transaction and the policies that read them (decision 0611).

/** Every table that holds what belongs to a tenant. Each has a column `tenant_id`. */
export const TENANT_TABLES = ['allocation_results', 'charges', 'drift_entries', 'forecasts', 'models'] as const;

/** A table with rows of tenants. */
export type TenantTable = (typeof TENANT_TABLES)[number];

const TENANT_SETTING = 'omnicloud.tenant_id';
const ALL_TENANTS_SETTING = 'omnicloud.all_tenants';

/** Says for the rest of a transaction which tenant it is about (`$1`). */
export const SET_TENANT: string = `SELECT set_config('${TENANT_SETTING}', $1, true)`;

/**
 * Says for the rest of a transaction that it is about all tenants, and answers whether the role is refused that on a
 * table (`$1` schema, `$2` table): row level security is on, and no policy `all_tenants` names a role that it has.
 */
export const SET_ALL_TENANTS: string = `SELECT set_config('${ALL_TENANTS_SETTING}', 'on', true), current_user AS role,
  row_security_active((quote_ident($1) || '.' || quote_ident($2))::regclass) AND NOT EXISTS (
    SELECT FROM pg_policies, unnest(roles) AS named
    WHERE schemaname = $1 AND tablename = $2 AND policyname = 'all_tenants'
      AND (named = 'public' OR pg_has_role(current_user, named, 'USAGE'))
  ) AS refused`;

/** The statements that put a table under the policies; `roles` may see all tenants, as SQL names them. */
export function policyStatements(schema: string, table: TenantTable, roles: readonly string[]): readonly string[] {
  // A setting that was made and taken back is an empty text, and no tenant has an empty id.
  const own = `tenant_id = nullif(current_setting('${TENANT_SETTING}', true), '')`;
  const all = `current_setting('${ALL_TENANTS_SETTING}', true) = 'on'`;
  const of = `${schema}.${table}`;
  return [
    `ALTER TABLE ${of} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${of} FORCE ROW LEVEL SECURITY`,
    `DROP POLICY IF EXISTS own_tenant ON ${of}`,
    `CREATE POLICY own_tenant ON ${of} USING (${own}) WITH CHECK (${own})`,
    `DROP POLICY IF EXISTS all_tenants ON ${of}`,
    `CREATE POLICY all_tenants ON ${of} TO ${roles.join(', ')} USING (${all}) WITH CHECK (${all})`,
  ];
}
