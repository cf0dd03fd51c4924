import { decode } from '../codec/decode.js';
import { listOf } from '../codec/record.js';
import { type DecodeError, notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { runAsync } from '../host/chunked.js';
import { ignoreAnswer, portCall, type PortCallError, type PortContext } from '../host/port-call.js';
import { E, type Either, type MaybePromise, type TaskEither } from '../prelude.js';
import { epochToDate as dateOf, type Interval } from '../time/period.js';
import { monthOf, toMilliseconds } from './accrual.js';
import { allocateGroupedTask, emptyResult, type PeriodAllocation } from './allocate.js';
import { CarriedPool } from './carry-forward.js';
import type { CurrencyMonth } from './convert-currency.js';
import type { GroupedBill } from './cost-sums.js';
import type { BillError, ConditionsError, FetchError } from './errors.js';
import { type FetchContext, fetchGrouped } from './fetch-bill.js';
import { type AllocationConditions, type CheckedConditions, type ConditionOptions, readConditions } from './input.js';
import type { CostAllocationResult } from './model/allocation-result.js';
import { ExchangeRate } from './model/charge.js';
import type { AllocationRuleInput } from './model/drafts.js';
import type { CostAllocationPorts } from './ports.js';

/** Fetches everything that decides the allocation of a period besides the charges, and checks it. */
export const fetchConditions =
  (
    ports: CostAllocationPorts,
    context: PortContext,
    options: ConditionOptions,
    period: Interval,
    rules?: readonly AllocationRuleInput[],
  ): TaskEither<ConditionsError | PortCallError, CheckedConditions> =>
  async () => {
    // A port that is not there has nothing; one that is must answer.
    const { ownership, reservations, rules: stored } = ports;
    const fetched = await Promise.all([
      fetchList('tenants', 'list', (signal) => ports.tenants.list(signal), context),
      rules === undefined
        ? fetchList('rules', 'list', (signal) => (stored === undefined ? [] : stored.list(signal)), context)
        : E.right<PortCallError | DecodeError, unknown>(rules),
      fetchList(
        'ownership',
        'intervals',
        (signal) => (ownership === undefined ? [] : ownership.intervals(period, signal)),
        context,
      ),
      fetchList(
        'reservations',
        'during',
        (signal) => (reservations === undefined ? [] : reservations.during(period, signal)),
        context,
      ),
    ]);
    for (const answer of fetched) if (E.isLeft(answer)) return answer;
    const [tenants, found, owners, reserved] = fetched.map((answer) => (E.isRight(answer) ? answer.right : []));
    return readConditions({
      ...options,
      period: { start: dateOf(period.start), end: dateOf(period.end) },
      tenants: tenants as AllocationConditions['tenants'],
      rules: found as readonly AllocationRuleInput[],
      ownership: owners as NonNullable<AllocationConditions['ownership']>,
      reservations: reserved as NonNullable<AllocationConditions['reservations']>,
    });
  };

function fetchList(
  port: string,
  method: string,
  call: (signal: AbortSignal) => MaybePromise<unknown>,
  context: PortContext,
): Promise<Either<PortCallError | DecodeError, unknown>> {
  // The rows themselves are checked by readTerms, like anything from outside.
  const read = (answer: unknown): Either<DecodeError, unknown> =>
    Array.isArray(answer)
      ? E.right(answer)
      : E.left(notAsExpected(`the answer of the ${port} port`, `expected a list, got ${show(answer)}`));
  return portCall({ port, method, call, read }, context)();
}

/** A bill as it came through the ports, added up. */
export interface FetchedBill {
  readonly grouped: GroupedBill;
  readonly rates: readonly ExchangeRate[];
}

/** Fetches the bill of a period and allocates it: the same, digit for digit, as `allocatePeriod` of its charges. */
export const allocateFromPorts =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    terms: CheckedConditions,
  ): TaskEither<BillError, PeriodAllocation> =>
  async () => {
    const bill = await fetchBill(ports, context, terms)();
    return E.isLeft(bill) ? bill : allocateFetched(ports, context, terms, bill.right)();
  };

/** Fetches the charges of a period, added up, and the rates that they and the reservations need. */
export const fetchBill =
  (ports: CostAllocationPorts, context: FetchContext, terms: CheckedConditions): TaskEither<FetchError, FetchedBill> =>
  async () => {
    const grouped = await fetchGrouped(ports.billing, context, terms)();
    if (E.isLeft(grouped)) return grouped;
    const reserved = terms.reservations.flatMap(({ currency, start }) =>
      currency === undefined ? [] : [{ currency, month: monthOf(toMilliseconds(start)) }],
    );
    const rates = await fetchRates(ports, context, terms, [...grouped.right.sums, ...reserved])();
    return E.isLeft(rates) ? rates : E.right({ grouped: grouped.right, rates: rates.right });
  };

/** Allocates a bill, between reading the balances that were carried forward and writing the new ones. */
export const allocateFetched =
  (
    ports: CostAllocationPorts,
    context: PortContext,
    terms: CheckedConditions,
    { grouped, rates }: FetchedBill,
  ): TaskEither<BillError, PeriodAllocation> =>
  async () => {
    const carried = await readCarried(ports, context, terms)();
    if (E.isLeft(carried)) return carried;
    const steps = allocateGroupedTask(grouped, { ...terms, rates, carried: carried.right });
    // Progress is told of the bill as it is read.
    const allocation = await runAsync('the allocation of a bill', 0, steps, {
      ...(context.signal && { signal: context.signal }),
    });
    if (E.isLeft(allocation)) return allocation;
    const written = await writeCarried(ports, context, terms, allocation.right.carried)();
    return E.isLeft(written) ? written : allocation;
  };

/** The rates into the currency of the allocation, for the currencies and months that a bill has. */
export const fetchRates =
  (
    { rates }: CostAllocationPorts,
    context: PortContext,
    { currency }: CheckedConditions,
    found: readonly CurrencyMonth[],
  ): TaskEither<PortCallError | DecodeError, readonly ExchangeRate[]> =>
  async () => {
    const foreign = found.filter((part) => part.currency !== currency);
    if (rates === undefined || currency === undefined || foreign.length === 0) return E.right([]);
    const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
    const query = {
      from: distinct(foreign.map((part) => part.currency)),
      to: currency,
      months: distinct(foreign.map((part) => part.month)),
    };
    return portCall(
      {
        port: 'rates',
        method: 'rates',
        call: (signal) => rates.rates(query, signal),
        read: (answer) => decode(listOf(ExchangeRate), answer, 'the answer of the rates port'),
      },
      context,
    )();
  };

const carries = (terms: CheckedConditions): boolean => terms.rules.some((rule) => rule.carryForward === true);

const readCarried =
  (
    { carry }: CostAllocationPorts,
    context: PortContext,
    terms: CheckedConditions,
  ): TaskEither<PortCallError | DecodeError, readonly CarriedPool[]> =>
  async () => {
    if (carry === undefined || !carries(terms)) return E.right([]);
    return portCall(
      {
        port: 'carry',
        method: 'read',
        call: (signal) => carry.read(terms.period.start, signal),
        read: (answer) => decode(listOf(CarriedPool), answer ?? [], 'the answer of the carry port'),
      },
      context,
    )();
  };

const writeCarried =
  (
    { carry }: CostAllocationPorts,
    context: PortContext,
    terms: CheckedConditions,
    carried: readonly CarriedPool[],
  ): TaskEither<PortCallError | DecodeError, void> =>
  async () => {
    if (carry === undefined || !carries(terms)) return E.right(undefined);
    return portCall(
      {
        port: 'carry',
        method: 'write',
        call: (signal) => carry.write(terms.period.end, listOf(CarriedPool).encode(carried), signal),
        read: ignoreAnswer,
      },
      context,
    )();
  };

/** The result of one tenant (zeros where it takes no part), once the results port, where there is one, has it. */
export const saveResult =
  (
    { results }: CostAllocationPorts,
    context: PortContext,
    tenantId: string,
    terms: CheckedConditions,
    allocation: PeriodAllocation,
  ): TaskEither<PortCallError, CostAllocationResult> =>
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
