import { describe, expect, it } from 'vitest';
import { E, orThrow } from '../../../src/prelude.js';
import { at, dateAt, HOUR, noisy, usage } from '../simulated-usage.js';
import { engine, engineOn } from './sample-engine.js';
import { memoryForecastPorts } from '../../../src/adapters/memory/forecast.js';

const rate = (tenantId: string, level: number, seed: number) => ({
  tenantId,
  metric: 'request_rate' as const,
  points: usage(
    60,
    noisy((day) => level + 20 * Math.sin(2 * Math.PI * day), 2, seed),
    HOUR,
  ),
});
const night = usage(60, (day) => (day % 1 < 0.25 ? 40 : 0), HOUR);
const ports = memoryForecastPorts({
  usage: [rate('a', 200, 1), rate('b', 100, 2)],
  workloads: [
    { tenantId: 'a', workloadId: 'search', demand: [{ metric: 'request_rate', level: 60, spread: 5 }] },
    { tenantId: 'a', workloadId: 'backup', demand: [{ metric: 'request_rate', level: 10, points: night }] },
  ],
  now: dateAt(60),
});
const subject = engineOn(ports);
const pathOf = async (tenant: string, scenario: object): Promise<number[]> =>
  orThrow(await subject.runWhatIfScenario(tenant, { horizonDays: 10, ...scenario })()).request_rate!.predictions.map(
    ([, value]) => value,
  );

describe('a migration', () => {
  it('takes from one tenant what it brings to the other, step by step, from its instant on', async () => {
    const when = { at: at(63), rampDays: 4 };
    const before = [await pathOf('a', {}), await pathOf('b', {})] as const;
    const left = await pathOf('a', { migrations: [{ workloadId: 'search', toTenantId: 'b', ...when }] });
    const got = await pathOf('b', {
      migrations: [{ workload_id: 'search', from_tenant_id: 'a', at: at(63), ramp_days: 4 }],
    });
    for (const [h, value] of left.entries()) expect(value + got[h]!).toBeCloseTo(before[0][h]! + before[1][h]!, 9);
    expect(left.slice(0, 3)).toEqual(before[0].slice(0, 3));
    expect(got[3]! - before[1][3]!).toBeCloseTo(60 / 8, 9);
    expect(got[9]! - before[1][9]!).toBeCloseTo(60, 9);
  });
  it('of a workload that the other tenant does not have is an error', async () => {
    const found = await subject.runWhatIfScenario('b', { migrations: [{ workloadId: 'mail', fromTenantId: 'a' }] })();
    expect(E.isLeft(found) && found.left).toMatchObject({ _tag: 'UnknownWorkload', tenantId: 'a', workloadId: 'mail' });
  });
  it('without a side, or with a misspelled field, is an error that names it', async () => {
    for (const migration of [{ workloadId: 'search' }, { workloadId: 'search', toTennantId: 'b' }]) {
      const found = await subject.runWhatIfScenario('a', { migrations: [migration] })();
      expect(E.isLeft(found) && found.left._tag).toBe('DecodeError');
      expect(E.isLeft(found) && found.left.message).toMatch(/migrations\[0\]/);
    }
  });
});

describe('a launch in the shape of a workload', () => {
  it('runs when that runs: at night', async () => {
    const hours = (scenario: object) => pathOf('a', { granularity: 'hourly', horizonDays: 2, ...scenario });
    const [before, after] = [
      await hours({}),
      await hours({ launches: [{ workload: { requests: 30 }, shapeOfWorkloadId: 'backup' }] }),
    ];
    const added = after.map((value, h) => value - before[h]!);
    for (const h of [2, 26]) expect(Math.abs(added[h]! - 120)).toBeLessThan(6);
    for (const h of [12, 36]) expect(Math.abs(added[h]!)).toBeLessThan(6);
  });
  it('that is unknown is an error', async () => {
    const launches = [{ workload: { requests: 30 }, shapeOfWorkloadId: 'none' }];
    const found = await engine().runWhatIfScenario('acme', { launches })();
    expect(E.isLeft(found) && found.left._tag).toBe('UnknownWorkload');
  });
});
