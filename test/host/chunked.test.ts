import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  allocateBill,
  allocatePeriod,
  type Charge,
  type CostAllocationPorts,
  CostAllocationService,
} from '../../src/cost-allocation/index.js';
import { yieldWhenDue } from '../../src/host/chunked.js';
import { sumCsv } from '../../src/cost-allocation/sums/index.js';
import { verifyAllocation, verifyBill } from '../../src/cost-allocation/verification.js';
import { orThrow } from '../../src/prelude.js';
import { charge, JUNE, tenants } from '../cost-allocation/bill.js';

/** Five thousand charges, of which some lie in a pool. */
const charges = Array.from({ length: 5000 }, (_, i) => charge(i % 10 === 0 ? null : `t${i % 3}`, `${i % 97}.01`));
const bill = { period: JUNE, tenants: tenants('t0', 't1', 't2'), charges };
const CANCELLED = { _tag: 'Left', left: { _tag: 'Cancelled' } };

/** Follows some work, calls it off once it has told so many times how far it is, and keeps what it told. */
function follow(until = Infinity) {
  const control = new AbortController();
  const told: [done: number, total?: number][] = [];
  const onProgress = (...progress: [done: number, total?: number]): void => {
    told.push(progress);
    if (told.length === until) control.abort();
    throw new Error('a listener of no use');
  };
  return { told, following: { signal: control.signal, onProgress } };
}

describe.each([
  ['allocateBill', (following: object) => allocateBill(bill, following)(), () => allocatePeriod(bill)],
  ['verifyBill', (following: object) => verifyBill(record, following)(), () => verifyAllocation(record)],
] as const)('%s', (_name, work, atOnce) => {
  it('answers what its plain form answers, and tells how far it is, to the end', async () => {
    const { told, following } = follow();
    expect(await work(following)).toEqual(atOnce());
    const done = told.map(([rows]) => rows);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(5);
    expect(told.every(([, total]) => total === 5000)).toBe(true);
    expect(told.at(-1)).toEqual([5000, 5000]);
  });

  it('is called off from within at any step, the last included, and goes no further', async () => {
    const steps = await (async () => {
      const { told, following } = follow();
      await work(following);
      return told.length;
    })();
    for (const until of [1, 3, steps]) {
      const { told, following } = follow(until);
      expect(await work(following)).toMatchObject(CANCELLED);
      expect(told).toHaveLength(until);
    }
  });

  it('does nothing for a signal that is aborted', async () => {
    const { told, following } = follow();
    expect(await work({ ...following, signal: AbortSignal.abort() })).toMatchObject(CANCELLED);
    expect(told).toEqual([]);
  });
});

const { record } = orThrow(allocatePeriod(bill));

describe('the service', () => {
  const service = (billing: CostAllocationPorts['billing'], following: object): CostAllocationService =>
    new CostAllocationService(
      { ...memoryCostPorts({ ...bill, now: new Date('2024-07-05T00:00:00Z') }), billing },
      { currency: 'USD', ...following },
    );

  it('tells how much of a list has been read, and of how much', async () => {
    const { told, following } = follow();
    await orThrow(service({ charges: () => charges }, following).allocateBill(JUNE));
    expect(told.every(([, total]) => total === 5000)).toBe(true);
    expect(told.at(-1)).toEqual([5000, 5000]);
  });

  it('tells of batches without knowing how many there will be', async () => {
    const { told, following } = follow();
    await orThrow(
      service({ charges: () => [charges.slice(0, 10), charges.slice(10, 30)] }, following).allocateBill(JUNE),
    );
    expect(told).toEqual([
      [10, undefined],
      [30, undefined],
    ]);
  });

  it('reads no further batch once it is called off, and stores nothing', async () => {
    const { following } = follow(2);
    let drawn = 0;
    const batches = function* (): Generator<Charge[]> {
      for (let at = 0; at < charges.length; at += 100, drawn += 1) yield charges.slice(at, at + 100);
    };
    const saved: unknown[] = [];
    const results = { save: (result: unknown) => void saved.push(result), find: () => [] };
    const ports = {
      ...memoryCostPorts({ ...bill, now: new Date('2024-07-05T00:00:00Z') }),
      billing: { charges: batches },
      results,
    };
    const outcome = await new CostAllocationService(ports, { currency: 'USD', ...following }).calculateTenantAllocation(
      't0',
      JUNE,
    )();
    expect(outcome).toMatchObject(CANCELLED);
    expect(drawn).toBe(1);
    expect(saved).toEqual([]);
  });

  it('gives a timer its turn, though its ports answer at once', async () => {
    const control = new AbortController();
    let drawn = 0;
    const endless = function* (): Generator<Charge[]> {
      for (let at = 0; ; at += 1000, drawn += 1) {
        if (drawn === 3) setTimeout(() => control.abort(), 0);
        yield charges.slice(0, 1000).map((own, i) => ({ ...own, chargeId: `${at + i}` }));
      }
    };
    expect(await service({ charges: endless }, { signal: control.signal }).allocateBill(JUNE)()).toMatchObject(
      CANCELLED,
    );
    expect(drawn).toBeGreaterThanOrEqual(3);
  });
});

describe('sumCsv', () => {
  const pieces = ['tenant,category,cost\n', 'a,compute,1\n', 'a,compute,2\n', 'a,compute,3\n'];
  const columns = { tenantId: 'tenant', category: 'category', cost: 'cost' };

  it('tells how many bytes it has read', async () => {
    const { told, following } = follow();
    expect(
      orThrow(await sumCsv(pieces, columns, following)())
        .cost('a', 'compute')
        .toFixed(),
    ).toBe('6');
    expect(told.map(([bytes]) => bytes)).toEqual([21, 33, 45, 57]);
  });

  it('draws no further piece once it is called off', async () => {
    for (const until of [1, 4]) {
      const { told, following } = follow(until);
      expect(await sumCsv(pieces, columns, following)()).toMatchObject(CANCELLED);
      expect(told).toHaveLength(until);
    }
  });

  it('cuts up what is given whole', async () => {
    const { told, following } = follow();
    const row = 'a,compute,0.01\n';
    const sums = orThrow(await sumCsv(pieces[0]! + row.repeat(400_000), columns, following)());
    expect(sums.cost('a', 'compute').toFixed()).toBe('4000');
    expect(told.map(([bytes]) => bytes)).toEqual([4 * 1024 * 1024, 21 + 15 * 400_000]);
  });
});

describe('yieldWhenDue', () => {
  it('gives timers their turn, however many pieces of work go on at once', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const busy = (milliseconds: number): void => {
      for (const until = performance.now() + milliseconds; performance.now() < until;);
    };
    const work = async (): Promise<void> => {
      for (let i = 0; i < 20; i += 1) {
        busy(2);
        await yieldWhenDue();
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    clearInterval(timer);
    // 320 ms of work in turns of 12 to 14 ms; in turns of 8 × 14 ms there would be 3.
    expect(turns).toBeGreaterThan(8);
  });
});
