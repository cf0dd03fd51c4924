import type { CostServiceError } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { TaskEither } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import { splitByPeriod } from '../history/split-by-period.js';
import { conditionsWithin } from '../history/terms-within.js';
import type { CostAllocationPorts } from '../ports.js';
import type { CheckedConditions } from '../terms.js';
import { fetchBill, type FetchedBill } from './allocate-bill.js';
import type { FetchContext } from './fetch-bill.js';

/** One of several adjoining periods, ready to be allocated. */
export interface FetchedPeriod {
  readonly terms: CheckedConditions;
  readonly bill: FetchedBill;
}

/**
 * Fetches the bill of adjoining periods in one go, and cuts it into theirs: as many calls of the ports for a thousand
 * periods as for one. The parts of a charge that lies across periods are those that each would have alone.
 */
export const fetchHistory =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    whole: CheckedConditions,
    periods: ReadonlyArray<Interval>,
  ): TaskEither<CostServiceError, ReadonlyArray<FetchedPeriod>> =>
  async () => {
    const each = periods.map((period) => conditionsWithin(whole, period));
    const windows = each.flatMap((terms) => terms.windows);
    const bill = await fetchBill(ports, context, { ...whole, windows })();
    if (E.isLeft(bill)) return bill;
    const { grouped, rates } = bill.right;
    const parts = splitByPeriod(
      grouped,
      each.map((terms) => terms.windows.length),
    );
    return E.right(each.map((terms, i) => ({ terms, bill: { grouped: parts[i]!, rates } })));
  };
