/**
 * Stores in PostgreSQL, for a `pg` pool or PGlite: rules, results, bills, drift history, forecasts and models.
 *
 * @packageDocumentation
 */
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
} from './database.js';
export {
  enableRowLevelSecurity,
  migrate,
  type MigrationOptions,
  type MigrationOutcome,
  type RowLevelSecurityOptions,
} from './migrate.js';
export type { AllTenantsRefused, DatabaseFailure, MigrationFailure, StaleWrite, UnstorableText } from './errors.js';
export type { Cancelled } from '../../errors/kernel.js';
export type * from '../../shared-types.js';
