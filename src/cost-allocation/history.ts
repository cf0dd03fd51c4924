import type { Decimal } from '../money/decimal.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import type { Interval } from '../time/period.js';
import { allocateFromPorts, fetchBill, fetchConditions, type FetchedBill } from './allocate-from-ports.js';
import type { PeriodAllocation } from './allocate.js';
import { type CostLine, explainIncrease } from './anomalies/causes.js';
import type { CostSum, GroupedBill, SourceLine } from './cost-sums.js';
import type { BillError } from './errors.js';
import { explain, type ExplainedPart, type Explanation } from './explain.js';
import { fetchCharges, type FetchContext, KEEP_CHARGES } from './fetch-bill.js';
import type { CheckedConditions, ConditionOptions } from './input.js';
import type { CostCause } from './model/anomaly.js';
import type { Charge } from './model/charge.js';
import type { CostAllocationPorts } from './ports.js';
import { splitAtRuleChanges } from './time-rules.js';

/** The terms of a long period as they hold for a part of it. Who owned what stays known for the whole of it. */
function conditionsWithin(terms: CheckedConditions, period: Interval): CheckedConditions {
  const rules = terms.rules.filter(
    (rule) => rule.effectiveFrom < period.end && (rule.effectiveUntil ?? Infinity) > period.start,
  );
  const reservations = terms.reservations.filter(
    ({ start, end }) => start < period.end && (end > period.start || start >= period.start),
  );
  return { ...terms, period, rules, reservations, intervals: splitAtRuleChanges(period, rules) };
}

/** Cuts a bill that was grouped over the intervals of several periods, one after the other, into a bill for each. */
function splitByPeriod(bill: GroupedBill, intervalCounts: readonly number[]): readonly GroupedBill[] {
  const places = intervalCounts.flatMap((count, period) =>
    Array.from({ length: count }, (_, interval) => ({ period, interval })),
  );
  const parts = intervalCounts.map(() => ({ sums: [] as CostSum[], lines: [] as SourceLine[] }));
  for (const sum of bill.sums) {
    const { period, interval } = places[sum.interval]!;
    parts[period]!.sums.push({ ...sum, interval });
  }
  for (const line of bill.lines) {
    const { period, interval } = places[line.interval]!;
    parts[period]!.lines.push({ ...line, interval });
  }
  return parts.map((part) => ({ ...bill, ...part, excluded: [] }));
}

/** One of several adjoining periods, ready to be allocated. */
interface FetchedPeriod {
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
    periods: readonly Interval[],
  ): TaskEither<BillError, readonly FetchedPeriod[]> =>
  async () => {
    const each = periods.map((period) => conditionsWithin(whole, period));
    const intervals = each.flatMap((terms) => terms.intervals);
    const bill = await fetchBill(ports, context, { ...whole, intervals })();
    if (E.isLeft(bill)) return bill;
    const { grouped, rates } = bill.right;
    const parts = splitByPeriod(
      grouped,
      each.map((terms) => terms.intervals.length),
    );
    return E.right(each.map((terms, i) => ({ terms, bill: { grouped: parts[i]!, rates } })));
  };

/** An increase that wants an explanation: between the mean of the earlier periods and the current one. */
interface CostIncrease {
  readonly tenantId: string;
  readonly increase: Decimal;
  readonly earlier: readonly Interval[];
  readonly current: Interval;
}

/** Splits an increase into its causes by the tenant's lines in the earlier periods and the current one. */
export const causesOfIncrease =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    options: ConditionOptions,
    { tenantId, increase, earlier, current }: CostIncrease,
  ): TaskEither<BillError, readonly CostCause[]> =>
  async () => {
    const before: CostLine[] = [];
    for (const period of earlier) {
      const lines = await linesIn(ports, context, options, tenantId, period);
      if (E.isLeft(lines)) return lines;
      before.push(...lines.right);
    }
    const after = await linesIn(ports, context, options, tenantId, current);
    return E.isLeft(after)
      ? after
      : E.right(explainIncrease(before, after.right, { periods: earlier.length, increase }));
  };

async function linesIn(
  ports: CostAllocationPorts,
  context: FetchContext,
  options: ConditionOptions,
  tenantId: string,
  period: Interval,
): Promise<Either<BillError, readonly CostLine[]>> {
  const terms = await fetchConditions(ports, context, { ...options, keepLines: true }, period)();
  if (E.isLeft(terms)) return terms;
  const allocation = await allocateFromPorts(ports, context, terms.right)();
  if (E.isLeft(allocation)) return allocation;
  const query = { period, view: terms.right.view };
  const reading = { ...context, onDuplicate: terms.right.onDuplicate };
  const fetched = await fetchCharges(ports.billing, reading, query, KEEP_CHARGES)();
  if (E.isLeft(fetched)) return fetched;
  const charges = new Map(fetched.right.flat().map((charge) => [charge.chargeId, charge]));
  return E.right(linesOf(allocation.right, tenantId, charges));
}

function linesOf(
  allocation: PeriodAllocation,
  tenantId: string,
  charges: ReadonlyMap<string, Charge>,
): readonly CostLine[] {
  const explained = explain(allocation, tenantId);
  const explanation: Pick<Explanation, 'parts'> = E.isLeft(explained) ? { parts: [] } : explained.right;
  return explanation.parts.flatMap((part: ExplainedPart): readonly CostLine[] => {
    const { category, amount } = part;
    switch (part.kind) {
      case 'amortized':
        return [{ category, resourceId: part.reservationId, cost: amount }];
      case 'shared':
        return [{ category, cost: amount, pool: { poolId: part.poolId, total: part.poolAmount } }];
      case 'direct':
        return part.charges.map((own) => lineOf(charges.get(own.chargeId), category, own.amount));
    }
  });
}

/** A charge as a line. Its quantity is known where all of it counts. */
function lineOf(charge: Charge | undefined, category: string, cost: Decimal): CostLine {
  if (charge === undefined) return { category, cost };
  const { resourceId, usageQuantity, usageUnit } = charge;
  return {
    category,
    cost,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(usageQuantity === undefined || !charge.cost.eq(cost) ? {} : { usageQuantity }),
    ...(usageUnit === undefined ? {} : { usageUnit }),
  };
}
