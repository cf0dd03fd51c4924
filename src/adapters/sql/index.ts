/** Bills in databases and lakes: the engine adds up, the library allocates. */
export { SqlBill, type SqlClient, type SqlRow } from './bill.js';
export { SQL_DIALECTS, type SqlDialect } from './dialect.js';
export { focusColumns } from './focus-columns.js';
export {
  chargesStatement,
  totalsStatement,
  type SqlColumn,
  type SqlColumns,
  type SqlExpression,
  type SqlSource,
  type SqlSourceError,
} from './statements.js';
export type { InvalidSqlSource } from './errors.js';
export type * from '../../shared-types.js';
