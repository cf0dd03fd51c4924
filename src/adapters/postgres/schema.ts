/** The schema where the tables are, unless the host names another. */
export const DEFAULT_SCHEMA = 'omnicloud';

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** The name of a schema, checked, because it becomes part of the statements; throws for one that needs quoting. */
export function checkSchemaName(name: string = DEFAULT_SCHEMA): string {
  if (typeof name === 'string' && SCHEMA_NAME.test(name)) return name;
  throw new TypeError('the name of a schema has lower-case letters, digits and underscores, and no digit first');
}

/** Every table that holds what belongs to a tenant. Each has a column `tenant_id`. */
export const TENANT_TABLES = ['allocation_results', 'drift_entries', 'forecasts', 'models'] as const;
