import { decode } from '../codec/decode.js';
import { listOf, optionsOf } from '../codec/record.js';
import { abortSignal, callback, lookedAtLater, nonEmptyText, oneOf } from '../codec/values.js';
import { type DecodeError, type InvalidDecimal, type InvalidPeriod, missingPort } from '../errors/kernel.js';
import { runAsync } from '../host/chunked.js';
import { ignoreAnswer, portCall, type PortCallError, type PortContext } from '../host/port-call.js';
import { ignoreErrors, tryEither, tryTaskEither } from '../host/try.js';
import { type Decimal, type MoneyInput, toDecimal } from '../money/decimal.js';
import { E, type Either, type Left, type Right, type TaskEither } from '../prelude.js';
import { getBucket, getLatestBuckets, type Granularity } from '../time/calendar.js';
import { type Interval, isPointInTime, type PeriodInput, toDate, toEpochSeconds, toInterval } from '../time/period.js';
import { allocateFetched, allocateFromPorts, fetchConditions, fetchRates, saveResult } from './allocate-from-ports.js';
import { CONDITION_OPTIONS, type ConditionOptions } from './input.js';
import type { PeriodAllocation } from './allocate.js';
import { amortizedFor } from './amortization.js';
import { type AnomalyOptions, detectAnomalies } from './anomalies/detect.js';
import { costByTagsTask, costOfTenantBy, currencyMonthsTask } from './cost-by.js';
import type { CostBreakdownRow, CostKey } from './cost-keys.js';
import {
  type AmortizedCostError,
  type BillError,
  type ConditionsError,
  type CostByTagsError,
  type CostHistoryError,
  type CreateRuleError,
  type InvalidCostOption,
  invalidCostOption,
  type SharedCostError,
  unknownReservation,
  type UnknownTenant,
  unknownTenant,
} from './errors.js';
import { fetchCharges, fetchGrouped, KEEP_CHARGES } from './fetch-bill.js';
import { causesOfIncrease, fetchHistory } from './history.js';
import type { CheckedConditions } from './input.js';
import type { CostAllocationResult } from './model/allocation-result.js';
import { ALLOCATION_STRATEGIES, AllocationRule, AllocationStrategy } from './model/allocation-rule.js';
import type { CostAnomaly } from './model/anomaly.js';
import { CostTag } from './model/charge.js';
import { COST_CATEGORIES, CostCategory } from './model/cost-category.js';
import type { AllocationRuleInput } from './model/drafts.js';
import { Reservation } from './model/reservation.js';
import type { CostAllocationPorts } from './ports.js';
import { checkRule, completeRule, lacksEffectiveFrom, lacksRuleId, readRuleDraft } from './rules.js';
import { shareAmount } from './share-pools.js';

/** What a host may decide about a service. */
export interface CostAllocationOptions extends ConditionOptions, PortContext {
  /**
   * Told as a bill is read how many charges of it have been, and of how many, where the billing port answered with one
   * list. A bill in which a part comes batches after its origin is read twice.
   */
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** The IANA zone whose calendar the history follows. Default UTC. */
  readonly timeZone?: string;
  /** How costs are judged; by the plain rule unless told. */
  readonly anomalies?: Pick<AnomalyOptions, 'mode' | 'falseAlarmRate'>;
}

const CostAllocationOptions = optionsOf<CostAllocationOptions>('the options', {
  ...CONDITION_OPTIONS,
  deadlineSeconds: lookedAtLater,
  observer: lookedAtLater,
  signal: abortSignal,
  onProgress: callback,
  timeZone: lookedAtLater,
  anomalies: optionsOf<NonNullable<CostAllocationOptions['anomalies']>>('the options of anomalies', {
    mode: oneOf(['plain', 'calibrated']),
    falseAlarmRate: lookedAtLater,
  }),
});

/** What a method answers whose work ends in an outcome: its errors are those of the work. */
type Answer<Outcome> = TaskEither<
  Extract<Outcome, Left<unknown>>['left'] | DecodeError,
  Extract<Outcome, Right<unknown>>['right']
>;

const GRANULARITIES: readonly unknown[] = ['daily', 'weekly', 'monthly'];
const MAX_PERIODS = 10_000;

/**
 * Answers who owes what. It fetches through the ports and leaves the arithmetic to the pure functions.
 *
 * @example
 * const service = new CostAllocationService(memoryCostPorts({ tenants, charges, now: new Date() }));
 * const { totalAllocated } = await orThrow(service.calculateTenantAllocation('acme', march));
 */
export class CostAllocationService {
  readonly #ports: CostAllocationPorts;
  readonly #options: CostAllocationOptions;
  readonly #terms: ConditionOptions;
  readonly #unreadable: DecodeError | undefined;

  constructor(ports: CostAllocationPorts, options: CostAllocationOptions = {}) {
    // A constructor must not throw: options that cannot be read are the answer of every method.
    const read = tryEither('the options of the service', () =>
      E.map((asked: CostAllocationOptions) => ({ ...asked }))(
        decode(CostAllocationOptions, options ?? {}, 'the options of the service'),
      ),
    );
    this.#unreadable = E.isLeft(read) ? read.left : undefined;
    this.#options = E.isRight(read) ? read.right : {};
    this.#ports = ports ?? {};
    const {
      timeZone: _zone,
      anomalies: _mode,
      deadlineSeconds: _deadline,
      observer: _observer,
      ...rest
    } = this.#options;
    const { signal: _signal, onProgress: _progress, ...terms } = rest;
    // Lines are only kept where somebody asks for them: a bill of millions of rows streams through.
    this.#terms = { keepLines: false, ...terms };
  }

  /** Allocates the whole bill of a period, every tenant at once, with the record behind it. */
  allocateBill(period: PeriodInput, rules?: readonly AllocationRuleInput[]): TaskEither<BillError, PeriodAllocation> {
    return this.#answer(async () => {
      const terms = await this.#termsOf(period, rules);
      return E.isLeft(terms) ? terms : allocateFromPorts(this.#ports, this.#options, terms.right)();
    });
  }

  /**
   * What one tenant owes for a period: its charges, its shares of every pool, its amortized reservations. Without
   * `rules` the stored ones hold. Added up over all tenants and `__unallocated__` it is the bill, exactly.
   */
  calculateTenantAllocation(
    tenantId: string,
    period: PeriodInput,
    rules?: readonly AllocationRuleInput[],
  ): TaskEither<BillError | UnknownTenant, CostAllocationResult> {
    return this.#answer(async () => {
      const terms = await this.#termsOf(period, rules);
      if (E.isLeft(terms)) return terms;
      const known = knownTenant(tenantId, terms.right);
      if (E.isLeft(known)) return known;
      const allocation = await allocateFromPorts(this.#ports, this.#options, terms.right)();
      if (E.isLeft(allocation)) return allocation;
      return saveResult(this.#ports, this.#options, tenantId, terms.right, allocation.right)();
    });
  }

  /** Shares a cost among the tenants active in a period, to the last digit; see `shareAmount`. */
  allocateSharedCosts(
    sharedCost: MoneyInput,
    category: CostCategory,
    period: PeriodInput,
    strategy: AllocationStrategy = 'proportional',
  ): TaskEither<SharedCostError, Readonly<Record<string, Decimal>>> {
    return this.#answer(async () => {
      const amount = toDecimal(sharedCost);
      if (E.isLeft(amount)) return amount;
      if (!COST_CATEGORIES.includes(category)) {
        return refuse('category', category, COST_CATEGORIES.join(', '));
      }
      if (!ALLOCATION_STRATEGIES.includes(strategy))
        return refuse('strategy', strategy, ALLOCATION_STRATEGIES.join(', '));
      const terms = await this.#termsOf(period);
      if (E.isLeft(terms)) return terms;
      const grouped = await fetchGrouped(this.#ports.billing, this.#options, terms.right)();
      if (E.isLeft(grouped)) return grouped;
      const rates = await fetchRates(this.#ports, this.#options, terms.right, grouped.right.sums)();
      if (E.isLeft(rates)) return rates;
      const shared = shareAmount({ amount: amount.right, category, strategy }, grouped.right, {
        ...terms.right,
        rates: rates.right,
      });
      if (E.isLeft(shared)) return shared;
      const fallback = shared.right.splits
        .flatMap((split) => split.steps)
        .find((leg) => leg.weights.fallback !== undefined);
      if (fallback !== undefined) {
        this.#log('warning', 'every weight of a shared cost was zero', {
          category,
          fallback: fallback.weights.fallback,
        });
      }
      return E.right(shared.right.shares);
    });
  }

  /** What of a reservation's cost a tenant owes for a period; a reservation that was never the tenant's is an error. */
  calculateAmortizedReservedCosts(
    tenantId: string,
    reservationId: string,
    period: PeriodInput,
  ): TaskEither<AmortizedCostError, Decimal> {
    return this.#answer(async () => {
      const { reservations } = this.#ports;
      if (reservations === undefined) return E.left(missingPort({ port: 'reservations', purpose: 'for amortization' }));
      const terms = await this.#termsOf(period);
      if (E.isLeft(terms)) return terms;
      const found = await portCall(
        {
          port: 'reservations',
          method: 'find',
          tenantId,
          about: { reservationId },
          call: (signal) => reservations.find(reservationId, signal),
          read: (answer): Either<DecodeError, Reservation | null> =>
            answer === null || answer === undefined
              ? E.right(null)
              : decode(Reservation, answer, 'the answer of the reservations port'),
        },
        this.#options,
      )();
      if (E.isLeft(found)) return found;
      if (found.right === null) return E.left(unknownReservation({ reservationId }));
      return amortizedFor(tenantId, found.right, terms.right);
    });
  }

  /**
   * What a tenant owes by any keys: project, resource, category, `tag:KEY`, in any order and depth, its shares of pools
   * and reservations included; see `costBy`. The rows add up to `totalAllocated` of the tenant exactly.
   */
  getCostBreakdown<const Key extends CostKey>(
    tenantId: string,
    keys: readonly Key[],
    period: PeriodInput,
  ): TaskEither<BillError | UnknownTenant, readonly CostBreakdownRow<Key>[]> {
    return this.#answer(async () => {
      const terms = await this.#termsOf(period);
      if (E.isLeft(terms)) return terms;
      const known = knownTenant(tenantId, terms.right);
      if (E.isLeft(known)) return known;
      const allocation = await allocateFromPorts(this.#ports, this.#options, { ...terms.right, keepLines: true })();
      return E.isLeft(allocation) ? allocation : costOfTenantBy(allocation.right, tenantId, keys);
    });
  }

  /**
   * What a tenant's own charges cost by combination of tags: `key=value` filters and all must hold, the value `*`
   * groups by that key (charges without it stand under its empty value, `team=`), no tags give one total under the
   * empty key.
   */
  getCostByTags(
    tenantId: string,
    tags: readonly CostTag[],
    period: PeriodInput,
  ): TaskEither<CostByTagsError, Readonly<Record<string, Decimal>>> {
    return this.#answer(async () => {
      const asked = decode(listOf(CostTag), tags, 'the tags');
      if (E.isLeft(asked)) return asked;
      const terms = await this.#termsOf(period);
      if (E.isLeft(terms)) return terms;
      const known = knownTenant(tenantId, terms.right);
      if (E.isLeft(known)) return known;
      const owned = [...terms.right.owners].filter(([, intervals]) => intervals.some((i) => i.tenantId === tenantId));
      const resourceIds = owned.map(([resourceId]) => resourceId);
      const query = { period: terms.right.period, tenantId, resourceIds, view: terms.right.view };
      const fetched = await fetchCharges(this.#ports.billing, this.#options, query, KEEP_CHARGES)();
      if (E.isLeft(fetched)) return fetched;
      const charges = fetched.right.flat();
      const what = 'the costs by tags';
      const { signal } = this.#options;
      const cancelOptions = signal === undefined ? {} : { signal };
      const found = await runAsync(what, charges.length, currencyMonthsTask(charges), cancelOptions);
      if (E.isLeft(found)) return found;
      const rates = await fetchRates(this.#ports, this.#options, terms.right, found.right)();
      if (E.isLeft(rates)) return rates;
      const steps = costByTagsTask(tenantId, charges, asked.right, { ...terms.right, rates: rates.right });
      return runAsync(what, charges.length, steps, cancelOptions);
    });
  }

  /** Stores a rule, and answers its id. What a draft leaves out is filled in: a new id, from now on, active. */
  createAllocationRule(rule: AllocationRuleInput): TaskEither<CreateRuleError, string> {
    return this.#answer(async () => {
      const { rules } = this.#ports;
      if (rules === undefined) return E.left(missingPort({ port: 'rules', purpose: 'to store a rule' }));
      const draft = readRuleDraft(rule);
      if (E.isLeft(draft)) return draft;
      const fields = draft.right;
      const id = lacksRuleId(fields) ? await this.#nextId() : E.right(undefined);
      if (E.isLeft(id)) return id;
      const now = lacksEffectiveFrom(fields) ? await this.#now() : E.right(undefined);
      if (E.isLeft(now)) return now;
      const from = now.right === undefined ? undefined : toEpochSeconds(now.right);
      const drafted = decode(AllocationRule, completeRule(fields, id.right, from), 'the allocation rule');
      if (E.isLeft(drafted)) return drafted;
      const checked = checkRule(drafted.right);
      if (E.isLeft(checked)) return checked;
      const call = (signal: AbortSignal): unknown => rules.save(checked.right, signal);
      const saved = await portCall({ port: 'rules', method: 'save', call, read: ignoreAnswer }, this.#options)();
      return E.isLeft(saved) ? saved : E.right(checked.right.ruleId);
    });
  }

  /**
   * Judges the cost of the current month against the latest `lookbackPeriods` complete months in which the tenant
   * existed: an anomaly is an increase of strictly more than two sample standard deviations. Causes add up to the
   * increase. What is found is published to the monitor port; where too little is known to judge, the log port says
   * why.
   */
  detectCostAnomalies(
    tenantId: string,
    currentPeriodCost: MoneyInput,
    lookbackPeriods = 3,
  ): TaskEither<CostHistoryError | InvalidDecimal, readonly CostAnomaly[]> {
    return this.#answer(async () => {
      const current = toDecimal(currentPeriodCost);
      if (E.isLeft(current)) return current;
      const history = await this.getHistoricalCosts(tenantId, lookbackPeriods, 'monthly')();
      if (E.isLeft(history)) return history;
      const known = await this.#existedBefore(tenantId, history.right);
      if (E.isLeft(known)) return known;
      const { anomalies, notJudged } = detectAnomalies(
        current.right,
        known.right.map((result) => result.totalAllocated),
        { tenantId, ...this.#options.anomalies },
      );
      if (notJudged !== undefined) this.#log('info', 'a cost was not judged', { tenantId, reason: notJudged });
      const [anomaly] = anomalies;
      return anomaly === undefined ? E.right([]) : this.#explained(anomaly, known.right);
    });
  }

  /**
   * What a tenant owed in the latest complete days, weeks or months, oldest first; empty ones are zero. The bill is
   * fetched once for all of them.
   */
  getHistoricalCosts(
    tenantId: string,
    periods = 12,
    granularity: Exclude<Granularity, 'hourly'> = 'monthly',
  ): TaskEither<CostHistoryError, readonly CostAllocationResult[]> {
    return this.#answer(async () => {
      if (!Number.isInteger(periods) || periods < 1 || periods > MAX_PERIODS) {
        return refuse('periods', periods, `a whole number from 1 to ${MAX_PERIODS}`);
      }
      if (!GRANULARITIES.includes(granularity)) return refuse('granularity', granularity, GRANULARITIES.join(', '));
      const now = await this.#now();
      if (E.isLeft(now)) return now;
      const buckets = getLatestBuckets(toEpochSeconds(now.right), periods, granularity, this.#options.timeZone);
      if (E.isLeft(buckets)) return buckets;
      const span = { start: buckets.right[0]!.start, end: buckets.right.at(-1)!.end };
      const terms = await fetchConditions(this.#ports, this.#options, this.#terms, span)();
      if (E.isLeft(terms)) return terms;
      const known = knownTenant(tenantId, terms.right);
      if (E.isLeft(known)) return known;
      const fetched = await fetchHistory(this.#ports, this.#options, terms.right, buckets.right)();
      if (E.isLeft(fetched)) return fetched;
      const results: CostAllocationResult[] = [];
      for (const { terms: own, bill } of fetched.right) {
        const allocation = await allocateFetched(this.#ports, this.#options, own, bill)();
        if (E.isLeft(allocation)) return allocation;
        const result = await saveResult(this.#ports, this.#options, tenantId, own, allocation.right)();
        if (E.isLeft(result)) return result;
        results.push(result.right);
      }
      return E.right(results);
    });
  }

  async #termsOf(
    period: PeriodInput,
    rules?: readonly AllocationRuleInput[],
  ): Promise<Either<ConditionsError | PortCallError, CheckedConditions>> {
    const span: Either<InvalidPeriod, Interval> = toInterval(period);
    return E.isLeft(span) ? span : fetchConditions(this.#ports, this.#options, this.#terms, span.right, rules)();
  }

  /** The results of those periods that did not end before the tenant was created. */
  async #existedBefore(
    tenantId: string,
    results: readonly CostAllocationResult[],
  ): Promise<Either<ConditionsError | PortCallError, readonly CostAllocationResult[]>> {
    const first = results[0]!;
    const terms = await fetchConditions(this.#ports, this.#options, this.#terms, {
      start: first.periodStart,
      end: first.periodEnd,
    })();
    if (E.isLeft(terms)) return terms;
    const createdAt = terms.right.tenants.find((tenant) => tenant.tenantId === tenantId)?.createdAt ?? 0;
    return E.right(results.filter((result) => result.periodEnd > createdAt));
  }

  async #explained(
    anomaly: CostAnomaly,
    history: readonly CostAllocationResult[],
  ): Promise<Either<CostHistoryError, readonly CostAnomaly[]>> {
    const now = await this.#now();
    if (E.isLeft(now)) return now;
    const bucket = getBucket(toEpochSeconds(now.right), 'monthly', this.#options.timeZone);
    if (E.isLeft(bucket)) return bucket;
    const { tenantId, increase } = anomaly;
    const earlier = history.map(({ periodStart, periodEnd }) => ({ start: periodStart, end: periodEnd }));
    const causes = await causesOfIncrease(this.#ports, this.#options, this.#terms, {
      tenantId,
      increase,
      earlier,
      current: bucket.right,
    })();
    if (E.isLeft(causes)) return causes;
    const explained = { ...anomaly, suggestedCauses: causes.right };
    const { monitor } = this.#ports;
    if (monitor === undefined) return E.right([explained]);
    const published = await portCall(
      {
        port: 'monitor',
        method: 'publish',
        tenantId,
        call: (signal) => monitor.publish(explained, signal),
        read: ignoreAnswer,
      },
      this.#options,
    )();
    return E.isLeft(published) ? published : E.right([explained]);
  }

  /** Runs a method: what throws on the way, such as a getter of an argument, is an error like any other. */
  #answer<Outcome extends Either<unknown, unknown>>(work: () => Promise<Outcome>): Answer<Outcome> {
    const unreadable = this.#unreadable;
    const guarded = unreadable === undefined ? work : async () => E.left(unreadable);
    return tryTaskEither<unknown, unknown>('what the service was given', guarded) as Answer<Outcome>;
  }

  #now(): Promise<Either<PortCallError | InvalidCostOption, Date>> {
    const read = (answer: unknown): Either<InvalidCostOption, Date> =>
      isPointInTime(answer) && !Number.isNaN(toDate(answer).getTime())
        ? E.right(toDate(answer))
        : refuse('clock', answer, 'a port that answers with a valid Date');
    return portCall({ port: 'clock', method: 'now', call: () => this.#ports.clock.now(), read }, this.#options)();
  }

  #nextId(): Promise<Either<PortCallError | DecodeError, string>> {
    const read = (answer: unknown) => decode(nonEmptyText, answer, 'the answer of the ids port');
    return portCall({ port: 'ids', method: 'next', call: () => this.#ports.ids.next(), read }, this.#options)();
  }

  #log(level: 'info' | 'warning', message: string, facts: Readonly<Record<string, unknown>>): void {
    ignoreErrors(() => this.#ports.log?.write({ level, message, context: facts }));
  }
}

function knownTenant(tenantId: string, terms: CheckedConditions): Either<UnknownTenant, string> {
  return terms.tenantIds.has(tenantId) ? E.right(tenantId) : E.left(unknownTenant({ tenantId }));
}

function refuse(option: string, value: unknown, expected: string): Either<InvalidCostOption, never> {
  return E.left(invalidCostOption({ option, value, expected }));
}
