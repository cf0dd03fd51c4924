import {
  type AllocationRule,
  type Charge,
  type ExchangeRate,
  type Ownership,
  type Reservation,
  type Tenant,
} from '../../cost-allocation/model/index.js';
import type { CostAllocationResult } from '../../cost-allocation/model/index.js';
import type { ChargeQuery, CostAllocationPorts, CostLogEntry } from '../../cost-allocation/ports.js';
import type { Span } from '../../time/index.js';

/** What the ports in memory answer from. */
export interface MemoryCostData {
  /** Who there is and was. */
  readonly tenants: ReadonlyArray<Tenant>;
  /** The bill. */
  readonly charges: ReadonlyArray<Charge>;
  /** Commitments to spread over their terms. */
  readonly reservations?: ReadonlyArray<Reservation>;
  /** How pools are shared. */
  readonly rules?: ReadonlyArray<AllocationRule>;
  /** Who owned which resource when; resources that never changed hands need no entry. */
  readonly ownership?: ReadonlyArray<Ownership>;
  /** Exchange rates into the currency of the allocation. */
  readonly rates?: ReadonlyArray<ExchangeRate>;
  /** The present. */
  readonly now: Date;
}

/** The ports, and what was written through them. */
export interface MemoryCostPorts extends Required<CostAllocationPorts> {
  /** What was written, to look at. */
  readonly stored: {
    readonly rules: ReadonlyArray<AllocationRule>;
    readonly results: ReadonlyArray<CostAllocationResult>;
    readonly published: ReadonlyArray<unknown>;
    readonly log: ReadonlyArray<CostLogEntry>;
  };
}

/**
 * Complete ports for cost allocation over plain lists: for scripts and tests, and the reference for every other
 * adapter.
 */
export function memoryCostPorts(data: MemoryCostData): MemoryCostPorts {
  const { tenants, charges, reservations = [], ownership = [], rates = [] } = data;
  const rules = new Map((data.rules ?? []).map((rule) => [rule.ruleId, rule]));
  const results = new Map<string, CostAllocationResult>();
  const carried = new Map<number, unknown>();
  const published: unknown[] = [];
  const log: CostLogEntry[] = [];
  let ids = 0;
  return {
    billing: { charges: (query) => charges.filter((charge) => isAsked(charge, query)) },
    tenants: { list: () => tenants },
    clock: { now: () => new Date(data.now) },
    ids: { next: () => `id-${(ids += 1)}` },
    rules: {
      list: () => [...rules.values()],
      save: (rule) => {
        rules.set(rule.ruleId, rule);
      },
    },
    ownership: { intervals: () => ownership },
    reservations: {
      during: (period) => reservations.filter((reservation) => touches(reservation, period)),
      find: (reservationId) => reservations.find((reservation) => reservation.reservationId === reservationId) ?? null,
    },
    rates: {
      rates: ({ from, to, months }) =>
        rates.filter((rate) => rate.to === to && from.includes(rate.from) && months.includes(rate.month)),
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
        return [...rules.values()];
      },
      get results() {
        return [...results.values()];
      },
      published,
      log,
    },
  };
}

function isAsked(charge: Charge, { period, tenantId, resourceIds, view, besides }: ChargeQuery): boolean {
  const cash = view === 'cash' && charge.billedFrom !== undefined && charge.billedUntil !== undefined;
  const term = cash ? { start: charge.billedFrom, end: charge.billedUntil } : charge;
  // Rows whose dates make no sense are passed on: the service says what is wrong with them.
  const sound = term.start <= term.end;
  if (sound && !touches(term, period)) return false;
  const own = charge.resourceId !== undefined && resourceIds?.includes(charge.resourceId) === true;
  if (tenantId !== undefined && charge.tenantId !== tenantId && !own) return false;
  if (besides === undefined || !sound) return true;
  if (charge.resourceId !== undefined && besides.exceptResources.includes(charge.resourceId)) return true;
  return !besides.windows.some((window) => liesIn(term, window));
}

function touches({ start, end }: { readonly start: number; readonly end: number }, period: Span): boolean {
  return start < period.end && (start === end ? start >= period.start : end > period.start);
}

function liesIn({ start, end }: { readonly start: number; readonly end: number }, window: Span): boolean {
  return start >= window.start && end <= window.end && start < window.end;
}
