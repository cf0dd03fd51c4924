import { decode, listOf } from '../../codec/index.js';
import type { CostServiceError } from '../../errors/cost.js';
import { ignoreAnswer, portCall, type PortContext } from '../../port/index.js';
import * as E from '../../either.js';
import type { TaskEither } from '../../prelude.js';
import { allocateGroupedTask, type PeriodAllocation } from '../allocate-grouped.js';
import { monthOf } from '../grouping/charge-facts.js';
import type { GroupedBill } from '../grouping/grouped-bill.js';
import { ExchangeRate } from '../model/index.js';
import type { CostAllocationPorts } from '../ports.js';
import { toMilliseconds } from '../proration/accrued.js';
import { CarriedPool } from '../sharing/carried.js';
import type { CurrencyMonth } from '../sharing/settle.js';
import { runAsync } from '../steps/step-by-step.js';
import type { CheckedConditions } from '../terms.js';
import { fetchGrouped, type FetchContext } from './fetch-bill.js';

/** A bill as it came through the ports, added up. */
export interface FetchedBill {
  readonly grouped: GroupedBill;
  readonly rates: ReadonlyArray<ExchangeRate>;
}

/** Fetches the bill of a period and allocates it: the same, digit for digit, as `allocatePeriod` of its charges. */
export const allocateFromPorts =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    terms: CheckedConditions,
  ): TaskEither<CostServiceError, PeriodAllocation> =>
  async () => {
    const bill = await fetchBill(ports, context, terms)();
    return E.isLeft(bill) ? bill : allocateFetched(ports, context, terms, bill.right)();
  };

/** Fetches the charges of a period, added up, and the rates that they and the reservations need. */
export const fetchBill =
  (
    ports: CostAllocationPorts,
    context: FetchContext,
    terms: CheckedConditions,
  ): TaskEither<CostServiceError, FetchedBill> =>
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
  ): TaskEither<CostServiceError, PeriodAllocation> =>
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
    found: ReadonlyArray<CurrencyMonth>,
  ): TaskEither<CostServiceError, ReadonlyArray<ExchangeRate>> =>
  async () => {
    const foreign = found.filter((part) => part.currency !== currency);
    if (rates === undefined || currency === undefined || foreign.length === 0) return E.right([]);
    const distinct = (values: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(values)].sort();
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
  ): TaskEither<CostServiceError, ReadonlyArray<CarriedPool>> =>
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
    carried: ReadonlyArray<CarriedPool>,
  ): TaskEither<CostServiceError, void> =>
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
