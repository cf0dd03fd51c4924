import type { CostAllocationError } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ChargeColumns } from '../model/index.js';
import { addRows } from './add-rows.js';
import { rowsOfColumns } from './from-columns.js';
import { allAtOnce, part, type Steps } from '../steps/steps.js';
import { groupingCharges } from './group-charges.js';
import type { GroupedBill, GroupingPlan } from './grouped-bill.js';
import { groupedSlices } from './grouped-slices.js';
import { mergeGrouped } from './merge.js';
import { quickColumns } from './quick-columns.js';
import { ChargeReader } from './read-charges.js';

/**
 * {@link groupingCharges} of a batch of columns: the same sums and errors as from its rows. Rows that lie wholly in one
 * window and whose resource has no intervals of ownership are added up where they stand, about 0.2 µs each; the others,
 * and whole batches of which the lines are kept, take the way of rows. Row i is named `first + i`; `source`
 * says in errors where the batch is from.
 */
export function* groupColumns(
  columns: ChargeColumns,
  plan: GroupingPlan,
  first: number,
  source = '',
): Steps<Either<CostAllocationError, GroupedBill>> {
  const quick = plan.keepLines ? undefined : groupQuickly(columns, plan);
  return quick === undefined ? yield* groupRows(columns, plan, first, source) : E.right(quick);
}

/** `undefined` where something is wrong: the way of rows then says what it is, and in which row of the batch. */
function groupQuickly(columns: ChargeColumns, plan: GroupingPlan): GroupedBill | undefined {
  try {
    const quick = quickColumns(columns, plan);
    if (quick === undefined) return undefined;
    const added = addRows(quick, plan);
    const summed = groupedSlices(added, columns, plan);
    if (added.plain.length === 0) return summed;
    const others = allAtOnce(groupRows(columns, plan, 0, '', added.plain));
    return E.isLeft(others) ? undefined : mergeGrouped([summed, others.right]);
  } catch {
    return undefined;
  }
}

function* groupRows(
  columns: ChargeColumns,
  plan: GroupingPlan,
  first: number,
  source: string,
  places?: ReadonlyArray<number>,
): Steps<Either<CostAllocationError, GroupedBill>> {
  const rows = rowsOfColumns(columns, first, places);
  if (E.isLeft(rows)) return rows;
  const charges = yield* part(0, 0.5, new ChargeReader(source).read(rows.right));
  return E.isLeft(charges) ? charges : yield* part(0.5, 1, groupingCharges(charges.right, plan));
}
