import { ignoreErrors, tryTaskEither } from '../host/try.js';
import { type DecodeError, foreignTenant, notAsExpected, portFailure } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { type ChunkedTask, completedTask, yieldWhenDue, runAsync, subtask } from '../host/chunked.js';
import { DEADLINE_SECONDS, portCall, readRows, type PortContext } from '../host/port-call.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../prelude.js';
import { rowsOfColumns } from './charge-columns.js';
import { ChargeReader } from './charge-reader.js';
import { type GroupedBill, mergeGrouped } from './cost-sums.js';
import type { FetchError } from './errors.js';
import { groupChargesTask, groupedFromTotals } from './group-charges.js';
import { groupColumnsTask } from './group-columns.js';
import { type CheckedConditions, groupingOptions } from './input.js';
import { type Charge } from './model/charge.js';
import { ChargeTotal } from './model/charge-total.js';
import { type ChargeColumns } from './model/charge-columns.js';
import type { DuplicatePolicy } from './model/cost-view.js';
import type { BillingPort, ChargeQuery, TotalsQuery } from './ports.js';

/** How to read the answer of the billing port: one list of charges at once, or batch by batch. */
interface BatchSource {
  /** Reads one more batch: an iterator of either kind. */
  readonly next: () => MaybePromise<{ readonly done?: boolean; readonly value?: unknown }>;
  /** Tells the port that no more batches are read. */
  readonly close: () => unknown;
}

function batchesOf(answer: unknown): BatchSource {
  if (isWholeBill(answer)) return singleBatch(answer);
  if (typeof answer === 'object' && answer !== null) {
    const source = answer as {
      [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
      [Symbol.iterator]?: () => Iterator<unknown>;
    };
    const asynchronous = source[Symbol.asyncIterator]?.();
    if (asynchronous !== undefined) return { next: () => asynchronous.next(), close: () => asynchronous.return?.() };
    const iterator = source[Symbol.iterator]?.();
    if (iterator !== undefined) return { next: () => iterator.next(), close: () => iterator.return?.() };
  }
  return singleBatch(answer);
}

/**
 * The rows of a batch, whether it came as rows or as columns. `first` numbers the rows of columns, which have no ids.
 */
function rowsOf(batch: unknown, first: number): Either<DecodeError, unknown> {
  return isColumns(batch) ? rowsOfColumns(batch, first) : E.right(batch);
}

/** Whether the answer is one list of charges, so that their number is known before they are read. */
function isWholeBill(answer: unknown): answer is readonly unknown[] {
  return Array.isArray(answer) && !answer.some(isBatch);
}

/** How many charges a batch says that it holds. */
function sizeOf(batch: unknown): number {
  return Array.isArray(batch) ? batch.length : isColumns(batch) ? batch.rows : 0;
}

function singleBatch(value: unknown): BatchSource {
  let done = false;
  return {
    next: () => {
      const result = done ? { done: true } : { value };
      done = true;
      return result;
    },
    close: () => undefined,
  };
}

function isBatch(value: unknown): boolean {
  return Array.isArray(value) || isColumns(value);
}

function isColumns(value: unknown): value is ChargeColumns {
  return typeof value === 'object' && value !== null && 'rows' in value && 'tenantId' in value && !Array.isArray(value);
}

/** How charges are fetched: like any call of a port, and with the progress told. */
export interface FetchContext extends PortContext {
  readonly onDuplicate?: DuplicatePolicy;
  readonly onProgress?: (done: number, total: number | undefined) => void;
}

/** Says in errors where charges are from. */
const SOURCE = ' of the billing port';

/** Adding up columns where they stand keeps sums of every tenant for every interval. */
const MAX_INTERVALS_IN_PLACE = 64;

/** What becomes of the batches of a bill; of columns, with the number of charges before them, where that is told. */
interface BatchHandler<A> {
  readonly rows: (charges: readonly Charge[], duplicates: readonly Charge[]) => ChunkedTask<Either<FetchError, A>>;
  readonly columns?: ((columns: ChargeColumns, first: number) => ChunkedTask<Either<FetchError, A>>) | undefined;
}

/** They are kept as they are. */
export const KEEP_CHARGES: BatchHandler<readonly Charge[]> = { rows: (charges) => completedTask(E.right(charges)) };

/** Fetches charges batch by batch; answers what became of each. */
export const fetchCharges =
  <A>(
    billing: BillingPort,
    context: FetchContext,
    query: ChargeQuery,
    use: BatchHandler<A>,
  ): TaskEither<FetchError, readonly A[]> =>
  async () => {
    const reader = new ChargeReader(SOURCE, context.onDuplicate);
    const fetched = await fetchBatches(billing, context, query, use, reader);
    if (E.isLeft(fetched) || reader.late.length === 0) return fetched;
    // A part came after its origin, which then counted whole.
    return fetchBatches(billing, context, query, use, new ChargeReader(SOURCE, context.onDuplicate, reader.late));
  };

async function fetchBatches<A>(
  billing: BillingPort,
  context: FetchContext,
  query: ChargeQuery,
  use: BatchHandler<A>,
  reader: ChargeReader,
): Promise<Either<FetchError, readonly A[]>> {
  // Aborted when one of the calls is, so that a port that goes on by itself stops.
  const reading = new AbortController();
  const ask = <B>(call: (signal: AbortSignal) => unknown, read: (answer: unknown) => Either<DecodeError, B>) => {
    const tenant = query.tenantId === undefined ? {} : { tenantId: query.tenantId };
    const linked = (signal: AbortSignal): unknown => {
      signal.addEventListener('abort', () => reading.abort(signal.reason), { once: true });
      return call(reading.signal);
    };
    return portCall({ port: 'billing', method: 'charges', ...tenant, call: linked, read }, context)();
  };
  const opened = await ask(
    (signal) => billing.charges(query, signal),
    (answer) => E.right({ source: batchesOf(answer), total: isWholeBill(answer) ? answer.length : undefined }),
  );
  if (E.isLeft(opened)) return opened;
  const { source, total } = opened.right;
  const { deadlineSeconds = DEADLINE_SECONDS } = context;
  const close = <Outcome>(outcome: Outcome): Outcome => {
    reading.abort();
    ignoreErrors(source.close);
    return outcome;
  };
  const used: A[] = [];
  let lastCharge = performance.now();
  for (let first = 0; ;) {
    const step = await ask(source.next, readIteratorStep);
    if (E.isLeft(step)) return close(step);
    if (step.right.done) return E.right(used);
    const { batch } = step.right;
    const onProgress = (done: number): void => context.onProgress?.(first + done, total);
    const progress = { onProgress, ...(context.signal && { signal: context.signal }) };
    const taken = await tryTaskEither(`a batch${SOURCE}`, () =>
      runAsync('reading the bill', sizeOf(batch), handleBatch(batch, first, query, use, reader), progress),
    )();
    if (E.isLeft(taken)) return close(taken);
    used.push(taken.right.used);
    first += taken.right.charges;
    if (taken.right.charges > 0) lastCharge = performance.now();
    else if (performance.now() - lastCharge > deadlineSeconds * 1000) {
      const reason = `no charge within ${deadlineSeconds} s, only empty batches`;
      return close(E.left(portFailure({ port: 'billing', method: 'charges', reason })));
    }
    await yieldWhenDue();
  }
}

/** What becomes of one batch, and how many charges it holds. */
function* handleBatch<A>(
  batch: unknown,
  first: number,
  query: ChargeQuery,
  use: BatchHandler<A>,
  reader: ChargeReader,
): ChunkedTask<Either<FetchError, { readonly used: A; readonly charges: number }>> {
  if (use.columns !== undefined && isColumns(batch)) {
    return E.map((used: A) => ({ used, charges: batch.rows }))(yield* use.columns(batch, first));
  }
  const rows = rowsOf(batch, first);
  if (E.isLeft(rows)) return rows;
  const charges = yield* subtask(0, 0.4, reader.read(rows.right, first));
  if (E.isLeft(charges)) return charges;
  const foreign = charges.right.find((charge) => !matchesQuery(charge, query));
  if (foreign !== undefined) {
    const facts = { port: 'billing', method: 'charges', expected: query.tenantId!, got: foreign.tenantId };
    return E.left(foreignTenant(facts));
  }
  const duplicates = reader.duplicates.splice(0);
  const used = yield* subtask(0.4, 1, use.rows(charges.right, duplicates));
  return E.map((kept: A) => ({ used: kept, charges: charges.right.length + duplicates.length }))(used);
}

/** The bill of a period, added up: by the store where it can, else here, as the charges stream in. */
export const fetchGrouped =
  (billing: BillingPort, context: FetchContext, terms: CheckedConditions): TaskEither<FetchError, GroupedBill> =>
  async () => {
    const plan = groupingOptions(terms);
    const reading = { ...context, onDuplicate: terms.onDuplicate };
    const inPlace = plan.intervals.length <= MAX_INTERVALS_IN_PLACE;
    const use: BatchHandler<GroupedBill> = {
      rows: (charges, duplicates) => groupChargesTask(charges, plan, duplicates),
      columns: inPlace ? (columns, first) => groupColumnsTask(columns, plan, first, SOURCE) : undefined,
    };
    const query: ChargeQuery = { period: terms.period, view: terms.view };
    if (billing?.totals === undefined || terms.keepLines) {
      return E.map(mergeGrouped)(await fetchCharges(billing, reading, query, use)());
    }
    const asked: TotalsQuery = {
      intervals: terms.intervals,
      exceptResources: [...terms.owners.keys()].sort(),
      basis: terms.basis,
      view: terms.view,
    };
    const totals = await portCall(
      {
        port: 'billing',
        method: 'totals',
        call: (signal) => billing.totals!(asked, signal),
        read: readRows(ChargeTotal, 'the totals of the billing port'),
      },
      context,
    )();
    if (E.isLeft(totals)) return totals;
    const summed = groupedFromTotals(totals.right, plan);
    if (E.isLeft(summed)) return summed;
    const others = await fetchCharges(billing, reading, { ...query, excludeCoveredBy: asked }, use)();
    return E.map((parts: readonly GroupedBill[]) => mergeGrouped([summed.right, ...parts]))(others);
  };

function matchesQuery(charge: Charge, { tenantId, resourceIds }: ChargeQuery): boolean {
  return (
    tenantId === undefined ||
    charge.tenantId === tenantId ||
    (charge.resourceId !== undefined && resourceIds?.includes(charge.resourceId) === true)
  );
}

interface IteratorStep {
  readonly done: boolean;
  readonly batch?: unknown;
}

function readIteratorStep(answer: unknown): Either<DecodeError, IteratorStep> {
  if (typeof answer === 'object' && answer !== null) {
    const { done, value } = answer as { readonly done?: unknown; readonly value?: unknown };
    return E.right(done === true ? { done } : { done: false, batch: value });
  }
  return E.left(notAsExpected(`the next batch${SOURCE}`, `expected a step of an iterator, got ${show(answer)}`));
}
