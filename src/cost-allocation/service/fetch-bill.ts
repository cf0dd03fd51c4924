import { decode, listOf } from '../../codec/index.js';
import type { CostServiceError } from '../../errors/cost.js';
import { foreignTenant } from '../../errors/port.js';
import { portCall, type PortContext } from '../../port/index.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { groupCharges } from '../grouping/group-charges.js';
import { groupColumns } from '../grouping/group-columns.js';
import { groupedFromTotals } from '../grouping/from-totals.js';
import type { GroupedBill } from '../grouping/grouped-bill.js';
import { mergeGrouped } from '../grouping/merge.js';
import { readCharges } from '../grouping/read-charges.js';
import { ChargeTotal, type Charge, type ChargeColumns } from '../model/index.js';
import type { BillingPort, ChargeQuery, TotalsQuery } from '../ports.js';
import { planOf, type AllocationTerms } from '../terms.js';
import { batchesOf, isColumns, rowsOf } from './batches.js';

/** Adding up columns where they stand keeps sums of every tenant for every window. */
const MOST_WINDOWS_IN_PLACE = 64;

const asIs = (answer: unknown): Either<never, unknown> => E.right(answer);

/**
 * Fetches charges batch by batch and hands each batch to `take`, which may end it with an error; batches of columns to
 * `takeColumns` where there is one, with the number of charges before them.
 */
export const fetchCharges =
  (
    billing: BillingPort,
    context: PortContext,
    query: ChargeQuery,
    take: (charges: ReadonlyArray<Charge>) => Either<CostServiceError, unknown>,
    takeColumns?: (columns: ChargeColumns, first: number) => Either<CostServiceError, unknown>,
  ): TaskEither<CostServiceError, void> =>
  async () => {
    const tenant = query.tenantId === undefined ? {} : { tenantId: query.tenantId };
    const port = { port: 'billing', method: 'charges', ...tenant, read: asIs };
    const answer = await portCall({ ...port, call: (signal) => billing.charges(query, signal) }, context)();
    if (E.isLeft(answer)) return answer;
    const opened = await portCall(
      { ...port, call: () => ({ next: batchesOf(answer.right) }), read: readNext },
      context,
    )();
    if (E.isLeft(opened)) return opened;
    let rowsSoFar = 0;
    for (;;) {
      const next = await portCall({ ...port, call: () => opened.right(), read: readStep }, context)();
      if (E.isLeft(next)) return next;
      if (next.right.done === true) return E.right(undefined);
      const batch = next.right.value;
      if (takeColumns !== undefined && isColumns(batch)) {
        const taken = takeColumns(batch, rowsSoFar);
        if (E.isLeft(taken)) return taken;
        rowsSoFar += batch.rows;
        continue;
      }
      const rows = rowsOf(batch, rowsSoFar);
      if (E.isLeft(rows)) return rows;
      const charges = readCharges(rows.right);
      if (E.isLeft(charges)) return charges;
      rowsSoFar += charges.right.length;
      const foreign = charges.right.find((charge) => !wasAskedFor(charge, query));
      if (foreign !== undefined) {
        const facts = { port: 'billing', method: 'charges', expected: query.tenantId!, got: foreign.tenantId };
        return E.left(foreignTenant(facts));
      }
      const taken = take(charges.right);
      if (E.isLeft(taken)) return taken;
    }
  };

/** The bill of a period, added up: by the store where it can, else here, as the charges stream in. */
export const fetchGrouped =
  (billing: BillingPort, context: PortContext, terms: AllocationTerms): TaskEither<CostServiceError, GroupedBill> =>
  async () => {
    const plan = planOf(terms);
    const parts: GroupedBill[] = [];
    const keep = (grouped: Either<CostServiceError, GroupedBill>): Either<CostServiceError, unknown> =>
      E.map((bill: GroupedBill) => parts.push(bill))(grouped);
    const fetchParts = (query: ChargeQuery): TaskEither<CostServiceError, void> =>
      fetchCharges(
        billing,
        context,
        query,
        (charges) => keep(groupCharges(charges, plan)),
        plan.windows.length > MOST_WINDOWS_IN_PLACE
          ? undefined
          : (columns, first) => keep(groupColumns(columns, plan, first)),
      );
    const query: ChargeQuery = { period: terms.period, view: terms.view };
    if (billing.totals === undefined || terms.keepLines) {
      const fetched = await fetchParts(query)();
      return E.isLeft(fetched) ? fetched : E.right(mergeGrouped(parts));
    }
    const asked: TotalsQuery = {
      windows: terms.windows,
      exceptResources: [...terms.owners.keys()].sort(),
      basis: terms.basis,
      view: terms.view,
    };
    const totals = await portCall(
      {
        port: 'billing',
        method: 'totals',
        call: (signal) => billing.totals!(asked, signal),
        read: (answer) => decode(listOf(ChargeTotal), answer, 'the totals of the billing port'),
      },
      context,
    )();
    if (E.isLeft(totals)) return totals;
    const summed = keep(groupedFromTotals(totals.right, plan));
    if (E.isLeft(summed)) return summed;
    const fetched = await fetchParts({ ...query, besides: asked })();
    return E.isLeft(fetched) ? fetched : E.right(mergeGrouped(parts));
  };

function wasAskedFor(charge: Charge, { tenantId, resourceIds }: ChargeQuery): boolean {
  return (
    tenantId === undefined ||
    charge.tenantId === tenantId ||
    (charge.resourceId !== undefined && resourceIds?.includes(charge.resourceId) === true)
  );
}

type Step = { readonly done?: boolean; readonly value?: unknown };

function readNext(answer: unknown): Either<never, () => Promise<Step> | Step> {
  return E.right((answer as { next: () => Promise<Step> | Step }).next);
}

function readStep(answer: unknown): Either<never, Step> {
  return E.right(answer as Step);
}
