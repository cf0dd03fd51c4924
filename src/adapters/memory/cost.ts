import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { optionsOf } from '../../codec/record.js';
import { checked, lookedAtLater } from '../../codec/values.js';
import type { CostAllocationResult } from '../../cost-allocation/model/allocation-result.js';
import { type AllocationConditions, INPUT_FIELDS } from '../../cost-allocation/input.js';
import { AllocationRule } from '../../cost-allocation/model/allocation-rule.js';
import { Charge, ExchangeRate } from '../../cost-allocation/model/charge.js';
import type {
  AllocationRuleInput,
  ChargeInput,
  ExchangeRateInput,
  OwnershipInput,
  ReservationInput,
  TenantInput,
} from '../../cost-allocation/model/drafts.js';
import { Reservation } from '../../cost-allocation/model/reservation.js';
import type { ChargeQuery, CostAllocationPorts } from '../../cost-allocation/ports.js';
import { completeRules } from '../../cost-allocation/rules.js';
import type { LogEntry } from '../../host/log.js';
import { E, orThrow } from '../../prelude.js';
import { type Interval, type PointInTime, toDate } from '../../time/period.js';

/** What the ports in memory answer from: models, drafts of them, or their wire form. */
export interface MemoryCostData {
  /** Who there is and was. */
  readonly tenants: readonly TenantInput[];
  /** The bill. */
  readonly charges: readonly ChargeInput[];
  /** Commitments to spread over their terms. */
  readonly reservations?: readonly ReservationInput[];
  /** How pools are shared. */
  readonly rules?: readonly AllocationRuleInput[];
  /** Who owned which resource when; resources that never changed hands need no entry. */
  readonly ownership?: readonly OwnershipInput[];
  /** Exchange rates into the currency of the allocation. */
  readonly rates?: readonly ExchangeRateInput[];
  /** The present. */
  readonly now: PointInTime;
}

/** A list, whose rows are looked at as a port is asked. */
// oxlint-disable-next-line typescript/no-explicit-any -- of any rows
export const list: t.Type<any> = checked('a list', (value): value is any => Array.isArray(value));

// A whole bill, as an allocation is given it, may stand here with the present beside it.
const MemoryCostData = optionsOf<MemoryCostData & AllocationConditions>('the data', {
  ...INPUT_FIELDS,
  tenants: list,
  charges: list,
  reservations: list,
  rules: list,
  ownership: list,
  rates: list,
  now: lookedAtLater,
});

/** The ports, and what was written through them. */
export interface MemoryCostPorts extends Required<CostAllocationPorts> {
  /** Stands at `now`. */
  readonly clock: { now(): Date };
  /** What was written, to look at. */
  readonly stored: {
    readonly rules: ReadonlyArray<AllocationRule>;
    readonly results: ReadonlyArray<CostAllocationResult>;
    readonly published: ReadonlyArray<unknown>;
    readonly log: ReadonlyArray<LogEntry>;
  };
}

/**
 * Complete ports for cost allocation over plain lists: for scripts and tests, and the reference for every other
 * adapter.
 */
export function memoryCostPorts(given: MemoryCostData): MemoryCostPorts {
  // Read when a port is asked, so that data which cannot be read is a failure of that port.
  const data = lazy(() => orThrow(decode(MemoryCostData, given, 'the data of memoryCostPorts')));
  const charges = lazy(() => toModels(Charge, data().charges));
  const reservations = lazy(() => toModels(Reservation, data().reservations ?? []));
  const rates = lazy(() => toModels(ExchangeRate, data().rates ?? []));
  const rules = lazy(
    () =>
      new Map(
        toModels(AllocationRule, completeRules(data().rules ?? []) as readonly unknown[]).map((rule) => [
          rule.ruleId,
          rule,
        ]),
      ),
  );
  const results = new Map<string, CostAllocationResult>();
  const carried = new Map<number, unknown>();
  const published: unknown[] = [];
  const log: LogEntry[] = [];
  let ids = 0;
  return {
    billing: { charges: (query) => charges().filter((charge) => matchesQuery(charge, query)) },
    tenants: { list: () => data().tenants },
    clock: { now: () => toDate(data().now) },
    ids: { next: () => `id-${(ids += 1)}` },
    rules: {
      list: () => [...rules().values()],
      save: (rule) => {
        rules().set(rule.ruleId, rule);
      },
    },
    ownership: { intervals: () => data().ownership ?? [] },
    reservations: {
      during: (period) => reservations().filter((reservation) => touches(reservation, period)),
      find: (reservationId) => reservations().find((known) => known.reservationId === reservationId) ?? null,
    },
    rates: {
      rates: ({ from, to, months }) =>
        rates().filter((rate) => rate.to === to && from.includes(rate.from) && months.includes(rate.month)),
    },
    results: {
      save: (result) => {
        results.set(JSON.stringify([result.tenantId, result.allocationId]), result);
      },
      find: (tenantId, within) =>
        [...results.values()]
          .filter((r) => r.tenantId === tenantId && r.periodStart >= within.start && r.periodEnd <= within.end)
          .sort((a, b) => a.periodStart - b.periodStart),
    },
    carry: {
      read: (asOf) => carried.get(asOf) ?? null,
      write: (asOf, balances) => {
        carried.set(asOf, balances);
      },
    },
    monitor: {
      publish: (anomaly) => {
        published.push(anomaly);
      },
    },
    log: {
      write: (entry) => {
        log.push(entry);
      },
    },
    stored: {
      get rules() {
        return [...rules().values()];
      },
      get results() {
        return [...results.values()];
      },
      published,
      log,
    },
  };
}

/** Made when it is first asked for. */
export function lazy<A>(make: () => A): () => A {
  let made: { readonly value: A } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Rows as models, text read as amounts. What cannot be read is passed on: the service says what is wrong with it. */
function toModels<Model>(codec: t.Type<Model, unknown>, rows: readonly unknown[]): readonly Model[] {
  return rows.map((row) => {
    if (codec.is(row)) return row;
    const read = decode(codec, row, 'a row');
    return E.isRight(read) ? read.right : (row as Model);
  });
}

/** Whether a charge is one that was asked for. */
export function matchesQuery(
  charge: Charge,
  { period, tenantId, resourceIds, view, excludeCoveredBy: covered }: ChargeQuery,
): boolean {
  const cash = view === 'cash' && charge.billedFrom !== undefined && charge.billedUntil !== undefined;
  const term = cash ? { start: charge.billedFrom, end: charge.billedUntil } : charge;
  // Rows whose dates make no sense are passed on: the service says what is wrong with them.
  const sound = term.start <= term.end;
  if (sound && !touches(term, period)) return false;
  const own = charge.resourceId !== undefined && resourceIds?.includes(charge.resourceId) === true;
  if (tenantId !== undefined && charge.tenantId !== tenantId && !own) return false;
  if (covered === undefined || !sound) return true;
  if (charge.resourceId !== undefined && covered.exceptResources.includes(charge.resourceId)) return true;
  return !covered.intervals.some((interval) => isInside(term, interval));
}

function touches({ start, end }: { readonly start: number; readonly end: number }, period: Interval): boolean {
  return start < period.end && (start === end ? start >= period.start : end > period.start);
}

function isInside({ start, end }: { readonly start: number; readonly end: number }, interval: Interval): boolean {
  return start >= interval.start && end <= interval.end && start < interval.end;
}
