/** Everything that can go wrong in a cost allocation, in one place. */
import type {
  Cancelled,
  DecodeError,
  ForeignTenant,
  InvalidDecimal,
  InvalidPeriod,
  MissingPort,
  PortFailure,
  UnknownCurrency,
  UnknownTimeZone,
} from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../errors/tagged.js';

/** A tenant that the registry does not know. */
export type UnknownTenant = TaggedError<'UnknownTenant', { readonly tenantId: unknown }>;
/** Makes an {@link UnknownTenant}. */
export const unknownTenant: MakeError<UnknownTenant> = defineError<UnknownTenant>(
  'UnknownTenant',
  (f) => `there is no tenant ${show(f.tenantId)}`,
);

/** A reservation that the reservations port does not know. */
export type UnknownReservation = TaggedError<'UnknownReservation', { readonly reservationId: unknown }>;
/** Makes an {@link UnknownReservation}. */
export const unknownReservation: MakeError<UnknownReservation> = defineError<UnknownReservation>(
  'UnknownReservation',
  (f) => `there is no reservation ${show(f.reservationId)}`,
);

/** A reservation that never belonged to the tenant that was asked for. */
export type ForeignReservation = TaggedError<
  'ForeignReservation',
  { readonly reservationId: string; readonly tenantId: string; readonly owner: string }
>;
/** Makes a {@link ForeignReservation}. */
export const foreignReservation: MakeError<ForeignReservation> = defineError<ForeignReservation>(
  'ForeignReservation',
  (f) => `reservation ${show(f.reservationId)} belongs to tenant ${show(f.owner)}, not to ${show(f.tenantId)}`,
);

/** A term, a cost or a cancellation that makes no reservation. */
export type InvalidReservation = TaggedError<
  'InvalidReservation',
  { readonly reservationId: string; readonly reason: string }
>;
/** Makes an {@link InvalidReservation}. */
export const invalidReservation: MakeError<InvalidReservation> = defineError<InvalidReservation>(
  'InvalidReservation',
  (f) => `reservation ${show(f.reservationId)} cannot be amortized: ${f.reason}`,
);

/** A charge that makes no sense, such as one that ends before it starts. */
export type InvalidCharge = TaggedError<'InvalidCharge', { readonly chargeId: string; readonly reason: string }>;
/** Makes an {@link InvalidCharge}. */
export const invalidCharge: MakeError<InvalidCharge> = defineError<InvalidCharge>(
  'InvalidCharge',
  (f) => `charge ${show(f.chargeId)} cannot be allocated: ${f.reason}`,
);

/** The same id twice where it must stand once: counting both would bill twice. */
export type DuplicateId = TaggedError<'DuplicateId', { readonly what: string; readonly id: string }>;
/** Makes a {@link DuplicateId}. */
export const duplicateId: MakeError<DuplicateId> = defineError<DuplicateId>(
  'DuplicateId',
  (f) => `there are two ${f.what} with the id ${show(f.id)}`,
);

/** A rule that cannot be followed. */
export type InvalidAllocationRule = TaggedError<
  'InvalidAllocationRule',
  { readonly ruleId: string; readonly reason: string; readonly value: unknown }
>;
/** Makes an {@link InvalidAllocationRule}. */
export const invalidAllocationRule: MakeError<InvalidAllocationRule> = defineError<InvalidAllocationRule>(
  'InvalidAllocationRule',
  (f) => `rule ${show(f.ruleId)} cannot be followed: ${f.reason}, got ${show(f.value)}`,
);

/** A strategy without the weights it rests on. */
export type MissingWeights = TaggedError<
  'MissingWeights',
  { readonly ruleId: string; readonly strategy: string; readonly needs: string }
>;
/** Makes a {@link MissingWeights}. */
export const missingWeights: MakeError<MissingWeights> = defineError<MissingWeights>(
  'MissingWeights',
  (f) => `rule ${show(f.ruleId)} with the strategy ${f.strategy} needs ${f.needs}`,
);

/** All weights of a cost are zero, and its rule says that this is an error. */
export type ZeroWeights = TaggedError<'ZeroWeights', { readonly ruleId: string; readonly driver: string }>;
/** Makes a {@link ZeroWeights}. */
export const zeroWeights: MakeError<ZeroWeights> = defineError<ZeroWeights>(
  'ZeroWeights',
  (f) => `rule ${show(f.ruleId)} has nothing to split by: every tenant's weight (${f.driver}) is zero`,
);

/** One stretch of time with two owners. */
export type OverlappingOwners = TaggedError<
  'OverlappingOwners',
  {
    readonly resourceId: string;
    readonly first: { readonly tenantId: string; readonly start: number; readonly end: number | null };
    readonly second: { readonly tenantId: string; readonly start: number; readonly end: number | null };
  }
>;
/** Makes an {@link OverlappingOwners}. */
export const overlappingOwners: MakeError<OverlappingOwners> = defineError<OverlappingOwners>(
  'OverlappingOwners',
  (f) => {
    const [first, second] = [f.first, f.second].map((o) => `${show(o.tenantId)} in [${o.start}, ${o.end ?? 'open'})`);
    return `resource ${show(f.resourceId)} has two owners at once: ${first} and ${second}`;
  },
);

/** Pools that share onto each other in a circle, without their rules asking for the reciprocal method. */
export type PoolCycle = TaggedError<'PoolCycle', { readonly pools: readonly string[] }>;
/** Makes a {@link PoolCycle}. */
export const poolCycle: MakeError<PoolCycle> = defineError<PoolCycle>(
  'PoolCycle',
  (f) =>
    `shared pools go round in a circle: ${f.pools.map((p) => show(p)).join(' → ')}; ` +
    'their rules must be reciprocal, or one share less',
);

/** Pools that pass everything on among themselves, so that no tenant ever gets a share. */
export type ClosedPools = TaggedError<'ClosedPools', { readonly pools: readonly string[] }>;
/** Makes a {@link ClosedPools}. */
export const closedPools: MakeError<ClosedPools> = defineError<ClosedPools>(
  'ClosedPools',
  (f) =>
    `the pools ${f.pools.map((p) => show(p)).join(', ')} share everything among themselves and nothing with tenants`,
);

/** Costs in another currency for which there is no rate. */
export type MissingRate = TaggedError<
  'MissingRate',
  { readonly from: string; readonly to: string; readonly month: string }
>;
/** Makes a {@link MissingRate}. */
export const missingRate: MakeError<MissingRate> = defineError<MissingRate>(
  'MissingRate',
  (f) => `there is no rate from ${show(f.from)} to ${show(f.to)} for ${f.month}`,
);

/** A bill in several currencies where nobody said which one to allocate in. */
export type MixedCurrencies = TaggedError<'MixedCurrencies', { readonly currencies: readonly string[] }>;
/** Makes a {@link MixedCurrencies}. */
export const mixedCurrencies: MakeError<MixedCurrencies> = defineError<MixedCurrencies>(
  'MixedCurrencies',
  (f) => `the bill is in ${f.currencies.join(', ')}: say in which currency to allocate it`,
);

/** An option or an argument outside what it may be. */
export type InvalidCostOption = TaggedError<
  'InvalidCostOption',
  { readonly option: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidCostOption}. */
export const invalidCostOption: MakeError<InvalidCostOption> = defineError<InvalidCostOption>(
  'InvalidCostOption',
  (f) => `cost allocation: ${f.option} must be ${f.expected}, got ${show(f.value)}`,
);

/** A record of an allocation that does not hold together. */
export type UnsoundRecord = TaggedError<'UnsoundRecord', { readonly findings: readonly string[] }>;
/** Makes an {@link UnsoundRecord}. */
export const unsoundRecord: MakeError<UnsoundRecord> = defineError<UnsoundRecord>(
  'UnsoundRecord',
  (f) => `the record of the allocation does not hold together: ${f.findings.slice(0, 3).join('; ')}`,
);

/** What `amortize` can answer instead of an amount. */
export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

/** What makes a rule one that cannot be followed. */
export type RuleError = InvalidAllocationRule | MissingWeights;

/** What can be wrong with what decides an allocation: its period and options, tenants, rules, reservations, owners. */
export type ConditionsError =
  | RuleError
  | InvalidPeriod
  | InvalidCostOption
  | UnknownCurrency
  | DuplicateId
  | OverlappingOwners
  | DecodeError;

/** What can be wrong with the charges of a bill. */
export type ChargesError = InvalidCharge | DuplicateId | UnknownCurrency | InvalidCostOption | DecodeError;

/** What can keep costs from being converted into one currency. */
export type ConversionError = MissingRate | MixedCurrencies | UnknownCurrency;

/** What can keep the weights of a strategy from being computed. */
export type WeightsError = MissingWeights | ZeroWeights;

/** What can keep a pool from being shared. */
export type SharingError = WeightsError | PoolCycle | ClosedPools | UnknownCurrency;

/** What `allocatePeriod` can answer instead of an allocation. */
export type CostAllocationError = ConditionsError | ChargesError | ConversionError | SharingError | AmortizationError;

/** What can go wrong in fetching the charges of a bill. */
export type FetchError = ChargesError | PortFailure | ForeignTenant | Cancelled;

/** What can go wrong in fetching a bill and allocating it. */
export type BillError = CostAllocationError | FetchError;

/** What `calculateAmortizedReservedCosts` can answer instead of an amount. */
export type AmortizedCostError =
  | AmortizationError
  | ConditionsError
  | UnknownReservation
  | ForeignReservation
  | MissingPort
  | ForeignTenant
  | PortFailure
  | Cancelled;

/** What `allocateSharedCosts` can answer instead of shares. */
export type SharedCostError = ConditionsError | FetchError | ConversionError | SharingError | InvalidDecimal;

/** What `getCostByTags` can answer instead of costs. */
export type CostByTagsError = ConditionsError | FetchError | ConversionError | UnknownTenant;

/** What `createAllocationRule` can answer instead of an id. */
export type CreateRuleError = RuleError | InvalidCostOption | DecodeError | MissingPort | PortFailure | Cancelled;

/** What `getHistoricalCosts` can answer instead of results. */
export type CostHistoryError = BillError | UnknownTenant | UnknownTimeZone;

/** Whatever a method of the service can answer instead of its result; each names its own errors, see `ErrorOf`. */
export type CostServiceError =
  | BillError
  | InvalidDecimal
  | UnknownTenant
  | UnknownReservation
  | ForeignReservation
  | MissingPort
  | UnknownTimeZone;
