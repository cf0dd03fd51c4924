/**
 * What did every tenant cost in every category? Exact sums of bills of millions of lines, from rows, columns or the bytes
 * of CSV, and one shared pool split by them: no rules, no proration, no record. For those, `cost-allocation`.
 */
export { checkColumns, type CheckedColumns, type CostColumns } from './checked-columns.js';
export type { CostMatrix } from './cost-matrix.js';
export type { CsvSource } from './csv/byte-chunks.js';
export type { CsvColumns } from './csv/cost-csv.js';
export { sharePool, type PoolShares } from './share-pool.js';
export { sumColumns } from './sum-columns.js';
export { sumCsv, type CsvProgressOptions } from './sum-csv.js';
export { sumRows, type CostRow } from './sum-rows.js';
export type * from '../../errors/cost-columns.js';
export { cancelled, type Cancelled } from '../../errors/port.js';
export { orThrow } from '../../prelude.js';
