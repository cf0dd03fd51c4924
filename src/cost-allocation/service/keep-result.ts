import { ignoreAnswer, portCall, type PortContext, type PortProblem } from '../../port/index.js';
import * as E from '../../either.js';
import type { TaskEither } from '../../prelude.js';
import { emptyResult, type PeriodAllocation } from '../allocate-grouped.js';
import type { CostAllocationResult } from '../model/index.js';
import type { CostAllocationPorts } from '../ports.js';
import type { CheckedConditions } from '../terms.js';

/** The result of one tenant (zeros where it takes no part), once the results port, where there is one, has it. */
export const saveResult =
  (
    { results }: CostAllocationPorts,
    context: PortContext,
    tenantId: string,
    terms: CheckedConditions,
    allocation: PeriodAllocation,
  ): TaskEither<PortProblem, CostAllocationResult> =>
  async () => {
    const found = allocation.results.find((result) => result.tenantId === tenantId);
    const result = found ?? emptyResult(tenantId, allocation, terms);
    if (results === undefined) return E.right(result);
    const saved = await portCall(
      {
        port: 'results',
        method: 'save',
        tenantId,
        call: (signal) => results.save(result, signal),
        read: ignoreAnswer,
      },
      context,
    )();
    return E.isLeft(saved) ? saved : E.right(result);
  };
