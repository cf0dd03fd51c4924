import { decode, findProblem } from '../codec/decode.js';
import { listOf, type OptionFields, optionsOf } from '../codec/record.js';
import { flag, lookedAtLater } from '../codec/values.js';
import { minorUnits } from '../money/currency.js';
import { E, type Either } from '../prelude.js';
import { type Interval, type PeriodInput, toInterval } from '../time/period.js';
import { groupOwnership, type Owners } from './accrual.js';
import { CarriedPool } from './carry-forward.js';
import { type ConditionsError, duplicateId, invalidCostOption } from './errors.js';
import type { GroupingOptions } from './group-charges.js';
import { UNALLOCATED } from './model/allocation-result.js';
import { AllocationRule, type ZeroWeightPolicy } from './model/allocation-rule.js';
import { ExchangeRate } from './model/charge.js';
import {
  COST_BASES,
  COST_VIEWS,
  type CostBasis,
  type CostView,
  DUPLICATE_POLICIES,
  type DuplicatePolicy,
  UNUSED_COMMITMENTS,
  type UnusedCommitments,
} from './model/cost-view.js';
import type {
  AllocationRuleInput,
  ExchangeRateInput,
  OwnershipInput,
  ReservationInput,
  TenantInput,
} from './model/drafts.js';
import { Reservation } from './model/reservation.js';
import { Ownership, Tenant } from './model/tenant.js';
import { checkRule, completeRules } from './rules.js';
import { splitAtRuleChanges } from './time-rules.js';

/** Everything that decides an allocation besides the charges. */
export interface AllocationConditions {
  /** The time that is billed, half-open. */
  readonly period: PeriodInput;
  /** Deleted tenants included, as long as they existed in the period. */
  readonly tenants: readonly TenantInput[];
  /** How pools are shared; a pool without a rule goes by the default. */
  readonly rules?: readonly AllocationRuleInput[];
  /** Commitments to spread over their terms. */
  readonly reservations?: readonly ReservationInput[];
  /** Who owned which resource when; resources that never changed hands need no entry. */
  readonly ownership?: readonly OwnershipInput[];
  /** Exchange rates into the currency of the allocation. */
  readonly rates?: readonly ExchangeRateInput[];
  /** ISO 4217. Left out: the one currency that the bill is in. */
  readonly currency?: string;
  /** The least number of decimal places, beside the currency's own. Default 0. */
  readonly scale?: number;
  /** Default `effective`. */
  readonly basis?: CostBasis;
  /** Default: `cash` for the basis `billed`, so that the bill is the invoice; `accrual` for all others. */
  readonly view?: CostView;
  /**
   * What becomes of `purchaseCost` of charges, on any basis but `billed`. Default `exclude`: it is counted as excluded.
   */
  readonly unusedCommitments?: UnusedCommitments;
  /**
   * What becomes of a charge that comes again, to the letter. Default `fail`: the bill is refused with `DuplicateId`.
   * `exclude`: it counts once, and what came again is counted as excluded; what each charge says is kept in memory. Two
   * charges with one id that say different things are always refused.
   */
  readonly onDuplicate?: DuplicatePolicy;
  /** For rules that do not say. Default `equal`. */
  readonly onZeroWeights?: ZeroWeightPolicy;
  /** What the allocation of the period before gave as `carried`, for rules that carry forward. */
  readonly carried?: readonly CarriedPool[];
  /** Whether the record lists every charge behind its sums, for `explain`. Default true. */
  readonly keepLines?: boolean;
}

/** The same, checked, with everything filled in that was left out. */
export interface CheckedConditions {
  readonly period: Interval;
  readonly intervals: readonly Interval[];
  readonly tenants: readonly Tenant[];
  readonly tenantIds: ReadonlySet<string>;
  readonly rules: readonly AllocationRule[];
  readonly reservations: readonly Reservation[];
  readonly owners: Owners;
  readonly rates: readonly ExchangeRate[];
  readonly currency: string | undefined;
  readonly scale: number;
  readonly basis: CostBasis;
  readonly view: CostView;
  readonly unusedCommitments: UnusedCommitments;
  readonly onDuplicate: DuplicatePolicy;
  readonly onZeroWeights: ZeroWeightPolicy;
  readonly carried: readonly CarriedPool[];
  readonly keepLines: boolean;
}

const MAX_SCALE = 60;

/** What the host may decide about every allocation of a service. */
export type ConditionOptions = Pick<
  AllocationConditions,
  'currency' | 'scale' | 'basis' | 'view' | 'unusedCommitments' | 'onDuplicate' | 'onZeroWeights' | 'keepLines'
>;

export const CONDITION_OPTIONS: OptionFields<ConditionOptions> = {
  currency: lookedAtLater,
  scale: lookedAtLater,
  basis: lookedAtLater,
  view: lookedAtLater,
  unusedCommitments: lookedAtLater,
  onDuplicate: lookedAtLater,
  onZeroWeights: lookedAtLater,
  keepLines: flag,
};

/** Every field that an allocation is given, with the charges that stand beside its conditions. */
export const INPUT_FIELDS: OptionFields<AllocationConditions & { readonly charges?: unknown }> = {
  ...CONDITION_OPTIONS,
  period: lookedAtLater,
  tenants: lookedAtLater,
  rules: lookedAtLater,
  reservations: lookedAtLater,
  ownership: lookedAtLater,
  rates: lookedAtLater,
  carried: lookedAtLater,
  charges: lookedAtLater,
};
const AllocationInput = optionsOf('the input', INPUT_FIELDS);

/** Checks the conditions of an allocation. Rules that do not touch the period are left out unchecked. */
export function readConditions(conditions: AllocationConditions): Either<ConditionsError, CheckedConditions> {
  const period = toInterval(conditions?.period);
  if (E.isLeft(period)) return period;
  const wrong = findProblem(AllocationInput, conditions, 'input');
  if (wrong !== undefined) return E.left(invalidCostOption(wrong));
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
  const duplicate = findDuplicate(reservations.right.map((reservation) => reservation.reservationId));
  if (duplicate !== undefined) return E.left(duplicateId({ what: 'reservations', id: duplicate }));
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
    intervals: splitAtRuleChanges(period.right, rules.right),
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
  const { intervals, basis, view, unusedCommitments, scale, tenantIds, owners, keepLines } = terms;
  return { intervals, basis, view, unusedCommitments, scale, tenantIds, owners, keepLines };
}

type CheckedOptions = Pick<
  CheckedConditions,
  'currency' | 'scale' | 'basis' | 'view' | 'unusedCommitments' | 'onDuplicate' | 'onZeroWeights' | 'keepLines'
>;

function readOptions(conditions: AllocationConditions): Either<ConditionsError, CheckedOptions> {
  const { currency, scale = 0, basis = 'effective', onZeroWeights = 'equal' } = conditions;
  const { view = basis === 'billed' ? 'cash' : 'accrual' } = conditions;
  const { keepLines = true, unusedCommitments = 'exclude', onDuplicate = 'fail' } = conditions;
  const refuse = (option: string, value: unknown, expected: string): Either<ConditionsError, never> =>
    E.left(invalidCostOption({ option, value, expected }));
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    return refuse('scale', scale, `a whole number from 0 to ${MAX_SCALE}`);
  }
  if (!COST_BASES.includes(basis)) return refuse('basis', basis, COST_BASES.join(', '));
  if (!COST_VIEWS.includes(view)) return refuse('view', view, COST_VIEWS.join(', '));
  if (!UNUSED_COMMITMENTS.includes(unusedCommitments)) {
    return refuse('unusedCommitments', unusedCommitments, UNUSED_COMMITMENTS.join(', '));
  }
  if (!DUPLICATE_POLICIES.includes(onDuplicate)) {
    return refuse('onDuplicate', onDuplicate, DUPLICATE_POLICIES.join(', '));
  }
  if (!['equal', 'unallocated', 'error'].includes(onZeroWeights)) {
    return refuse('onZeroWeights', onZeroWeights, 'equal, unallocated or error');
  }
  if (currency !== undefined) {
    const minor = minorUnits(currency);
    if (E.isLeft(minor)) return minor;
  }
  return E.right({ currency, scale, basis, view, unusedCommitments, onDuplicate, onZeroWeights, keepLines });
}

function distinctTenants(tenants: readonly Tenant[]): Either<ConditionsError, ReadonlySet<string>> {
  const ids = tenants.map((tenant) => tenant.tenantId);
  const duplicate = findDuplicate(ids);
  if (duplicate !== undefined) return E.left(duplicateId({ what: 'tenants', id: duplicate }));
  return ids.includes(UNALLOCATED)
    ? E.left(duplicateId({ what: 'meanings of the tenant', id: UNALLOCATED }))
    : E.right(new Set(ids));
}

function rulesWithin(
  rules: readonly AllocationRuleInput[],
  period: Interval,
): Either<ConditionsError, readonly AllocationRule[]> {
  const decoded = decode(listOf(AllocationRule), completeRules(rules), 'the allocation rules');
  if (E.isLeft(decoded)) return decoded;
  const within = decoded.right.filter(
    (rule) => rule.isActive && rule.effectiveFrom < period.end && (rule.effectiveUntil ?? Infinity) > period.start,
  );
  const duplicate = findDuplicate(within.map((rule) => rule.ruleId));
  if (duplicate !== undefined) return E.left(duplicateId({ what: 'rules', id: duplicate }));
  for (const rule of within) {
    const checked = checkRule(rule);
    if (E.isLeft(checked)) return checked;
  }
  return E.right(within);
}

function findDuplicate(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}
