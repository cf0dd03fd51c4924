import { tryEither } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import type { InvalidColumns } from '../../errors/cost-columns.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { addColumns } from './add-columns.js';
import { areChecked, checkColumns, type CheckedColumns, type CostColumns } from './checked-columns.js';
import type { CostMatrix } from './cost-matrix.js';
import { addSums, toCostMatrix, createMatrixAccumulator } from './tally.js';

/**
 * What every tenant costs in every category, exactly, from a bill in columns. Columns that {@link checkColumns} has
 * passed are not looked through again. O(rows), 2 to 4 ns each, and O(tenants log tenants) to put them in order.
 */
export function sumColumns(
  ...batches: ReadonlyArray<CostColumns | CheckedColumns>
): Either<InvalidColumns | DecodeError, CostMatrix> {
  return tryEither('the columns', () => {
    const tally = createMatrixAccumulator();
    for (const batch of batches) {
      const checked = areChecked(batch) ? E.right(batch) : checkColumns(batch);
      if (E.isLeft(checked)) return checked;
      addSums(tally, checked.right, addColumns(checked.right));
    }
    return E.right(toCostMatrix(tally));
  });
}
