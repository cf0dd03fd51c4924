/**
 * Bills in databases and lakes: the engine adds up, the library allocates.
 *
 * @packageDocumentation
 */
export { SqlBill, type SqlClient, type SqlRow } from './bill.js';
export { SQL_DIALECTS, type SqlDialect } from './dialect.js';
export {
  focusColumns,
  type SqlColumn,
  type SqlColumns,
  type SqlExpression,
  type SqlSource,
  type SqlSourceError,
} from './source.js';
export { chargesStatement, totalsStatement } from './statements.js';
export type { InvalidSqlSource } from './errors.js';
export type * from '../../shared-types.js';
