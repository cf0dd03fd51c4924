import { decode } from '../codec/decode.js';
import { listOf } from '../codec/record.js';
import type { DecodeError } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, runSync } from '../host/chunked.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, sum } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import { type Interval, type Period, toEpochSeconds, toInterval } from '../time/period.js';
import { CarriedPool } from './carry-forward.js';
import {
  type CostAllocationError,
  duplicateId,
  type DuplicateId,
  invalidAllocationRule,
  type InvalidAllocationRule,
  invalidCostOption,
  missingWeights,
  type MissingWeights,
} from './errors.js';
import type { GroupingOptions } from './group-charges.js';
import { UNALLOCATED } from './model/allocation-result.js';
import { AllocationRule, type ZeroWeightPolicy } from './model/allocation-rule.js';
import { Charge, COST_BASES, COST_VIEWS, type CostBasis, type CostView, ExchangeRate } from './model/charge.js';
import { COST_CATEGORIES } from './model/cost-category.js';
import { Reservation } from './model/reservation.js';
import { Ownership, Tenant } from './model/tenant.js';
import { groupOwnership, type Owners, splitAtRuleChanges } from './time-rules.js';

/** What makes a rule one that cannot be followed. */
type RuleError = InvalidAllocationRule | MissingWeights;

type WeightTable = Readonly<Record<string, Decimal>>;

/** Checks that a rule can be followed: its validity, that its strategy has its weights, and that they make sense. */
export function checkRule(rule: AllocationRule): Either<RuleError, AllocationRule> {
  const refuse = (reason: string, value: unknown): Either<RuleError, never> =>
    E.left(invalidAllocationRule({ ruleId: rule.ruleId, reason, value }));
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom) {
    return refuse('it must end after it begins', rule.effectiveUntil);
  }
  for (const [name, weights] of weightTables(rule)) {
    const negative = Object.entries(weights).find(([, weight]) => weight.isNegative() && !weight.isZero());
    if (negative !== undefined) return refuse(`${name} must not be negative for ${negative[0]}`, negative[1]);
  }
  const stranger = Object.keys(rule.weightByCategory).find(
    (key) => !(COST_CATEGORIES as readonly string[]).includes(key),
  );
  if (stranger !== undefined) return refuse('weightByCategory must name cost categories', stranger);
  const passedOn = sum(Object.values(rule.shareToPools ?? {}));
  if (passedOn.gt(1)) return refuse('shareToPools must not add up to more than 1', passedOn);
  const table = strategyTable(rule);
  if (table === undefined) return E.right(rule);
  const [needs, weights] = table;
  if (weights === undefined) return E.left(missingWeights({ ruleId: rule.ruleId, strategy: rule.strategy, needs }));
  const total = sum(Object.values(weights));
  if (rule.strategy === 'custom' && total.isZero()) return refuse('weightByTenant must not be all zero', total);
  if (rule.weightMode === 'percent' && !total.eq(100)) {
    return refuse(`${needs} must add up to 100 per cent, it sums to ${total.toFixed()}`, total);
  }
  return E.right(rule);
}

/** The name and the content of the weights that the strategy rests on; undefined where it needs none. */
function strategyTable(rule: AllocationRule): readonly [string, WeightTable | undefined] | undefined {
  switch (rule.strategy) {
    case 'custom':
      return ['weightByTenant', rule.weightByTenant];
    case 'tiered':
      return ['weightByTier', rule.weightByTier];
    case 'proportional':
      return Object.keys(rule.weightByCategory).length === 0 ? undefined : ['weightByCategory', rule.weightByCategory];
    case 'equal':
      return undefined;
  }
}

function weightTables(rule: AllocationRule): readonly (readonly [string, WeightTable])[] {
  return [
    ['weightByCategory', rule.weightByCategory],
    ['weightByTier', rule.weightByTier ?? {}],
    ['weightByTenant', rule.weightByTenant ?? {}],
    ['shareToPools', rule.shareToPools ?? {}],
  ];
}

/** Everything that decides an allocation besides the charges. */
export interface AllocationConditions {
  /** The time that is billed, half-open. */
  readonly period: Period;
  /** Deleted tenants included, as long as they existed in the period. */
  readonly tenants: readonly Tenant[];
  /** How pools are shared; a pool without a rule goes by the default. */
  readonly rules?: readonly AllocationRule[];
  /** Commitments to spread over their terms. */
  readonly reservations?: readonly Reservation[];
  /** Who owned which resource when; resources that never changed hands need no entry. */
  readonly ownership?: readonly Ownership[];
  /** Exchange rates into the currency of the allocation. */
  readonly rates?: readonly ExchangeRate[];
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
  readonly onZeroWeights: ZeroWeightPolicy;
  readonly carried: readonly CarriedPool[];
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
  const { intervals, basis, view, scale, tenantIds, owners, keepLines } = terms;
  return { intervals, basis, view, scale, tenantIds, owners, keepLines };
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
  if (!COST_BASES.includes(basis)) return refuse('basis', basis, COST_BASES.join(', '));
  if (!COST_VIEWS.includes(view)) return refuse('view', view, COST_VIEWS.join(', '));
  if (!['equal', 'unallocated', 'error'].includes(onZeroWeights)) {
    return refuse('onZeroWeights', onZeroWeights, 'equal, unallocated or error');
  }
  if (currency !== undefined) {
    const minor = minorUnits(currency);
    if (E.isLeft(minor)) return minor;
  }
  return E.right({ currency, scale, basis, view, onZeroWeights, keepLines: keepLines !== false });
}

function distinctTenants(tenants: readonly Tenant[]): Either<CostAllocationError, ReadonlySet<string>> {
  const ids = tenants.map((tenant) => tenant.tenantId);
  const twice = findDuplicate(ids);
  if (twice !== undefined) return E.left(duplicateId({ what: 'tenants', id: twice }));
  return ids.includes(UNALLOCATED)
    ? E.left(duplicateId({ what: 'meanings of the tenant', id: UNALLOCATED }))
    : E.right(new Set(ids));
}

function rulesWithin(
  rules: readonly AllocationRule[],
  period: Interval,
): Either<CostAllocationError, readonly AllocationRule[]> {
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

function findDuplicate(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}

/** A rule to be stored: whatever is left out gets what the contract says. */
export type AllocationRuleDraft = Partial<AllocationRule>;

type DraftFields = Readonly<Record<string, unknown>>;

/** What a draft says; nothing, if it is none. */
export function draftFields(draft: AllocationRuleDraft): DraftFields {
  return typeof draft === 'object' && draft !== null ? { ...draft } : {};
}

/** Whether a draft leaves its id open, and the instant from which it holds. */
export const lacksRuleId = (fields: DraftFields): boolean => (fields['ruleId'] ?? fields['rule_id']) === undefined;
export const lacksEffectiveFrom = (fields: DraftFields): boolean =>
  (fields['effectiveFrom'] ?? fields['effective_from']) === undefined;

/** Fills in the category `shared`, the strategy `proportional`, and the id and the beginning that were found for it. */
export function completeDraft(fields: DraftFields, ruleId: string | undefined, now: Date | undefined): unknown {
  return {
    category: 'shared',
    strategy: 'proportional',
    ...fields,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(now === undefined ? {} : { effectiveFrom: toEpochSeconds(now) }),
  };
}

/** A set of the engine holds 2^24 members at most. */
const MAX_SET_SIZE = 2 ** 24 - 1;

/** The ids of a bill of any length. */
class KnownIds {
  readonly #full: Set<string>[] = [];
  #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id) || this.#full.some((ids) => ids.has(id));
  }

  /** Takes an id in; false where it was known already. */
  add(id: string): boolean {
    if (this.#full.some((ids) => ids.has(id))) return false;
    if (this.#ids.size === MAX_SET_SIZE) {
      this.#full.push(this.#ids);
      this.#ids = new Set();
    }
    return this.#ids.size < this.#ids.add(id).size;
  }
}

/** Reads a whole bill of charges at once; see {@link ChargeReader}. `source` says in errors where they are from. */
export function readCharges(rows: unknown, source = ''): Either<CostAllocationError, readonly Charge[]> {
  return runSync(new ChargeReader(source).read(rows));
}

/**
 * Reads the charges of one bill, batch by batch: rows that are models already pass as they are, at little cost; all
 * others go through the codec, which accepts the wire form too and names what is wrong. The same charge twice is an
 * error, in whichever batches. Parts are taken off their origin, so that nothing is billed twice.
 */
export class ChargeReader {
  /** Parts whose origin had come in an earlier batch and counts whole: a bill with any is read again, with them known. */
  readonly late: Charge[] = [];
  readonly #source: string;
  readonly #ids = new KnownIds();
  /** The parts of each origin, by their ids. */
  readonly #parts = new Map<string, Map<string, Charge>>();

  constructor(source: string, known: readonly Charge[] = []) {
    this.#source = source;
    for (const part of known) this.#keepPart(part);
  }

  /** `first` is the number of charges before the batch. */
  *read(rows: unknown, first = 0): ChunkedTask<Either<CostAllocationError, readonly Charge[]>> {
    if (!Array.isArray(rows)) return E.map(() => [])(decode(Charge, rows, `the charges${this.#source}`));
    const charges: Charge[] = [];
    const refused = yield* forEachRow(rows, (row, i) => {
      const charge = this.#readOne(row, first + i);
      if (E.isLeft(charge)) return charge;
      charges.push(charge.right);
      return undefined;
    });
    return refused ?? this.#settled(charges);
  }

  #readOne(row: unknown, position: number): Either<DecodeError, Charge> {
    try {
      if (Charge.is(row)) return E.right(row);
    } catch {
      // A row with a getter that throws: the codec says so.
    }
    return decode(Charge, row, `charge ${position}${this.#source}`);
  }

  #settled(charges: readonly Charge[]): Either<DuplicateId, readonly Charge[]> {
    for (const charge of charges) {
      const { chargeId } = charge;
      if (!this.#ids.add(chargeId)) return E.left(duplicateId({ what: `charges${this.#source}`, id: chargeId }));
      this.#keepPart(charge);
    }
    if (this.#parts.size === 0) return E.right(charges);
    const here = new Set(charges.map((charge) => charge.chargeId));
    for (const charge of charges) {
      const { originChargeId: origin } = charge;
      if (origin !== undefined && !here.has(origin) && this.#ids.has(origin)) this.late.push(charge);
    }
    return E.right(
      charges.map((charge) => {
        const parts = this.#parts.get(charge.chargeId);
        return parts === undefined ? charge : withoutParts(charge, [...parts.values()]);
      }),
    );
  }

  #keepPart(charge: Charge): void {
    const { chargeId, originChargeId } = charge;
    if (originChargeId === undefined) return;
    const known = this.#parts.get(originChargeId);
    if (known === undefined) this.#parts.set(originChargeId, new Map([[chargeId, charge]]));
    else known.set(chargeId, charge);
  }
}

function withoutParts(origin: Charge, parts: readonly Charge[]): Charge {
  const left = (of: (charge: Charge) => Decimal): Decimal => of(origin).minus(sum(parts.map(of)));
  const other = (['billedCost', 'listCost', 'contractedCost'] as const).flatMap((key) =>
    origin[key] === undefined ? [] : [[key, left((charge) => charge[key] ?? charge.cost)]],
  );
  const usage =
    origin.usageQuantity === undefined
      ? {}
      : { usageQuantity: left((charge) => charge.usageQuantity ?? new Decimal(0)) };
  return { ...origin, cost: left((charge) => charge.cost), ...Object.fromEntries(other), ...usage };
}
