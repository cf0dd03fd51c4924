/** Stores in PostgreSQL, for a `pg` pool or PGlite: rules, results, bills, drift history, forecasts and models. */
export { PostgresBill } from './bill.js';
export { PostgresCarriedEntitlements } from './carried-entitlements.js';
export { type PostgresClient, type PostgresSession, type RunQuery } from './client.js';
export { Database, type DatabaseOptions } from './database.js';
export { PostgresDriftHistory } from './drift-history.js';
export { PostgresForecasts } from './forecasts.js';
export { migrate, type MigrationOptions, type MigrationOutcome } from './migrate.js';
export { PostgresModels } from './models.js';
export { PostgresResults } from './results.js';
export { enableRowLevelSecurity } from './row-level-security.js';
export { PostgresRules, type RuleVersion } from './rules.js';
export { type MigrationFailure, type StaleWrite, type UnstorableText } from '../../errors/store.js';
export { type Cancelled } from '../../errors/port.js';
