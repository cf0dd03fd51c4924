/** Stores in PostgreSQL, for a `pg` pool or PGlite: rules, results, bills, drift history, forecasts and models. */
export { PostgresBill } from './bill.js';
export {
  PostgresCarriedEntitlements,
  PostgresDriftHistory,
  PostgresForecasts,
  PostgresModels,
  PostgresResults,
  PostgresRules,
  type RuleVersion,
} from './stores.js';
export {
  type PostgresClient,
  type PostgresSession,
  type RunQuery,
  Database,
  type DatabaseOptions,
  enableRowLevelSecurity,
} from './database.js';
export { migrate, type MigrationOptions, type MigrationOutcome } from './migrate.js';
export type { MigrationFailure, StaleWrite, UnstorableText } from './errors.js';
export type { Cancelled } from '../../errors/kernel.js';
export type * from '../../shared-types.js';
