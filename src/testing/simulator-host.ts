/** A host that scans, bills and closes through ports that a simulation answers. */
import { restate } from '../cost-allocation/closing.js';
import {
  CarriedPool,
  type CostAllocationPorts,
  CostAllocationService,
  type PeriodAllocation,
} from '../cost-allocation/index.js';
import { CostAllocationResult } from '../cost-allocation/model/allocation-result.js';
import type { Charge } from '../cost-allocation/model/charge.js';
import { DriftDetector, type DriftReport, type DriftRules, driftRules, HistoryEntry } from '../drift/index.js';
import { E, type Either, type MaybePromise, orThrow } from '../prelude.js';
import { type EpochSeconds, period } from '../time/period.js';
import { countingIds, type SeededRandom } from './deterministic.js';
import { neverAborted } from './port-cases.js';
import { canonical, checkCarried, checkMonth, DriftChecks, type Report } from './simulator-checks.js';
import { DAY, type ExpectedMonth, monthStart, START, TENANTS } from './simulator-names.js';
import { NO_FAULTS, ofAnother, Run, type Scheduler, simulatedDriftPorts, type Stores } from './simulator-ports.js';
import { unitsOf, World } from './simulator-world.js';

const MAX_ATTEMPTS = 8;

const SIGNAL = neverAborted();

/** A month that was closed. */
interface ClosedMonth {
  readonly results: readonly CostAllocationResult[];
  allocation: PeriodAllocation;
  /** Whether charges have come since. */
  stale: boolean;
}

/** A host that scans, bills and closes, day after day. */
export class SimulatedHost {
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  readonly #stores: Stores;
  readonly #report: Report;
  readonly #world: World;
  readonly #checks: DriftChecks;
  readonly #ids = countingIds('simulated');
  readonly #rules = new Map<boolean, DriftRules>();
  /** What has reached the billing store, all or a part of it. */
  readonly #billed = new Map<string, Charge>();
  readonly #closed = new Map<number, ClosedMonth>();
  /** What every tenant owes of the pool that carries forward, over all closed months, in units of 10^-12. */
  readonly #entitled = new Map<string, number>();
  /** Batches that the billing store has not confirmed, with the day from which on they are sent. */
  #outbox: { readonly from: number; readonly charges: readonly Charge[] }[] = [];
  /** The month that was worked out last. */
  #expected: { readonly key: string; readonly month: ExpectedMonth } | undefined;
  #runs = 0;

  constructor(scheduler: Scheduler, random: SeededRandom, stores: Stores, report: Report) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#stores = stores;
    this.#report = report;
    this.#world = new World(random);
    this.#checks = new DriftChecks(this.#world, report);
  }

  /** Stores the rules by which the host shares its costs. */
  async open(): Promise<void> {
    for (const rule of this.#world.rules) {
      await this.#persist('rule', (run) => this.#costService(run).createAllocationRule(rule)());
    }
  }

  async liveDay(day: number): Promise<void> {
    const [random, { clock }] = [this.#random, this.#world];
    const behind = START + day * DAY + 3600 - this.#world.now();
    if (behind > 0) clock.advance(Math.floor(behind));
    if (random.next() < this.#scheduler.faults.clockStep) {
      this.#scheduler.count('clock step');
      clock.advance(Math.floor((random.next() - 0.5) * 14_400));
    }
    this.#world.strict = Math.floor(day / 30) % 2 === 1;
    await this.#scheduler.applyLate();
    const today = this.#world.dayOfBill(day);
    const held = today.filter(() => random.next() < 0.03);
    for (const charge of held) this.#outbox.push({ from: day + 20 + random.below(30), charges: [charge] });
    if (held.length > 0) this.#scheduler.count('late charges');
    this.#outbox.push({ from: day, charges: today.filter((charge) => !held.includes(charge)) });
    await this.#sendBill(day);
    await this.#closeMonths(day);
    for (let left = random.below(3); left > 0; left -= 1) {
      const change = this.#world.change();
      this.#scheduler.count(change);
      this.#scheduler.note(`${day} ${change}`);
    }
    for (const tenantId of TENANTS) if (random.next() < 0.07) await this.#scan(tenantId);
  }

  /** Ends the year: nothing fails any more, and what is there must be what should be. */
  async settle(days: number): Promise<void> {
    this.#scheduler.faults = NO_FAULTS;
    await this.#scheduler.applyLate();
    for (let round = 0; round < 2; round += 1) {
      this.#world.clock.advance(600);
      for (const tenantId of TENANTS) await this.#scanOnce(tenantId, false);
    }
    this.#checks.checkDelivered();
    await this.#sendBill(Infinity);
    await this.#closeMonths(days, true);
    await this.#checkHistory();
    await this.#checkResults();
  }

  #run(name: string, options: { tenantId?: string; raced?: boolean } = {}, calls = 25): Run {
    const isKilled = this.#random.next() < this.#scheduler.faults.crash;
    const crashAt = isKilled ? 1 + this.#random.below(calls) : undefined;
    return new Run(`${name}#${(this.#runs += 1)}`, { ...options, crashAt });
  }

  /** Tries again until it succeeds; in the end without faults. */
  async #persist<A>(name: string, work: (run: Run) => Promise<Either<Error, A>>): Promise<A> {
    const { faults } = this.#scheduler;
    for (let attempt = 1; ; attempt += 1) {
      if (attempt > MAX_ATTEMPTS) this.#scheduler.faults = NO_FAULTS;
      const run = this.#run(name, {}, 12);
      const [answer] = await this.#scheduler.complete([[run, () => work(run)]]);
      if (answer !== undefined && E.isRight(answer)) {
        if (run.faults.length > 0) this.#report('result', `${run.name} succeeds although ${run.faults[0]} failed`);
        this.#scheduler.faults = faults;
        return answer.right;
      }
      if (answer !== undefined && run.faults.length === 0)
        throw new Error(`${run.name} failed although nothing had: ${answer.left.message}`);
      if (attempt > MAX_ATTEMPTS) throw new Error(`${name} does not succeed without faults`);
    }
  }

  async #scan(tenantId: string): Promise<void> {
    const { sideBySide } = this.#scheduler.faults;
    this.#world.clock.advance(60 + this.#random.below(600));
    const raced = this.#random.next() < sideBySide;
    if (raced) this.#scheduler.count('scans side by side');
    const ended = await this.#scanOnce(tenantId, raced);
    if (!ended && this.#random.next() < 0.5) await this.#scanOnce(tenantId, false);
  }

  /** One scan, or two at once; whether all of them ended well. */
  async #scanOnce(tenantId: string, raced: boolean): Promise<boolean> {
    const runs = (raced ? [1, 2] : [1]).map(() => this.#run(`scan ${tenantId}`, { tenantId, raced }));
    const answers = await this.#scheduler.complete(
      runs.map((run) => [run, () => this.#detector(run).scanTenantResources(tenantId)()] as const),
    );
    answers.forEach((answer: Either<Error, DriftReport> | undefined, i) => {
      if (answer === undefined) return;
      this.#scheduler.count('scans');
      this.#checks.checkReport(runs[i]!, answer);
      const found = E.isRight(answer) ? `${answer.right.drifts.length} ${answer.right.failures.length}` : 'failed';
      this.#scheduler.note(`${runs[i]!.name} ended: ${found}`);
    });
    return answers.every((answer) => answer !== undefined && E.isRight(answer) && answer.right.failures.length === 0);
  }

  #detector(run: Run): DriftDetector {
    const world = { ...this.#world.driftPorts(), ids: this.#ids, digestKey: 'the key of a simulated host' };
    const ports = simulatedDriftPorts(this.#scheduler, run, world, this.#stores.history, this.#checks);
    const { strict, severities } = this.#world;
    const rules =
      this.#rules.get(strict) ??
      orThrow(
        driftRules({
          severities: Object.entries(severities).map(([pattern, severity]) => ({
            resourceType: '*',
            pattern,
            severity,
          })),
        }),
      );
    this.#rules.set(strict, rules);
    // Time is virtual: no deadline, no timer.
    const scan = { callSeconds: Infinity, concurrency: 1 + this.#random.below(4) };
    return new DriftDetector(ports, { rules, scan });
  }

  #costService(run: Run, more: Partial<CostAllocationPorts> = {}, keepCarry = true): CostAllocationService {
    const { results, carry, rules, billing } = this.#stores;
    const world = this.#world;
    const call = (
      port: string,
      method: string,
      kind: 'read' | 'list' | 'write',
      about: string,
      perform: () => MaybePromise<unknown>,
      foreignRow?: () => unknown,
    ): Promise<never> =>
      this.#scheduler.call(run, { port, method, kind, about, perform, ...(foreignRow && { foreignRow }) });
    const { ownership, rates, reservations } = world.costPorts;
    const ports: CostAllocationPorts = {
      billing: {
        charges: (query) => {
          const other = (): unknown => ofAnother([...this.#billed.values()].at(-1), 'foreign');
          const perform = (): MaybePromise<unknown> => billing.charges(query, SIGNAL);
          return query.tenantId === undefined
            ? call('billing', 'charges', 'read', '', perform)
            : call('billing', 'charges', 'list', query.tenantId, perform, other);
        },
      },
      tenants: { list: () => call('tenants', 'list', 'read', '', () => world.tenants) },
      clock: world.clock,
      ids: this.#ids,
      rules: {
        list: () => call('rules', 'list', 'read', '', () => rules.list(SIGNAL)),
        save: (rule) => call('rules', 'save', 'write', rule.ruleId, () => rules.save(rule, SIGNAL)),
      },
      ownership: {
        intervals: (span) => call('ownership', 'intervals', 'read', '', () => ownership.intervals(span, SIGNAL)),
      },
      reservations: {
        during: (span) => call('reservations', 'during', 'read', '', () => reservations.during(span, SIGNAL)),
        find: (id) => call('reservations', 'find', 'read', id, () => reservations.find(id, SIGNAL)),
      },
      rates: { rates: (query) => call('rates', 'rates', 'read', '', () => rates.rates(query, SIGNAL)) },
      results: {
        save: (result) => call('results', 'save', 'write', result.allocationId, () => results.save(result, SIGNAL)),
        find: (tenantId, span) => call('results', 'find', 'read', tenantId, () => results.find(tenantId, span, SIGNAL)),
      },
      carry: {
        read: (asOf) => call('carry', 'read', 'read', `${asOf}`, () => carry.read(asOf, SIGNAL)),
        write: (asOf, carried) =>
          keepCarry ? call('carry', 'write', 'write', `${asOf}`, () => carry.write(asOf, carried, SIGNAL)) : undefined,
      },
      ...more,
    };
    return new CostAllocationService(ports, { currency: 'USD', deadlineSeconds: Infinity });
  }

  /** A service that looks at closed months, and stores nothing. */
  #reader(run: Run): CostAllocationService {
    return this.#costService(run, { results: { save: () => undefined, find: () => [] } }, false);
  }

  /** Sends what is billed, and what was not confirmed before; some of it comes weeks late. */
  async #sendBill(day: number): Promise<void> {
    const due = this.#outbox.filter(({ from }) => from <= day);
    this.#outbox = this.#outbox.filter(({ from }) => from > day);
    for (const batch of due) {
      const run = this.#run('bill', {}, 8);
      const add = (charges: readonly Charge[]) => async (): Promise<void> => {
        for (const charge of charges) this.#noteBilled(charge);
        await this.#stores.billing.add(charges);
      };
      const half = add(batch.charges.slice(0, Math.ceil(batch.charges.length / 2)));
      const about = batch.charges.map(({ chargeId }) => chargeId).join(' ');
      const call = { port: 'billing', method: 'add', about, kind: 'write', perform: add(batch.charges), half } as const;
      const work = async (): Promise<boolean> => {
        try {
          await this.#scheduler.call(run, call);
          return true;
        } catch {
          return false;
        }
      };
      const [confirmed] = await this.#scheduler.complete([[run, work]]);
      if (confirmed !== true) this.#outbox.push({ ...batch, from: day + 1 });
    }
  }

  #noteBilled(charge: Charge): void {
    if (this.#billed.has(charge.chargeId)) return;
    this.#billed.set(charge.chargeId, charge);
    for (const [month, closed] of this.#closed)
      if (charge.start < monthStart(month + 1) && charge.end >= monthStart(month)) closed.stale = true;
  }

  /** Closes the month before on its second day, and corrects what has changed on its tenth. */
  async #closeMonths(day: number, all = false): Promise<void> {
    const now = START + day * DAY;
    for (let month = 0; monthStart(month + 1) + DAY <= now; month += 1) {
      if (this.#closed.has(month)) continue;
      await this.#close(month);
      await this.#lookBack(month);
    }
    if (!all && new Date(now * 1000).getUTCDate() !== 10) return;
    for (const [month, closed] of this.#closed) if (closed.stale) await this.#correct(month, closed);
  }

  async #close(month: number): Promise<void> {
    const span = this.#periodOf(month);
    const allocation = await this.#persist(`close ${month}`, (run) => this.#costService(run).allocateBill(span)());
    const results: CostAllocationResult[] = [];
    for (const tenantId of TENANTS)
      results.push(
        await this.#persist(`close ${month} ${tenantId}`, (run) =>
          this.#costService(run).calculateTenantAllocation(tenantId, span)(),
        ),
      );
    this.#scheduler.count('closings');
    this.#scheduler.note(`closed ${month}: ${results.map(({ allocationId }) => allocationId).join(' ')}`);
    const { carried } = this.#check(month, allocation);
    for (const [tenantId, units] of carried) this.#entitled.set(tenantId, (this.#entitled.get(tenantId) ?? 0) + units);
    checkCarried(month, allocation.carried, this.#entitled, this.#report);
    const kept = await this.#stores.carry.read(monthStart(month + 1), SIGNAL);
    if (canonical(kept ?? null) !== canonical(allocation.carried.map((pool) => CarriedPool.encode(pool))))
      this.#report('lost', `month ${month}: its carried shares are not kept`);
    for (const result of results) {
      const other = allocation.results.find(({ tenantId }) => tenantId === result.tenantId);
      if (other !== undefined && textOf(other) !== textOf(result))
        this.#report('result', `month ${month}: ${result.tenantId} alone owes something else than in the whole bill`);
    }
    this.#closed.set(month, { results, allocation, stale: false });
  }

  /** Worked out again once more is billed. */
  #expectedMonth(month: number): ExpectedMonth {
    const key = `${month} ${this.#billed.size}`;
    if (this.#expected?.key !== key)
      this.#expected = { key, month: this.#world.expectedMonth(month, this.#billed.values()) };
    return this.#expected.month;
  }

  #check(month: number, allocation: PeriodAllocation): ExpectedMonth {
    const expected = this.#expectedMonth(month);
    checkMonth(month, allocation.results, allocation.record, expected, this.#report);
    return expected;
  }

  /** Asks what a tenant's teams cost, and every other month for the latest months again, all at once. */
  async #lookBack(month: number): Promise<void> {
    const tenantId = this.#random.pick(TENANTS);
    this.#scheduler.count('looks back');
    await this.#checkTeams(month, tenantId);
    if (month % 2 === 1) await this.#checkMonths(month, tenantId);
  }

  async #checkMonths(month: number, tenantId: string): Promise<void> {
    const months = Math.min(3, month + 1);
    const past = await this.#persist('history', (run) => this.#reader(run).getHistoricalCosts(tenantId, months)());
    past.forEach((result, i) => {
      const closed = this.#closed.get(month - months + 1 + i)!;
      const own = closed.allocation.results.find((one) => one.tenantId === tenantId);
      const same = own === undefined ? result.totalAllocated.isZero() : textOf(own) === textOf(result);
      if (!closed.stale && !same)
        this.#report('result', `month ${month}: ${tenantId} owes something else in its history`);
    });
  }

  async #checkTeams(month: number, tenantId: string): Promise<void> {
    const tags = [{ key: 'team', value: '*' }];
    const span = this.#periodOf(month);
    const found = await this.#persist('tags', (run) => this.#reader(run).getCostByTags(tenantId, tags, span)());
    const { teams } = this.#expectedMonth(month);
    for (const team of ['search', 'mobile']) {
      const amount = Object.entries(found).find(([key]) => key.includes(team))?.[1];
      if ((amount === undefined ? 0n : unitsOf(amount)) !== (teams.get(`${tenantId}/${team}`) ?? 0n))
        this.#report('sums', `month ${month}: team ${team} of ${tenantId} does not cost what its charges do`);
    }
  }

  /** What a closed month should have been, for booking in the open one. */
  async #correct(month: number, closed: ClosedMonth): Promise<void> {
    const span = this.#periodOf(month);
    const corrected = await this.#persist(`correct ${month}`, (run) => this.#reader(run).allocateBill(span)());
    this.#scheduler.count('corrections');
    this.#check(month, corrected);
    const entries = restate(closed.allocation, corrected);
    if (E.isLeft(entries)) this.#report('result', `month ${month} cannot be corrected: ${entries.left.message}`);
    else {
      const booked = entries.right.reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
      if (booked !== unitsOf(corrected.total) - unitsOf(closed.allocation.total))
        this.#report('sums', `month ${month}: the corrections do not add up to what has changed`);
    }
    closed.allocation = corrected;
    closed.stale = false;
  }

  #periodOf(month: number) {
    return orThrow(period(new Date(monthStart(month) * 1000), new Date(monthStart(month + 1) * 1000)));
  }

  /** The store of history holds exactly what was written. */
  async #checkHistory(): Promise<void> {
    const { history } = this.#stores;
    for (const tenantId of TENANTS) {
      const own = [...this.#checks.chains.values()].filter((chain) => chain[0]?.tenantId === tenantId);
      const latest = await history.latest({ tenantId }, SIGNAL);
      const foreign = latest.find((entry) => entry.tenantId !== tenantId);
      if (foreign !== undefined) this.#report('leaked', `${tenantId} sees the history of ${foreign.tenantId}`);
      if (latest.length > own.length) this.#report('doubled', `the history of ${tenantId} has more ends than chains`);
      if (latest.length < own.length) this.#report('lost', `the history of ${tenantId} has lost a chain`);
      for (const chain of own) {
        const { resourceId } = chain[0]!;
        const stored = await history.read({ tenantId, resourceId }, SIGNAL);
        if (!sameEntries(stored, chain))
          this.#report('lost', `the store does not hold the history of ${resourceId} as it was written`);
      }
      const chain = own[this.#random.below(own.length)];
      if (chain !== undefined) await this.#checkRecords(tenantId, chain);
    }
  }

  /** What the detector says of a resource's past is what was recorded. */
  async #checkRecords(tenantId: string, chain: readonly HistoryEntry[]): Promise<void> {
    const { resourceId } = chain[0]!;
    const run = new Run('read', { tenantId });
    const [answer] = await this.#scheduler.complete([
      [run, () => this.#detector(run).getDriftHistory({ tenantId, resourceId })()] as const,
    ]);
    const records = chain.flatMap((entry) => entry.records).reverse();
    const found = answer !== undefined && E.isRight(answer) ? answer.right : undefined;
    const same = found?.length === records.length && found.every(({ driftId }, i) => driftId === records[i]!.driftId);
    if (!same) this.#report('chain', `the drifts on record of ${resourceId} are not those that were recorded`);
  }

  /** The store of results holds what was closed, once. */
  async #checkResults(): Promise<void> {
    for (const [month, { results }] of this.#closed) {
      const span = { start: monthStart(month) as EpochSeconds, end: monthStart(month + 1) as EpochSeconds };
      for (const result of results) {
        const stored = await this.#stores.results.find(result.tenantId, span, SIGNAL);
        if (stored.length === 0) this.#report('lost', `month ${month}: the result of ${result.tenantId} is gone`);
        if (stored.length > 1) this.#report('doubled', `month ${month}: ${result.tenantId} has several results`);
        if (stored[0] !== undefined && textOf(stored[0]) !== textOf(result))
          this.#report('result', `month ${month}: the stored result of ${result.tenantId} is not the computed one`);
      }
    }
  }
}

const textOf = (result: CostAllocationResult): string => JSON.stringify(CostAllocationResult.encode(result));

function sameEntries(a: readonly HistoryEntry[], b: readonly HistoryEntry[]): boolean {
  const text = (entries: readonly HistoryEntry[]): string =>
    JSON.stringify(entries.map((entry) => HistoryEntry.encode(entry)));
  return a.length === b.length && text(a) === text(b);
}
