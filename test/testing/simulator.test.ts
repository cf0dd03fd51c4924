import { describe, expect, it } from 'vitest';
import { memoryCostPorts, memoryDriftPorts } from '../../src/adapters/memory/index.js';
import type { Charge } from '../../src/cost-allocation/index.js';
import type { HistoryEntry } from '../../src/drift/index.js';
import { BAD_YEAR, NO_FAULTS, simulate, type SimulatedStores, type SimulationReport } from '../../src/testing/index.js';

const now = new Date('2027-01-01T00:00:00Z');
const references = () => memoryCostPorts({ tenants: [], charges: [], now });
const history = () => memoryDriftPorts({ resources: [], now }).history;
const kinds = ({ violations }: SimulationReport): readonly string[] => [...new Set(violations.map((v) => v.invariant))];
const broken = (stores: () => SimulatedStores, seed = 11): Promise<SimulationReport> =>
  simulate({ seed, days: 70, faults: NO_FAULTS, ports: stores });

describe('a simulated year', () => {
  it.each([1, 2, 3])('of seed %i holds every invariant', async (seed) => {
    const report = await simulate({ seed, days: 120 });
    expect(report.violations).toEqual([]);
    expect(report.summary).toContain(`seed ${seed}: 120 days`);
    expect(report.events).toMatchObject({ closings: 3 });
    for (const event of ['crash', 'fail', 'lostAnswer', 'scans', 'corrections', 'scans side by side'])
      expect(report.events[event], event).toBeGreaterThan(0);
  });

  it('replays byte for byte', async () => {
    const lines: string[][] = [[], []];
    const [first, again] = [
      await simulate({ seed: 5, days: 40, trace: (line) => lines[0]!.push(line) }),
      await simulate({ seed: 5, days: 40, trace: (line) => lines[1]!.push(line) }),
    ];
    expect(lines[0]).toEqual(lines[1]);
    expect(first).toEqual(again);
    expect((await simulate({ seed: 6, days: 40 })).digest).not.toBe(first.digest);
  });

  it('replays in the same way beside other work', async () => {
    const alone = await simulate({ seed: 5, days: 20 });
    const together = await Promise.all([simulate({ seed: 5, days: 20 }), simulate({ seed: 9, days: 20 })]);
    expect(together[0]).toEqual(alone);
  });

  it('has no faults where none are wanted', async () => {
    const { events, violations } = await simulate({ seed: 4, days: 40, faults: NO_FAULTS });
    expect(violations).toEqual([]);
    expect(Object.keys(events)).not.toContain('fail');
    expect(Object.keys(events)).not.toContain('crash');
  });

  it('takes faults one by one, and every one of them is in a bad year', async () => {
    expect(Object.values(BAD_YEAR).every((chance) => chance > 0)).toBe(true);
    const { events } = await simulate({ seed: 4, days: 40, faults: { ...NO_FAULTS, crash: 1 } });
    expect(events['crash']).toBeGreaterThan(10);
    expect(events['fail']).toBeUndefined();
  });

  it('says what to replay where something does not hold', async () => {
    const report = await broken(() => ({ history: { ...history(), append: () => 'appended' } }));
    expect(report.summary).toContain('replay it with simulate({ seed: 11, days: 70, faults: {"fail":0,');
    expect(report.violations[0]).toMatchObject({ day: expect.any(Number), step: expect.any(Number) });
  });
});

describe('a broken store is found:', () => {
  it('history that forgets what it took', async () => {
    const report = await broken(() => ({ history: { ...history(), append: () => 'appended' } }));
    expect(kinds(report)).toContain('lost');
  });

  it('history that takes an entry twice', async () => {
    const chains: HistoryEntry[] = [];
    const report = await simulate({
      seed: 11,
      days: 70,
      ports: () => ({
        history: {
          append: (entry) => {
            chains.push(entry);
            return 'appended';
          },
          latest: ({ tenantId }) => {
            const own = chains.filter((entry) => entry.tenantId === tenantId);
            return [...new Map(own.map((entry) => [entry.resourceId, entry])).values()];
          },
          read: ({ tenantId, resourceId }) =>
            chains.filter((entry) => entry.tenantId === tenantId && entry.resourceId === resourceId),
        },
      }),
    });
    expect(kinds(report)).toContain('doubled');
  });

  it('history that changes what it stores', async () => {
    const report = await broken(() => {
      const own = history();
      return {
        history: { ...own, append: (entry, signal) => own.append({ ...entry, recordedAt: 1 as never }, signal) },
      };
    });
    expect(kinds(report)).toContain('lost');
  });

  it('history that mixes up two tenants', async () => {
    const report = await broken(() => {
      const own = history();
      const mixed = (tenantId: string): string => tenantId.trim();
      return {
        history: {
          ...own,
          latest: async ({ tenantId }, signal) => [
            ...(await own.latest({ tenantId }, signal)),
            ...(tenantId === mixed(tenantId) ? [] : await own.latest({ tenantId: mixed(tenantId) }, signal)),
          ],
        },
      };
    });
    expect(kinds(report)).toEqual(expect.arrayContaining(['leaked']));
  });

  it('results that are not kept, kept twice, or changed', async () => {
    const lost = await broken(() => ({ results: { ...references().results, save: () => undefined } }));
    expect(kinds(lost)).toEqual(['lost']);
    const doubled = await broken(() => {
      const { results } = references();
      return {
        results: {
          ...results,
          find: async (tenantId, span, signal) => {
            const found = await results.find(tenantId, span, signal);
            return [...found, ...found];
          },
        },
      };
    });
    expect(kinds(doubled)).toEqual(['doubled']);
    const changed = await broken(() => {
      const { results } = references();
      return {
        results: {
          ...results,
          save: (result, signal) => results.save({ ...result, totalAllocated: result.totalAllocated.plus(1) }, signal),
        },
      };
    });
    expect(kinds(changed)).toEqual(['result']);
  });

  it('a bill that loses a charge, or counts one twice', async () => {
    const bill = (filter: (charges: readonly Charge[]) => readonly Charge[]): SimulatedStores => {
      const stored = new Map<string, Charge>();
      const read = (): readonly Charge[] => filter([...stored.values()]);
      return {
        billing: {
          add: (charges) => charges.forEach((charge) => stored.set(charge.chargeId, charge)),
          charges: (query, signal) =>
            memoryCostPorts({ tenants: [], charges: read(), now }).billing.charges(query, signal),
        },
      };
    };
    expect(kinds(await broken(() => bill((charges) => charges)))).toEqual([]);
    expect(kinds(await broken(() => bill((charges) => charges.slice(1))))).toContain('sums');
    const again = (charges: readonly Charge[]) => [
      ...charges,
      ...charges.slice(0, 1).map((c) => ({ ...c, chargeId: 'x' })),
    ];
    expect(kinds(await broken(() => bill(again)))).toContain('sums');
  });

  it('shares that are not carried', async () => {
    const report = await broken(() => ({ carry: { read: () => 'nonsense', write: () => undefined } }));
    expect(kinds(report)).toContain('host');
  });

  it('stores that cannot be opened', async () => {
    const report = await broken(() => {
      throw new Error('no database');
    });
    expect(report.violations).toMatchObject([{ invariant: 'host', message: expect.stringContaining('no database') }]);
  });
});
