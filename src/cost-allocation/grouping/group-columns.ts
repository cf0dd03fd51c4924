import type { CostAllocationError } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ChargeColumns } from '../model/index.js';
import { addFastRows } from './add-rows.js';
import { rowsOfColumns } from './from-columns.js';
import { runSync, subtask, type ChunkedTask } from '../steps/steps.js';
import { groupChargesTask } from './group-charges.js';
import type { GroupedBill, GroupingOptions } from './grouped-bill.js';
import { nameIntervalSums } from './grouped-slices.js';
import { mergeGrouped } from './merge.js';
import { toFastColumns } from './quick-columns.js';
import { ChargeReader } from './read-charges.js';

/**
 * {@link groupChargesTask} of a batch of columns: the same sums and errors as from its rows. Rows that lie wholly in one
 * window and whose resource has no intervals of ownership are added up where they stand, about 0.2 µs each; the others,
 * and whole batches of which the lines are kept, take the way of rows. Row i is named `first + i`; `source`
 * says in errors where the batch is from.
 */
export function* groupColumnsTask(
  columns: ChargeColumns,
  plan: GroupingOptions,
  first: number,
  source = '',
): ChunkedTask<Either<CostAllocationError, GroupedBill>> {
  const quick = plan.keepLines ? undefined : groupFastRows(columns, plan);
  return quick === undefined ? yield* groupSlowRows(columns, plan, first, source) : E.right(quick);
}

/** `undefined` where something is wrong: the way of rows then says what it is, and in which row of the batch. */
function groupFastRows(columns: ChargeColumns, plan: GroupingOptions): GroupedBill | undefined {
  try {
    const quick = toFastColumns(columns, plan);
    if (quick === undefined) return undefined;
    const added = addFastRows(quick, plan);
    const summed = nameIntervalSums(added, columns, plan);
    if (added.slowRows.length === 0) return summed;
    const others = runSync(groupSlowRows(columns, plan, 0, '', added.slowRows));
    return E.isLeft(others) ? undefined : mergeGrouped([summed, others.right]);
  } catch {
    return undefined;
  }
}

function* groupSlowRows(
  columns: ChargeColumns,
  plan: GroupingOptions,
  first: number,
  source: string,
  places?: ReadonlyArray<number>,
): ChunkedTask<Either<CostAllocationError, GroupedBill>> {
  const rows = rowsOfColumns(columns, first, places);
  if (E.isLeft(rows)) return rows;
  const charges = yield* subtask(0, 0.5, new ChargeReader(source).read(rows.right));
  return E.isLeft(charges) ? charges : yield* subtask(0.5, 1, groupChargesTask(charges.right, plan));
}
