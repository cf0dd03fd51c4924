import type { CostServiceError } from '../../errors/cost.js';
import type { Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import type { PeriodAllocation } from '../allocate-grouped.js';
import { explainIncrease } from '../anomalies/causes.js';
import type { CostLine } from '../anomalies/cost-line.js';
import type { CostCause } from '../model/anomaly.js';
import type { Charge } from '../model/index.js';
import type { CostAllocationPorts } from '../ports.js';
import { explain, type ExplainedPart, type Explanation } from '../record/explain.js';
import { allocateFromPorts } from './allocate-bill.js';
import { fetchCharges, KEEP_CHARGES, type FetchContext } from './fetch-bill.js';
import { fetchConditions, type ConditionOptions } from './fetch-terms.js';

/** An increase that wants an explanation: between the mean of the earlier periods and the current one. */
export interface CostIncrease {
  readonly tenantId: string;
  readonly increase: Decimal;
  readonly earlier: ReadonlyArray<Interval>;
  readonly current: Interval;
}

/** Splits an increase into its causes by the tenant's lines in the earlier periods and the current one. */
export const causesOfIncrease =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    options: ConditionOptions,
    { tenantId, increase, earlier, current }: CostIncrease,
  ): TaskEither<CostServiceError, ReadonlyArray<CostCause>> =>
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
): Promise<Either<CostServiceError, ReadonlyArray<CostLine>>> {
  const terms = await fetchConditions(ports, context, { ...options, keepLines: true }, period)();
  if (E.isLeft(terms)) return terms;
  const allocation = await allocateFromPorts(ports, context, terms.right)();
  if (E.isLeft(allocation)) return allocation;
  const query = { period, view: terms.right.view };
  const fetched = await fetchCharges(ports.billing, context, query, KEEP_CHARGES)();
  if (E.isLeft(fetched)) return fetched;
  const charges = new Map(fetched.right.flat().map((charge) => [charge.chargeId, charge]));
  return E.right(linesOf(allocation.right, tenantId, charges));
}

function linesOf(
  allocation: PeriodAllocation,
  tenantId: string,
  charges: ReadonlyMap<string, Charge>,
): ReadonlyArray<CostLine> {
  const explained = explain(allocation, tenantId);
  const explanation: Pick<Explanation, 'parts'> = E.isLeft(explained) ? { parts: [] } : explained.right;
  return explanation.parts.flatMap((part: ExplainedPart): ReadonlyArray<CostLine> => {
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
