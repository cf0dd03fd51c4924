/**
 * What did every tenant cost in every category? Exact sums of bills of millions of lines, from rows, columns or the
 * bytes of CSV, and one shared pool split by them: no rules, no proration, no record. For those, `cost-allocation`.
 *
 * @packageDocumentation
 */
export {
  checkColumns,
  type CheckedColumns,
  type CostColumns,
  sumColumns,
  sumRows,
  type CostRow,
} from './rows-and-columns.js';
export { type CostMatrix, sharePool, type PoolShares } from './cost-matrix.js';
export { type CsvSource, type CsvColumns, sumCsv, type CsvProgressOptions } from './csv.js';
export type { InvalidColumns, InvalidCostRow, InvalidCostCsv } from './errors.js';
export { cancelled, type Cancelled } from '../../errors/kernel.js';
export { orThrow } from '../../prelude.js';
export type * from '../../shared-types.js';
