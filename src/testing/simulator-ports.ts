/**
 * The ports of a simulated host: every call waits until the simulation answers it, one at a time and in an order that
 * the seed decides. A call may fail, lose its answer, arrive late or twice, or end the run that made it.
 */
import { createHash } from 'node:crypto';
import { matchesQuery, memoryCostPorts } from '../adapters/memory/cost.js';
import { memoryDriftPorts } from '../adapters/memory/drift.js';
import type { BillingPort, CarryPort, ResultsPort, RulesPort } from '../cost-allocation/index.js';
import type { Charge } from '../cost-allocation/model/charge.js';
import { type DriftHistoryPort, type DriftPorts, HistoryEntry } from '../drift/index.js';
import { isTurnPending } from '../host/chunked.js';
import type { MaybePromise } from '../prelude.js';
import type { Interval } from '../time/period.js';
import type { SeededRandom } from './deterministic.js';
import { neverAborted } from './port-cases.js';
import { START } from './simulator-names.js';

/** How often what goes wrong: chances from 0 to 1. */
export interface SimulationFaults {
  /** That a call of a port fails and changes nothing. */
  readonly fail: number;
  /** That a write is applied, and its answer lost. */
  readonly lostAnswer: number;
  /** That a write fails, and is applied days later. */
  readonly late: number;
  /** That only the first half of a list of charges is stored, and the call fails. */
  readonly half: number;
  /** That a message or a batch of charges arrives twice. */
  readonly duplicate: number;
  /** That a list holds a row of another tenant. */
  readonly foreignRow: number;
  /** That a run is killed at one of its calls. */
  readonly crash: number;
  /** That two scans of a tenant run side by side. */
  readonly sideBySide: number;
  /** That the clock of a day jumps, forward or back. */
  readonly clockStep: number;
}

/** The faults of a bad year. */
export const BAD_YEAR: SimulationFaults = {
  fail: 0.04,
  lostAnswer: 0.02,
  late: 0.02,
  half: 0.05,
  duplicate: 0.03,
  foreignRow: 0.03,
  crash: 0.15,
  sideBySide: 0.25,
  clockStep: 0.03,
};

/** A year in which nothing goes wrong. */
export const NO_FAULTS: SimulationFaults = {
  fail: 0,
  lostAnswer: 0,
  late: 0,
  half: 0,
  duplicate: 0,
  foreignRow: 0,
  crash: 0,
  sideBySide: 0,
  clockStep: 0,
};

/** The stores of a host. Each outlives a crash; one that is left out is the reference in memory. */
export interface SimulatedStores {
  /** The store of drift history. */
  readonly history?: DriftHistoryPort;
  /** Where results are kept. */
  readonly results?: ResultsPort;
  /** Where carried shares are kept. */
  readonly carry?: CarryPort;
  /** Where rules are kept; empty at first. */
  readonly rules?: RulesPort;
  /** Where charges are kept: a charge that comes again under its id replaces the one that is there. */
  readonly billing?: BillingPort & { add(charges: readonly Charge[]): MaybePromise<unknown> };
  /** Called when the simulation is over. */
  close?(): MaybePromise<unknown>;
}

/** One run of a piece of the host: a scan, a closing. Dead, it never learns anything again. */
export class Run {
  readonly name: string;
  readonly tenantId: string | undefined;
  /** At which of its calls it is killed. */
  readonly crashAt: number | undefined;
  /** Whether another one runs beside it, and may be faster. */
  readonly raced: boolean;
  state: 'running' | 'dead' | 'done' = 'running';
  calls = 0;
  /** Faults that it must have noticed, by the port they came from. */
  readonly faults: string[] = [];

  constructor(name: string, options: { tenantId?: string; crashAt?: number | undefined; raced?: boolean } = {}) {
    this.name = name;
    this.tenantId = options.tenantId;
    this.crashAt = options.crashAt;
    this.raced = options.raced === true;
  }
}

/** A call of a port. */
interface Call {
  readonly port: string;
  readonly method: string;
  /** What it is about: with it calls are told apart whatever order they come in. */
  readonly about: string;
  readonly kind: 'read' | 'list' | 'write' | 'message';
  readonly perform: () => MaybePromise<unknown>;
  /** Half of the write. */
  readonly half?: () => MaybePromise<unknown>;
  /** A row of another tenant, for the lists that have one. */
  readonly foreignRow?: () => unknown;
}

interface WaitingCall {
  readonly call: Call;
  readonly run: Run;
  readonly key: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long runs may be busy without a call of a port, in milliseconds of real time, before they count as stuck. */
const MAX_IDLE_MS = 60_000;

const macrotask = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Answers the calls of all runs, one at a time. */
export class Scheduler {
  /** Every answer that was given. */
  step = 0;
  /** How often what happened. */
  readonly events: Map<string, number> = new Map();
  /** None while nothing may go wrong. */
  faults: SimulationFaults;
  readonly #random: SeededRandom;
  readonly #trace: ((line: string) => void) | undefined;
  readonly #digest = createHash('sha256');
  #waiting: WaitingCall[] = [];
  #late: (() => MaybePromise<unknown>)[] = [];

  constructor(random: SeededRandom, faults: SimulationFaults, trace?: (line: string) => void) {
    this.#random = random;
    this.faults = faults;
    this.#trace = trace;
  }

  /** Counts an event. */
  count(event: string): void {
    this.events.set(event, (this.events.get(event) ?? 0) + 1);
  }

  /** Writes a line of what happens: all of them together are what the digest is of. */
  note(line: string): void {
    this.#digest.update(`${line}\n`);
    this.#trace?.(line);
  }

  /** The digest of everything that was noted. */
  digest(): string {
    return this.#digest.copy().digest('hex');
  }

  /** A call of a port on behalf of a run; it is answered when its turn comes, and never where the run is dead. */
  call(run: Run, call: Call): Promise<never> {
    return new Promise<never>((resolve, reject) => {
      if (run.state === 'dead') return;
      const key = `${run.name} ${call.port}.${call.method} ${call.about}`;
      this.#waiting.push({ call, run, key, resolve: resolve as (answer: unknown) => void, reject });
    });
  }

  /** Lets runs go on, side by side, until each has ended or died; what they answered, `undefined` for the dead. */
  async complete<A>(runs: readonly (readonly [Run, () => Promise<A>])[]): Promise<readonly (A | undefined)[]> {
    const answers: (A | undefined)[] = runs.map(() => undefined);
    runs.forEach(([run, work], i) => {
      work().then(
        (answer) => {
          if (run.state === 'running') run.state = 'done';
          return (answers[i] = answer);
        },
        () => (run.state = 'dead'),
      );
    });
    let idleSince: number | undefined;
    for (;;) {
      do await macrotask();
      while (isTurnPending());
      if (runs.every(([run]) => run.state !== 'running')) break;
      const next = this.#next();
      if (next !== undefined) {
        idleSince = undefined;
        await this.#answer(next);
        continue;
      }
      idleSince ??= performance.now();
      if (performance.now() - idleSince > MAX_IDLE_MS) throw new Error('a run waits for something that never comes');
      await new Promise((resume) => setTimeout(resume, 1));
    }
    return answers.map((answer, i) => (runs[i]![0].state === 'dead' ? undefined : answer));
  }

  /** Applies the writes that were under way all the time. */
  async applyLate(): Promise<void> {
    const writes = this.#late;
    this.#late = [];
    for (const write of writes) await ignore(write);
  }

  #next(): WaitingCall | undefined {
    if (this.#waiting.some(({ run }) => run.state !== 'running'))
      this.#waiting = this.#waiting.filter(({ run }) => run.state === 'running');
    if (this.#waiting.length === 0) return undefined;
    if (this.#waiting.length > 1) this.#waiting.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return this.#waiting.splice(this.#random.below(this.#waiting.length), 1)[0];
  }

  async #answer(waiting: WaitingCall): Promise<void> {
    const { call, key, reject, resolve, run } = waiting;
    this.step += 1;
    run.calls += 1;
    if (run.crashAt === run.calls) return this.#crash(waiting);
    const fate = this.#fateOf(call);
    this.note(`${this.step} ${key} ${fate}`);
    if (fate !== 'ok') this.count(fate);
    if (fate !== 'ok' && fate !== 'duplicate') run.faults.push(`${call.port}.${call.method}`);
    const broken = (): void => reject(new Error(`the connection was lost (${fate})`));
    try {
      switch (fate) {
        case 'ok':
          return resolve(await call.perform());
        case 'duplicate':
          await call.perform();
          return resolve(await call.perform());
        case 'foreignRow':
          return resolve([...((await call.perform()) as readonly unknown[]), call.foreignRow!()]);
        case 'lostAnswer':
          await ignore(call.perform);
          return broken();
        case 'half':
          await ignore(call.half!);
          return broken();
        case 'late':
          this.#late.push(call.perform);
          return broken();
        case 'fail':
          return broken();
      }
    } catch (error) {
      reject(error as Error);
    }
  }

  #fateOf({ kind, half, foreignRow }: Call): 'ok' | keyof Omit<SimulationFaults, 'crash' | 'sideBySide' | 'clockStep'> {
    const dice = this.#random.next();
    const { fail, lostAnswer, late, half: halved, duplicate, foreignRow: foreign } = this.faults;
    let below = fail;
    if (dice < below) return 'fail';
    if (kind === 'list' && foreignRow !== undefined && dice < (below += foreign)) return 'foreignRow';
    if (kind === 'read' || kind === 'list') return 'ok';
    if (dice < (below += lostAnswer)) return 'lostAnswer';
    if (dice < (below += late)) return 'late';
    if (half !== undefined && dice < (below += halved)) return 'half';
    return (kind === 'message' || half !== undefined) && dice < below + duplicate ? 'duplicate' : 'ok';
  }

  /** The run ends here; of its writes under way each is applied, or not. */
  async #crash(waiting: WaitingCall): Promise<void> {
    const { key, run } = waiting;
    run.state = 'dead';
    this.count('crash');
    this.note(`${this.step} ${key} crash`);
    const own = [waiting, ...this.#waiting.filter((other) => other.run === run)];
    this.#waiting = this.#waiting.filter((other) => other.run !== run);
    for (const { call } of own) {
      const isWrite = call.kind === 'write' || call.kind === 'message';
      if (isWrite && this.#random.next() < 0.5) await ignore(call.perform);
    }
  }
}

async function ignore(work: () => MaybePromise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    // A write that fails after its caller is gone changes nothing.
  }
}

/** Everything that the history ports of all runs go through: what was stored, and what is wrong with it. */
export interface HistoryWatch {
  /** Called before an entry is stored. */
  readonly before: (run: Run, entry: HistoryEntry) => void;
  /** Called with what the store answered. */
  readonly after: (run: Run, entry: HistoryEntry, answer: unknown) => void;
}

/** Told of what reaches the receivers, by whom, each time. */
export interface ReceiverWatch {
  readonly reconcile: (run: Run, request: Parameters<NonNullable<DriftPorts['reconciler']>['reconcile']>[0]) => void;
  readonly escalate: (run: Run, request: Parameters<NonNullable<DriftPorts['compliance']>['escalate']>[0]) => void;
}

/** A row as it would be if it were another tenant's. */
export function ofAnother(row: unknown, tenantId: string): unknown {
  const isResource = typeof row === 'object' && row !== null && 'resourceId' in row && !('hash' in row);
  return { ...(row as object | undefined), tenantId, ...(isResource && { resourceId: 'of another' }) };
}

const SIGNAL = neverAborted();

/** The drift ports of one run over the world and a store of history. */
export function simulatedDriftPorts(
  scheduler: Scheduler,
  run: Run,
  world: DriftPorts,
  history: DriftHistoryPort,
  watch: HistoryWatch & ReceiverWatch,
): DriftPorts {
  const call = (part: Omit<Call, 'about'> & { readonly about?: string }): Promise<never> =>
    scheduler.call(run, { about: '', ...part });
  const list = (port: string, method: string, perform: () => MaybePromise<readonly unknown[]>): Promise<never> => {
    let last: unknown;
    const remembered = async (): Promise<readonly unknown[]> => {
      const rows = await perform();
      last = rows[0];
      return rows;
    };
    return call({ port, method, kind: 'list', perform: remembered, foreignRow: () => ofAnother(last, 'foreign') });
  };
  return {
    desired: {
      listResources: (query) => list('desired', 'listResources', () => world.desired.listResources(query, SIGNAL)),
    },
    actual: {
      listResources: (query) => list('actual', 'listResources', () => world.actual.listResources!(query, SIGNAL)),
      readResource: (one) =>
        call({
          port: 'actual',
          method: 'readResource',
          about: one.resourceId,
          kind: 'read',
          perform: () => world.actual.readResource(one, SIGNAL),
        }),
    },
    history: {
      append: (entry) =>
        call({
          port: 'history',
          method: 'append',
          about: `${entry.resourceId} ${entry.hash}`,
          kind: 'write',
          perform: async () => {
            watch.before(run, entry);
            const answer = await history.append(entry, SIGNAL);
            watch.after(run, entry, answer);
            return answer;
          },
        }),
      latest: (query) => list('history', 'latest', () => history.latest(query, SIGNAL)),
      read: (query) => list('history', 'read', () => history.read(query, SIGNAL)),
    },
    suppressions: {
      listSuppressions: (query) =>
        list('suppressions', 'listSuppressions', () => world.suppressions!.listSuppressions(query, SIGNAL)),
    },
    reconciler: {
      reconcile: (request) =>
        call({
          port: 'reconciler',
          method: 'reconcile',
          about: request.idempotencyKey,
          kind: 'message',
          perform: () => watch.reconcile(run, request),
        }),
    },
    compliance: {
      escalate: (request) =>
        call({
          port: 'compliance',
          method: 'escalate',
          about: request.idempotencyKey,
          kind: 'message',
          perform: () => watch.escalate(run, request),
        }),
    },
    clock: world.clock,
    ids: world.ids,
    ...(world.digestKey !== undefined && { digestKey: world.digestKey }),
    ...(world.log && { log: world.log }),
  };
}

/** Every store of a host. */
export type Stores = Required<Omit<SimulatedStores, 'close'>>;

/** The stores of the host, and the reference in memory where it has none. */
export function withMemory(stores: SimulatedStores): Stores {
  const now = new Date(START * 1000);
  const cost = memoryCostPorts({ tenants: [], charges: [], now });
  const bill = new Map<string, Charge>();
  // What was read of a period is kept until more of it is billed.
  const read = new Map<string, { readonly period: Interval; readonly charges: readonly Charge[] }>();
  const near = (charge: Charge, { start, end }: Interval): boolean => charge.start < end && charge.end >= start;
  const chargesNear = (period: Interval): readonly Charge[] => {
    const key = `${period.start} ${period.end}`;
    const known = read.get(key) ?? { period, charges: [...bill.values()].filter((charge) => near(charge, period)) };
    read.set(key, known);
    return known.charges;
  };
  const billing: Stores['billing'] = {
    add: (charges) => {
      const changed = charges.flatMap((charge) => [charge, bill.get(charge.chargeId) ?? charge]);
      for (const charge of charges) bill.set(charge.chargeId, charge);
      for (const [key, { period }] of read) if (changed.some((charge) => near(charge, period))) read.delete(key);
    },
    charges: (query) => chargesNear(query.period).filter((charge) => matchesQuery(charge, query)),
  };
  const { history } = memoryDriftPorts({ resources: [], now });
  const { results, carry, rules } = cost;
  const { history: ownHistory, results: ownResults, carry: ownCarry, rules: ownRules, billing: ownBilling } = stores;
  return {
    history: ownHistory ?? history,
    results: ownResults ?? results,
    carry: ownCarry ?? carry,
    rules: ownRules ?? rules,
    billing: ownBilling ?? billing,
  };
}
