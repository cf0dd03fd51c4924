import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import { decode } from '../../../src/codec/decode.js';
import {
  entryHash,
  episodeFigures,
  isFlapping,
  meanSecondsToRemediate,
  verifyChain,
} from '../../../src/drift/history/index.js';
import { DriftDetector, type HistoryEntry, Suppression } from '../../../src/drift/index.js';
import { orThrow } from '../../../src/prelude.js';

const HOUR = 3_600;

/** A tenant with one resource whose actual configuration and clock a test sets before each scan. */
function story(desired: unknown, suppressions: readonly Suppression[] = []) {
  const state = { now: 1_000_000, actual: desired as unknown };
  const resource = {
    resourceId: 'r',
    resourceType: 'aws_instance',
    tenantId: 't',
    desired,
    get actual() {
      return state.actual;
    },
  };
  const memory = memoryDriftPorts({
    resources: [resource],
    now: new Date(0),
    suppressions,
    digestKey: 'a key for these tests',
  });
  const ports = { ...memory, clock: { now: () => new Date(state.now * 1000) } };
  const detector = new DriftDetector(ports);
  return {
    ports: memory,
    detector,
    state,
    scan: async (hours: number, actual: unknown) => {
      state.now = 1_000_000 + hours * HOUR;
      state.actual = actual;
      return orThrow(await detector.scanTenantResources('t')());
    },
    chain: async (): Promise<readonly HistoryEntry[]> =>
      ports.history.read({ tenantId: 't', resourceId: 'r' }, new AbortController().signal),
    episodes: async () =>
      (await ports.history.latest({ tenantId: 't' }, new AbortController().signal))[0]?.episodes ?? [],
  };
}

describe('an episode', () => {
  it('opens, stays open, closes and comes back as one story', async () => {
    const { scan, episodes } = story({ size: 1 });
    await scan(0, { size: 2 });
    await scan(1, { size: 2 });
    await scan(3, { size: 1 });
    await scan(9, { size: 1 });
    await scan(10, { size: 2 });
    const [episode, ...others] = await episodes();
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      configPath: 'size',
      firstSeenAt: 1_000_000,
      openedAt: 1_000_000 + 10 * HOUR,
      lastSeenAt: 1_000_000 + 10 * HOUR,
      closedAt: null,
      openings: 2,
      secondsOpen: 3 * HOUR,
    });
    expect(meanSecondsToRemediate(episode!)).toBe(3 * HOUR);
  });

  it('writes nothing while nothing drifts', async () => {
    const { scan, ports } = story({ size: 1 });
    await scan(0, { size: 1 });
    await scan(1, { size: 1 });
    expect(ports.storedEntries).toEqual([]);
  });

  it('tells a record only when it begins, comes back or changes', async () => {
    const { scan, chain } = story({ size: 1 });
    for (const [hours, size] of [
      [0, 2],
      [1, 2],
      [2, 3],
      [3, 1],
      [4, 3],
    ] as const)
      await scan(hours, { size });
    // An entry of a scan, and after the first of each opening one of its confirmation.
    expect((await chain()).map(({ records }) => records.map(({ actualValue }) => actualValue))).toEqual([
      [2],
      [],
      [],
      [3],
      [],
      [3],
      [],
    ]);
  });

  it('flaps when it keeps coming back within a week, and not when it takes its time', async () => {
    const often = story({ size: 1 });
    for (let i = 0; i < 3; i++) {
      await often.scan(i * 10, { size: 2 });
      await often.scan(i * 10 + 5, { size: 1 });
    }
    expect((await often.episodes()).map((episode) => isFlapping(episode))).toEqual([true]);
    const seldom = story({ size: 1 });
    for (let i = 0; i < 3; i++) {
      await seldom.scan(i * 200, { size: 2 });
      await seldom.scan(i * 200 + 5, { size: 1 });
    }
    const episodes = await seldom.episodes();
    expect(episodes.map((episode) => isFlapping(episode))).toEqual([false]);
    expect(episodeFigures(episodes)).toEqual({
      open: 0,
      reopened: 1,
      flapping: 0,
      meanSecondsToRemediate: 5 * HOUR,
      oldestOpenSince: null,
    });
  });

  it('is the same where a provider gives a list back in another order', async () => {
    const { scan, episodes, ports } = story({ members: ['a'] });
    await scan(0, { members: ['a', 'x', 'y'] });
    await scan(1, { members: ['a', 'y', 'x'] });
    expect((await episodes()).map(({ openings, closedAt }) => [openings, closedAt])).toEqual([
      [1, null],
      [1, null],
    ]);
    expect(ports.escalations.length + ports.reconciliations.length).toBe(1);
  });

  it('goes to compliance too when it gets worse while it is open, and is dispatched again when it comes back', async () => {
    const { scan, ports } = story({ publicly_accessible: 'no idea' });
    await scan(0, { publicly_accessible: false });
    await scan(1, { publicly_accessible: true });
    await scan(2, { publicly_accessible: true });
    expect([ports.reconciliations.length, ports.escalations.length]).toEqual([1, 1]);
    await scan(3, { publicly_accessible: 'no idea' });
    await scan(4, { publicly_accessible: true });
    expect(ports.escalations.map(({ idempotencyKey }) => idempotencyKey).length).toBe(2);
    expect(new Set(ports.escalations.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it('stays as it is where the resource cannot be read', async () => {
    const { scan, state, ports, episodes, detector } = story({ size: 1 });
    await scan(0, { size: 2 });
    state.now += HOUR;
    const blind = new DriftDetector({
      ...ports,
      actual: {
        readResource: () => {
          throw new Error('no access');
        },
      },
    });
    orThrow(await blind.scanTenantResources('t')());
    expect((await episodes())[0]).toMatchObject({ closedAt: null, lastSeenAt: 1_000_000 });
    expect(detector).toBeDefined();
  });

  it('closes as suppressed, not as resolved, when somebody accepts it', async () => {
    const suppressions: Suppression[] = [];
    const { scan, episodes } = story({ size: 1 }, suppressions);
    await scan(0, { size: 2 });
    const accepted = {
      suppressionId: 's',
      tenantId: 't',
      resourceId: 'r',
      resourceType: '*',
      pattern: 'size',
      owner: 'o',
      reason: 'r',
      createdAt: 0,
      expiresAt: 9e9,
    };
    suppressions.push(orThrow(decode(Suppression, accepted, 'the suppression')));
    await scan(1, { size: 2 });
    expect((await episodes())[0]).toMatchObject({ closedBy: 'suppressed', closedAt: 1_000_000 + HOUR });
  });
});

describe('the chain', () => {
  const written = async (): Promise<readonly HistoryEntry[]> => {
    const { scan, chain } = story({ size: 1, name: 'a' });
    for (let hours = 0; hours < 4; hours++) await scan(hours, { size: hours + 2, name: 'b', password: 'x' });
    return chain();
  };

  it('holds as it was written', async () => {
    const entries = await written();
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, i) => i));
    expect(orThrow(verifyChain(entries))).toBe(entries);
    expect(orThrow(verifyChain(entries.slice(2)))).toHaveLength(entries.length - 2);
  });

  it('shows every change of an entry, an entry that is gone, and entries in another order', async () => {
    const entries = await written();
    const found = (tampered: readonly HistoryEntry[]): boolean => verifyChain(tampered)._tag === 'Left';
    fc.assert(
      fc.property(
        fc.nat(entries.length - 1),
        fc.constantFrom('recordedAt', 'resourceType', 'episodes', 'records', 'hash', 'previousHash', 'tenantId'),
        (at, field) => {
          const forged = {
            recordedAt: 5,
            resourceType: 'other',
            episodes: [],
            records: [{ ...entries[0]!.records[0]!, severity: 'cosmetic' }],
            hash: 'f'.repeat(64),
            previousHash: 'f'.repeat(64),
            tenantId: 'u',
          }[field];
          if (JSON.stringify(entries[at]![field as 'hash']) === JSON.stringify(forged)) return;
          const changed = { ...entries[at]!, [field]: forged } as HistoryEntry;
          expect(found(entries.with(at, changed))).toBe(true);
          // A forger who computes the hash again breaks the link to the next entry.
          const linked = at < entries.length - 1 && field !== 'hash';
          expect(!linked || found(entries.with(at, { ...changed, hash: entryHash(changed) }))).toBe(true);
        },
      ),
    );
    for (let i = 1; i < entries.length - 1; i++) expect(found(entries.toSpliced(i, 1))).toBe(true);
    expect(found([entries[1]!, entries[0]!])).toBe(true);
  });

  it('shows a cut at its end to whoever kept the last hash', async () => {
    const entries = await written();
    const { hash } = entries.at(-1)!;
    expect(verifyChain(entries, hash)._tag).toBe('Right');
    expect(verifyChain(entries.slice(0, -1), hash)).toMatchObject({ _tag: 'Left', left: { _tag: 'TamperedHistory' } });
  });

  it('refuses to tell a history that was tampered with, and a scan says so', async () => {
    const { scan, ports, detector } = story({ size: 1 });
    await scan(0, { size: 2 });
    Object.assign((ports.storedEntries.at(-1) as { episodes: { severity: string }[] }).episodes[0]!, {
      severity: 'cosmetic',
    });
    expect(await detector.getDriftHistory('r')()).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'TamperedHistory', sequence: 1 },
    });
    const report = await scan(1, { size: 2 });
    expect(report.failures).toMatchObject([{ stage: 'history', errorTag: 'TamperedHistory' }]);
  });

  it('holds no secret, and still sees one change', async () => {
    const { scan, chain } = story({});
    await scan(0, { password: 'hunter2-first' });
    await scan(1, { password: 'hunter2-first' });
    await scan(2, { password: 'hunter2-other' });
    const entries = await chain();
    expect(entries.map(({ records }) => records.length)).toEqual([1, 0, 0, 1]);
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });

  it('does not mix tenants that have a resource of the same id', async () => {
    const resources = ['a', 'b'].map((tenantId) => ({
      resourceId: 'r',
      resourceType: 'x',
      tenantId,
      desired: { size: 1 },
      actual: { size: tenantId },
    }));
    const detector = new DriftDetector(memoryDriftPorts({ resources, now: new Date(0) }));
    for (const tenantId of ['a', 'b']) orThrow(await detector.scanTenantResources(tenantId)());
    expect(await detector.getDriftHistory('r')()).toMatchObject({ _tag: 'Left', left: { _tag: 'AmbiguousResource' } });
    expect(orThrow(await detector.getDriftHistory({ resourceId: 'r', tenantId: 'b' })())).toMatchObject([
      { actualValue: 'b' },
    ]);
  });
});
