import { decode, listOf } from '../codec/index.js';
import { duplicateId, invalidCostOption, type CostAllocationError } from '../errors/cost.js';
import { minorUnits } from '../money/index.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import { toInterval, type Period, type Interval } from '../time/index.js';
import type { GroupingOptions } from './grouping/grouped-bill.js';
import {
  AllocationRule,
  ExchangeRate,
  Ownership,
  Reservation,
  Tenant,
  UNALLOCATED,
  type CostBasis,
  type ZeroWeightPolicy,
} from './model/index.js';
import type { CostView } from './ports.js';
import { groupOwnership, type Owners } from './proration/owners.js';
import { checkRule } from './rules/check-rule.js';
import { splitAtRuleChanges } from './rules/effective.js';
import { CarriedPool } from './sharing/carried.js';

/** Everything that decides an allocation besides the charges. */
export interface AllocationConditions {
  /** The time that is billed, half-open. */
  readonly period: Period;
  /** Deleted tenants included, as long as they existed in the period. */
  readonly tenants: ReadonlyArray<Tenant>;
  /** How pools are shared; a pool without a rule goes by the default. */
  readonly rules?: ReadonlyArray<AllocationRule>;
  /** Commitments to spread over their terms. */
  readonly reservations?: ReadonlyArray<Reservation>;
  /** Who owned which resource when; resources that never changed hands need no entry. */
  readonly ownership?: ReadonlyArray<Ownership>;
  /** Exchange rates into the currency of the allocation. */
  readonly rates?: ReadonlyArray<ExchangeRate>;
  /** ISO 4217. Left out: the one currency that the bill is in. */
  readonly currency?: string;
  /** The least number of digits behind the point, beside the currency's own. Default 0. */
  readonly scale?: number;
  /** Default `effective`. */
  readonly basis?: CostBasis;
  /** Default `accrual`. */
  readonly view?: CostView;
  /** For rules that do not say. Default `equal`. */
  readonly onZeroWeights?: ZeroWeightPolicy;
  /** What the allocation of the period before gave as `carried`, for rules that carry forward. */
  readonly carried?: ReadonlyArray<CarriedPool>;
  /** Whether the record lists every charge behind its sums, for `explain`. Default true. */
  readonly keepLines?: boolean;
}

/** The same, checked, with everything filled in that was left out. */
export interface CheckedConditions {
  readonly period: Interval;
  readonly windows: ReadonlyArray<Interval>;
  readonly tenants: ReadonlyArray<Tenant>;
  readonly tenantIds: ReadonlySet<string>;
  readonly rules: ReadonlyArray<AllocationRule>;
  readonly reservations: ReadonlyArray<Reservation>;
  readonly owners: Owners;
  readonly rates: ReadonlyArray<ExchangeRate>;
  readonly currency: string | undefined;
  readonly scale: number;
  readonly basis: CostBasis;
  readonly view: CostView;
  readonly onZeroWeights: ZeroWeightPolicy;
  readonly carried: ReadonlyArray<CarriedPool>;
  readonly keepLines: boolean;
}

const MAX_SCALE = 60;

/** Checks the conditions of an allocation. Rules that do not touch the period are left out unchecked. */
export function readConditions(conditions: AllocationConditions): Either<CostAllocationError, CheckedConditions> {
  const period = toInterval(conditions?.period);
  if (E.isLeft(period)) return period;
  const options = readOptions(conditions);
  if (E.isLeft(options)) return options;
  const tenants = decode(listOf(Tenant), conditions.tenants, 'the tenants');
  if (E.isLeft(tenants)) return tenants;
  const known = distinctTenants(tenants.right);
  if (E.isLeft(known)) return known;
  const rules = rulesWithin(conditions.rules ?? [], period.right);
  if (E.isLeft(rules)) return rules;
  const reservations = decode(listOf(Reservation), conditions.reservations ?? [], 'the reservations');
  if (E.isLeft(reservations)) return reservations;
  const twice = findDuplicate(reservations.right.map((reservation) => reservation.reservationId));
  if (twice !== undefined) return E.left(duplicateId({ what: 'reservations', id: twice }));
  const ownership = decode(listOf(Ownership), conditions.ownership ?? [], 'the ownership');
  if (E.isLeft(ownership)) return ownership;
  const owners = groupOwnership(ownership.right);
  if (E.isLeft(owners)) return owners;
  const rates = decode(listOf(ExchangeRate), conditions.rates ?? [], 'the exchange rates');
  if (E.isLeft(rates)) return rates;
  const carried = decode(listOf(CarriedPool), conditions.carried ?? [], 'the carried shares');
  if (E.isLeft(carried)) return carried;
  return E.right({
    ...options.right,
    period: period.right,
    windows: splitAtRuleChanges(period.right, rules.right),
    tenants: tenants.right,
    tenantIds: known.right,
    rules: rules.right,
    reservations: reservations.right,
    owners: owners.right,
    rates: rates.right,
    carried: carried.right,
  });
}

/** What grouping must know of the terms. */
export function groupingOptions(terms: CheckedConditions): GroupingOptions {
  const { windows, basis, view, scale, tenantIds, owners, keepLines } = terms;
  return { windows, basis, view, scale, tenantIds, owners, keepLines };
}

type CheckedOptions = Pick<CheckedConditions, 'currency' | 'scale' | 'basis' | 'view' | 'onZeroWeights' | 'keepLines'>;

function readOptions(conditions: AllocationConditions): Either<CostAllocationError, CheckedOptions> {
  const { currency, scale = 0, basis = 'effective', view = 'accrual', onZeroWeights = 'equal' } = conditions;
  const { keepLines = true } = conditions;
  const refuse = (option: string, value: unknown, expected: string): Either<CostAllocationError, never> =>
    E.left(invalidCostOption({ option, value, expected }));
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    return refuse('scale', scale, `a whole number from 0 to ${MAX_SCALE}`);
  }
  if (!['effective', 'billed', 'list', 'contracted'].includes(basis)) {
    return refuse('basis', basis, 'effective, billed, list or contracted');
  }
  if (view !== 'accrual' && view !== 'cash') return refuse('view', view, 'accrual or cash');
  if (!['equal', 'unallocated', 'error'].includes(onZeroWeights)) {
    return refuse('onZeroWeights', onZeroWeights, 'equal, unallocated or error');
  }
  if (currency !== undefined) {
    const minor = minorUnits(currency);
    if (E.isLeft(minor)) return minor;
  }
  return E.right({ currency, scale, basis, view, onZeroWeights, keepLines: keepLines !== false });
}

function distinctTenants(tenants: ReadonlyArray<Tenant>): Either<CostAllocationError, ReadonlySet<string>> {
  const ids = tenants.map((tenant) => tenant.tenantId);
  const twice = findDuplicate(ids);
  if (twice !== undefined) return E.left(duplicateId({ what: 'tenants', id: twice }));
  return ids.includes(UNALLOCATED)
    ? E.left(duplicateId({ what: 'meanings of the tenant', id: UNALLOCATED }))
    : E.right(new Set(ids));
}

function rulesWithin(
  rules: ReadonlyArray<AllocationRule>,
  period: Interval,
): Either<CostAllocationError, ReadonlyArray<AllocationRule>> {
  const decoded = decode(listOf(AllocationRule), rules, 'the allocation rules');
  if (E.isLeft(decoded)) return decoded;
  const within = decoded.right.filter(
    (rule) => rule.isActive && rule.effectiveFrom < period.end && (rule.effectiveUntil ?? Infinity) > period.start,
  );
  const twice = findDuplicate(within.map((rule) => rule.ruleId));
  if (twice !== undefined) return E.left(duplicateId({ what: 'rules', id: twice }));
  for (const rule of within) {
    const checked = checkRule(rule);
    if (E.isLeft(checked)) return checked;
  }
  return E.right(within);
}

function findDuplicate(ids: ReadonlyArray<string>): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}
