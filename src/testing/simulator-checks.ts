/** What must hold in every simulated year, checked by definitions that share no code with what they check. */
import { createHash } from 'node:crypto';
import { type AllocationRecord, verifyAllocation } from '../cost-allocation/verification.js';
import { type CarriedPool, COST_CATEGORIES, type CostAllocationResult } from '../cost-allocation/index.js';
import {
  type DriftReport,
  type DriftSeverity,
  type Episode,
  type Escalation,
  HistoryEntry,
  type Reconciliation,
} from '../drift/index.js';
import { E, type Either } from '../prelude.js';
import type { HistoryWatch, ReceiverWatch, Run } from './simulator-ports.js';
import { unitsOf, type World } from './simulator-world.js';
import { type ExpectedMonth, markOf, resourceKey, SECRET, TENANTS } from './simulator-names.js';

/** What can be wrong with a year. */
export type InvariantName =
  | 'sums'
  | 'lost'
  | 'doubled'
  | 'leaked'
  | 'chain'
  | 'delivery'
  | 'result'
  | 'report'
  | 'host';

/** Says that something does not hold. */
export type Report = (invariant: InvariantName, message: string) => void;

const isSevere = (severity: DriftSeverity): boolean => severity === 'security' || severity === 'critical';

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** JSON with the keys of every record in order, as the hash of an entry is made of. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** An entry as it goes over the wire, without its hash, as one text. */
function contentOf(entry: HistoryEntry): string {
  const { hash: _, ...wire } = HistoryEntry.encode(entry) as { readonly hash: unknown };
  return canonical(wire);
}

/** Whether a text holds what is another tenant's, or a secret. */
function leakIn(text: string, tenantId: string): string | undefined {
  if (text.includes(SECRET)) return 'a secret';
  const other = TENANTS.find((one) => one !== tenantId && text.includes(markOf(one)));
  return other === undefined ? undefined : `what belongs to ${JSON.stringify(other)}`;
}

/** A delivery as it was received. */
interface Receipt {
  readonly target: 'reconciler' | 'compliance';
  readonly tenantId: string;
  /** The run that sent it first. */
  readonly run: Run;
}

/** Watches the history and the receivers, and remembers what they must hold. */
export class DriftChecks implements HistoryWatch, ReceiverWatch {
  /** What the store of history must hold: each resource's chain. */
  readonly chains: Map<string, HistoryEntry[]> = new Map();
  /** What has arrived, by key. */
  readonly receipts: Map<string, Receipt> = new Map();
  readonly #keys = new Map<string, string>();
  readonly #world: World;
  readonly #report: Report;

  constructor(world: World, report: Report) {
    this.#world = world;
    this.#report = report;
  }

  before(run: Run, entry: HistoryEntry): void {
    const chain = this.#chain(entry);
    if (entry.sequence > chain.length) this.#report('chain', `${place(entry)}: entry ${entry.sequence} follows none`);
    if (entry.sequence !== chain.length) return;
    const previous = chain.at(-1);
    if (entry.previousHash !== (previous?.hash ?? '0'.repeat(64)))
      this.#report('chain', `${place(entry)}: entry ${entry.sequence} does not name the hash of the one before`);
    const content = contentOf(entry);
    if (entry.hash !== createHash('sha256').update(content).digest('hex'))
      this.#report('chain', `${place(entry)}: entry ${entry.sequence} does not have its hash`);
    const leak = leakIn(content, entry.tenantId);
    if (leak !== undefined) this.#report('leaked', `${place(entry)}: entry ${entry.sequence} holds ${leak}`);
    if (run.tenantId !== entry.tenantId) this.#report('leaked', `${place(entry)}: written by a scan of another tenant`);
    this.#checkEpisodes(entry, previous);
    if (run.state === 'running') this.#checkOpen(run, entry);
  }

  after(run: Run, entry: HistoryEntry, answer: unknown): void {
    const chain = this.#chain(entry);
    if (answer === 'appended') {
      if (entry.sequence === chain.length) chain.push(entry);
      else this.#report('doubled', `${place(entry)}: the store took a second entry ${entry.sequence}`);
    } else if (answer === 'conflict' && entry.sequence >= chain.length)
      this.#report('lost', `${place(entry)}: the store has lost or refuses entry ${entry.sequence}`);
    else if (answer === 'conflict' && !run.raced && run.state === 'running')
      this.#report('chain', `${place(entry)}: ${run.name} was told of an older end of the chain than there is`);
  }

  reconcile(run: Run, { idempotencyKey, tenantId, drifts, action }: Reconciliation): void {
    this.#receive(run, idempotencyKey, { target: 'reconciler', tenantId, run });
    if (drifts.length === 0) this.#report('delivery', `a reconciliation of ${tenantId} without drifts`);
    const text = JSON.stringify([drifts, action]);
    for (const { resourceId, configPath, severity, tenantId: owner } of drifts)
      this.#checkDelivery(run, idempotencyKey, 'reconciler', {
        tenantId: owner,
        resourceId,
        configPath,
        severity,
        text,
      });
    if (drifts.some(({ resourceId }) => resourceId !== action.resourceId))
      this.#report('delivery', `a reconciliation of ${tenantId} mixes resources`);
  }

  escalate(run: Run, { idempotencyKey, tenantId, drift, episode }: Escalation): void {
    this.#receive(run, idempotencyKey, { target: 'compliance', tenantId, run });
    const { resourceId, configPath, severity, tenantId: owner } = drift;
    const text = JSON.stringify([drift, episode]);
    this.#checkDelivery(run, idempotencyKey, 'compliance', { tenantId: owner, resourceId, configPath, severity, text });
  }

  /** What a scan answered, held against the world. */
  checkReport(run: Run, answer: Either<Error, DriftReport>): void {
    if (E.isLeft(answer)) {
      if (run.faults.length === 0)
        this.#report('report', `${run.name} failed although nothing had: ${answer.left.message}`);
      return;
    }
    const { coverage, drifts, failures, outcomes, summary, suppressed, tenantId } = answer.right;
    const wrong = (message: string): void => this.#report('report', `${run.name}: ${message}`);
    if (run.faults.length > 0 && failures.length === 0) wrong(`${run.faults[0]} failed, and the report says nothing`);
    if (run.faults.length === 0 && failures.length > 0) wrong(`a failure of nothing: ${failures[0]!.message}`);
    if (tenantId !== run.tenantId) wrong('the report is another tenant’s');
    const readSuppressions = !run.faults.includes('suppressions.listSuppressions');
    const listed = !run.faults.includes('actual.listResources');
    const found = [...drifts, ...suppressed.map(({ drift }) => drift)];
    for (const { resourceId, status } of outcomes) {
      if (status === 'unreadable') continue;
      const expected = this.#world.expectedDrifts(tenantId, resourceId);
      const own = found.filter((drift) => drift.resourceId === resourceId);
      if (
        !sameSet(
          own.map(({ configPath, severity }) => `${configPath} ${severity}`),
          expected.map(({ path, severity }) => `${path} ${severity}`),
        )
      )
        wrong(`the drifts of ${resourceId} are not what differs`);
      const quiet = suppressed.filter(({ drift }) => drift.resourceId === resourceId);
      const wanted = readSuppressions ? expected.filter((one) => one.suppressed) : [];
      if (
        !sameSet(
          quiet.map(({ drift }) => drift.configPath),
          wanted.map(({ path }) => path),
        )
      )
        wrong(`the suppressed drifts of ${resourceId} are not those that somebody suppressed`);
      if (status !== this.#statusOf(tenantId, resourceId)) wrong(`${resourceId} is not ${status}`);
    }
    const ids = this.#world.resourcesOf(tenantId).filter((one) => listed || one.desired !== undefined);
    const there = ids.filter((one) => one.desired !== undefined || one.actual !== undefined);
    if (
      !sameSet(
        outcomes.map(({ resourceId }) => resourceId),
        there.map(({ resourceId }) => resourceId),
      )
    )
      wrong('the outcomes are not those of the resources that there are');
    const { inSync, drifted, missing, extra, unreadable, total } = coverage;
    if (inSync + drifted + missing + extra + unreadable !== total || total !== outcomes.length)
      wrong('the coverage does not add up');
    for (const [severity, count] of Object.entries(summary))
      if (count !== drifts.filter((drift) => drift.severity === severity).length)
        wrong(`the summary counts ${count} ${severity} drifts`);
    const leak = leakIn(JSON.stringify([drifts, suppressed, failures]), tenantId);
    if (leak !== undefined) this.#report('leaked', `${run.name}: the report holds ${leak}`);
  }

  /** Once nothing fails any more: what is open has reached whom it concerns. */
  checkDelivered(): void {
    for (const chain of this.chains.values()) {
      const last = chain.at(-1)!;
      const open = last.episodes.filter(({ closedAt }) => closedAt === null);
      const there = this.#world
        .expectedDrifts(last.tenantId, last.resourceId)
        .filter(({ suppressed }) => !suppressed)
        .map(({ path }) => path);
      const paths = open.map(({ configPath }) => configPath);
      if (!sameSet(paths, there)) this.#report('lost', `${place(last)}: on record are not the drifts that are there`);
      for (const { configPath, deliveries } of open) {
        for (const { deliveredAt, idempotencyKey } of deliveries)
          if (deliveredAt === null || !this.receipts.has(idempotencyKey))
            this.#report('lost', `${place(last)} ${configPath}: the drift has reached nobody`);
      }
    }
  }

  #chain(entry: HistoryEntry): HistoryEntry[] {
    const key = resourceKey(entry.tenantId, entry.resourceId);
    const chain = this.chains.get(key) ?? [];
    this.chains.set(key, chain);
    return chain;
  }

  #statusOf(tenantId: string, resourceId: string): string {
    const one = this.#world.resources.get(resourceKey(tenantId, resourceId));
    if (one?.desired === undefined) return 'extra';
    if (one.actual === undefined) return 'missing';
    return this.#world.expectedDrifts(tenantId, resourceId).length === 0 ? 'in_sync' : 'drifted';
  }

  /** How an entry must follow from the one before. */
  #checkEpisodes(entry: HistoryEntry, previous: HistoryEntry | undefined): void {
    const wrong = (episode: Episode, message: string): void =>
      this.#report('chain', `${place(entry)} ${episode.configPath}: ${message}`);
    const known = new Map((previous?.episodes ?? []).map((episode) => [episode.episodeId, episode]));
    const changed: string[] = [];
    for (const episode of entry.episodes) {
      const before = known.get(episode.episodeId);
      known.delete(episode.episodeId);
      const isOpen = episode.closedAt === null;
      const wasOpen = before !== undefined && before.closedAt === null;
      const opens = isOpen && !wasOpen;
      if (episode.openings !== (before?.openings ?? 0) + (opens ? 1 : 0)) wrong(episode, 'it miscounts its openings');
      if (isOpen && wasOpen && episode.openedAt !== before.openedAt) wrong(episode, 'it forgets when it was opened');
      if (before !== undefined && before.firstSeenAt !== episode.firstSeenAt)
        wrong(episode, 'it forgets its beginning');
      const stayed = wasOpen && !isOpen ? Math.max(0, episode.closedAt - episode.openedAt) : 0;
      if (episode.secondsOpen !== (before?.secondsOpen ?? 0) + stayed) wrong(episode, 'its seconds do not add up');
      if (isOpen !== (episode.closedBy === null)) wrong(episode, 'it does not say what closed it');
      const worse = before?.severity !== episode.severity || before.valueDigest !== episode.valueDigest;
      if (opens || (isOpen && worse)) changed.push(episode.configPath);
      if (opens && episode.recentOpenings.at(-1) !== episode.openedAt) wrong(episode, 'it forgets its latest opening');
      this.#checkDeliveries(entry, episode, opens ? undefined : before);
    }
    for (const episode of known.values()) wrong(episode, 'it is forgotten');
    const kinds = entry.episodes.map(({ configPath, driftType }) => `${driftType} ${configPath}`);
    if (new Set(kinds).size < kinds.length)
      this.#report('chain', `${place(entry)}: two episodes of entry ${entry.sequence} are about the same`);
    const reported = entry.records.map(({ configPath }) => configPath);
    if (!sameSet(reported, changed))
      this.#report('chain', `${place(entry)}: entry ${entry.sequence} does not record just what changed`);
  }

  #checkDeliveries(entry: HistoryEntry, episode: Episode, before: Episode | undefined): void {
    const wrong = (message: string): void =>
      this.#report('delivery', `${place(entry)} ${episode.configPath}: ${message}`);
    const target = isSevere(episode.severity) ? 'compliance' : 'reconciler';
    // What has become milder since it was sent to compliance goes to nobody else.
    const isSent = episode.deliveries.some((one) => one.target === target || one.target === 'compliance');
    if (episode.closedAt === null && !isSent) wrong(`it is not to be sent to ${target}`);
    for (const { deliveredAt, idempotencyKey } of episode.deliveries)
      if (deliveredAt !== null && !this.receipts.has(idempotencyKey)) wrong('it is confirmed, and never arrived');
    for (const { deliveredAt, idempotencyKey } of before?.deliveries ?? []) {
      const now = episode.deliveries.find((one) => one.idempotencyKey === idempotencyKey);
      if (deliveredAt !== null && now?.deliveredAt == null) wrong('its confirmation is forgotten');
    }
  }

  /** The open episodes of an entry are what the scan has seen. */
  #checkOpen(run: Run, entry: HistoryEntry): void {
    const expected = this.#world.expectedDrifts(entry.tenantId, entry.resourceId);
    const readSuppressions = !run.faults.includes('suppressions.listSuppressions');
    const open = entry.episodes.filter(({ closedAt }) => closedAt === null);
    const wanted = expected.filter(({ suppressed }) => !suppressed || !readSuppressions);
    const paths = open.map(({ configPath }) => configPath);
    if (
      !sameSet(
        paths,
        wanted.map(({ path }) => path),
      )
    )
      this.#report('result', `${place(entry)}: entry ${entry.sequence} does not hold the drifts that are there`);
    const closedNow = entry.episodes.filter(({ closedAt }) => closedAt === entry.recordedAt);
    for (const { configPath, closedBy, deliveries } of closedNow) {
      const quiet = expected.some(({ path, suppressed }) => path === configPath && suppressed);
      const confirming = deliveries.some(({ deliveredAt }) => deliveredAt === entry.recordedAt);
      if (!confirming && closedBy !== (quiet ? 'suppressed' : 'resolved') && !run.raced)
        this.#report('result', `${place(entry)} ${configPath}: it was not closed by being ${closedBy}`);
    }
  }

  #receive(run: Run, idempotencyKey: string, receipt: Receipt): void {
    if (receipt.tenantId !== run.tenantId) this.#report('leaked', `${run.name} sends what is of ${receipt.tenantId}`);
    const before = this.receipts.get(idempotencyKey);
    if (before !== undefined && (before.target !== receipt.target || before.tenantId !== receipt.tenantId))
      this.#report('doubled', `the key ${idempotencyKey} stands for two deliveries`);
    const first = before?.run;
    const wasSmooth = first?.state === 'done' && first.faults.length === 0 && !first.raced;
    if (wasSmooth && first !== run && run.state === 'running' && !run.raced)
      this.#report('doubled', `${run.name} sends again what ${first.name} has sent without any trouble`);
    if (run.state === 'running' && run.faults.includes('suppressions.listSuppressions'))
      this.#report('delivery', `${run.name} sends drifts without knowing which are suppressed`);
    if (before === undefined) this.receipts.set(idempotencyKey, receipt);
  }

  #checkDelivery(
    run: Run,
    key: string,
    target: Receipt['target'],
    drift: Readonly<Record<'tenantId' | 'resourceId' | 'configPath' | 'text', string>> & { severity: DriftSeverity },
  ): void {
    const { tenantId, resourceId, configPath, severity, text } = drift;
    const at = `${JSON.stringify(tenantId)} ${resourceId} ${configPath}`;
    const leak = leakIn(text, tenantId);
    if (leak !== undefined) this.#report('leaked', `${at}: the delivery holds ${leak}`);
    if (tenantId !== run.tenantId) this.#report('leaked', `${at}: sent by a scan of another tenant`);
    const chain = this.chains.get(resourceKey(tenantId, resourceId)) ?? [];
    const known = chain.flatMap(({ episodes }) => episodes.filter((one) => keysOf(one).includes(key)));
    const mayEscalate = isSevere(severity) || known.some((one) => isSevere(one.severity));
    if (target === 'compliance' ? !mayEscalate : isSevere(severity))
      this.#report('delivery', `${at}: ${severity} to ${target}`);
    const entry = chain.findLast(({ episodes }) => episodes.some((one) => keysOf(one).includes(key)));
    const episode = entry?.episodes.find((one) => one.configPath === configPath && keysOf(one).includes(key));
    if (episode === undefined) return this.#report('delivery', `${at}: sent before it was on record`);
    const opening = JSON.stringify([tenantId, resourceId, episode.episodeId, episode.openings, target]);
    const first = this.#keys.get(opening) ?? key;
    this.#keys.set(opening, first);
    if (first !== key) this.#report('doubled', `${at}: one opening is sent under two keys`);
    if (run.state !== 'running') return;
    const isQuiet = this.#world
      .expectedDrifts(tenantId, resourceId)
      .find(({ path }) => path === configPath)?.suppressed;
    if (isQuiet !== false) this.#report('delivery', `${at}: sent although it is suppressed or gone`);
    const confirmed = chain.at(-1)?.episodes.find((one) => one.episodeId === episode.episodeId)?.deliveries;
    if (!run.raced && confirmed?.some((one) => one.idempotencyKey === key && one.deliveredAt !== null) === true)
      this.#report('doubled', `${at}: sent again although it is confirmed`);
  }
}

const keysOf = ({ deliveries }: Episode): readonly string[] => deliveries.map(({ idempotencyKey }) => idempotencyKey);

const place = ({ tenantId, resourceId }: HistoryEntry): string => `${JSON.stringify(tenantId)} ${resourceId}`;

/** Shares differ from exact ones by at most a unit of each split: two cents of the two splits that a month may have. */
const SHARE_TOLERANCE = 2.1e10;

/** Whether the results of a month are what it costs, and its record holds together. */
export function checkMonth(
  month: number,
  results: readonly CostAllocationResult[],
  record: AllocationRecord,
  expected: ExpectedMonth,
  report: Report,
): void {
  const total = results.reduce((sum, { totalAllocated }) => sum + unitsOf(totalAllocated), 0n);
  if (total !== expected.total)
    report('sums', `month ${month}: the tenants owe ${total}, the bill is ${expected.total}`);
  const seen = new Set<string>();
  for (const { allocationId, tenantId, breakdown, totalAllocated } of results) {
    const sum = COST_CATEGORIES.reduce((all, category) => all + unitsOf(breakdown[category]), 0n);
    if (sum !== unitsOf(totalAllocated)) report('sums', `month ${month}: the categories of ${tenantId} do not add up`);
    if (results.some((other) => other.tenantId !== tenantId && other.allocationId === allocationId))
      report('doubled', `month ${month}: the result of ${tenantId} has the id of another`);
    if (seen.has(tenantId)) report('doubled', `month ${month}: ${tenantId} owes twice`);
    seen.add(tenantId);
    for (const category of COST_CATEGORIES) {
      const key = `${tenantId}/${category}`;
      const rest = Number(unitsOf(breakdown[category]) - (expected.own.get(key) ?? 0n));
      const shared = expected.shared.get(key);
      const tolerance = shared === undefined ? 0 : SHARE_TOLERANCE;
      if (Math.abs(rest - (shared ?? 0)) > tolerance)
        report('sums', `month ${month}: ${tenantId} does not owe its ${category}: ${rest - (shared ?? 0)} too much`);
    }
  }
  const verified = verifyAllocation(record);
  if (E.isLeft(verified)) report('sums', `month ${month}: ${verified.left.message}`);
}

/** What two exact shares may differ by because these here are floating point: a millionth of a cent. */
const FLOAT_TOLERANCE = 1e4;

/** Whether what is carried forward is what every tenant owes so far, and what it was given about the same. */
export function checkCarried(
  month: number,
  carried: readonly CarriedPool[],
  expected: ReadonlyMap<string, number>,
  report: Report,
): void {
  const shares = carried.flatMap((pool) => (pool.poolId === 'support' ? pool.shares : []));
  for (const [tenantId, units] of expected) {
    const share = shares.find((one) => one.tenantId === tenantId);
    const [over = '0', under = '1'] = share?.entitled.split('/') ?? [];
    const given = share === undefined ? 0 : Number(unitsOf(share.given));
    const entitled = (Number(over) / Number(under)) * 1e12;
    if (Math.abs(entitled - units) > FLOAT_TOLERANCE)
      report('sums', `month ${month}: ${tenantId} carries ${entitled - units} too much forward`);
    if (Math.abs(given - units) > SHARE_TOLERANCE)
      report('sums', `month ${month}: ${tenantId} was not given what it is entitled to over the months`);
  }
}
