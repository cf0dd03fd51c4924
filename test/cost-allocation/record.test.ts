import { describe, expect, it } from 'vitest';
import { sha256Hex, canonicalJson } from '../../src/codec/digest.js';
import { type AllocationRecord, explain } from '../../src/cost-allocation/index.js';
import { verifyAllocation } from '../../src/cost-allocation/verification.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, charge, D, juneDay, reservation, rule, tenants, usage, weights } from './bill.js';

const bill = () =>
  allocate({
    tenants: tenants('a', 'b', 'c'),
    currency: 'USD',
    rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.1') }],
    reservations: [reservation('1200.00', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')],
    rules: [
      rule('control', { poolId: 'control', strategy: 'equal', shareToPools: weights({ monitoring: '0.4' }) }),
      rule('monitoring', {
        poolId: 'monitoring',
        weightByCategory: weights({ compute: '1' }),
        effectiveUntil: juneDay(10),
      }),
      rule('monitoring later', {
        poolId: 'monitoring',
        strategy: 'equal',
        method: 'sainteLague',
        effectiveFrom: juneDay(10),
      }),
      rule('network', {
        category: 'network',
        strategy: 'custom',
        weightByTenant: weights({ a: '2', b: '1' }),
        carryForward: true,
      }),
    ],
    carried: [
      { poolId: 'network', category: 'network', shares: [{ tenantId: 'a', entitled: '3/7', given: D('0.43') }] },
    ],
    charges: [
      usage('a', '7', { cost: D('10.01') }),
      usage('b', '5', { cost: D('20.02') }),
      charge('c', '3.333', { currency: 'EUR', category: 'storage' }),
      charge(null, '100.01', { poolId: 'control' }),
      charge(null, '49.99', { poolId: 'monitoring' }),
      charge(null, '-7.77', { category: 'network' }),
    ],
  });

/** Every leaf of a record with a way to change it. */
function* tamperings(
  value: unknown,
  path: string[] = [],
): Generator<{ path: string; change: (root: unknown) => void }> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* tamperings(item, [...path, key]);
    return;
  }
  const different =
    typeof value === 'number'
      ? value + 1
      : typeof value === 'boolean'
        ? !value
        : value === null
          ? 'x'
          : /^-?\d+(\.\d+)?$/.test(String(value))
            ? `${value}1`
            : `${String(value)}x`;
  yield {
    path: path.join('.'),
    change: (root) => {
      const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], root) as Record<
        string,
        unknown
      >;
      parent[path.at(-1)!] = different;
    },
  };
}

const resealed = (record: AllocationRecord): AllocationRecord => {
  const { digest: _old, ...content } = record;
  return { ...content, digest: sha256Hex(canonicalJson(content)) };
};

describe('verifyAllocation', () => {
  const { record } = bill();
  it('accepts what the allocator wrote', () => expect(E.isRight(verifyAllocation(record))).toBe(true));
  it('refuses a change of any leaf', () => {
    let leaves = 0;
    for (const { path, change } of tamperings(record)) {
      const copy = JSON.parse(JSON.stringify(record)) as AllocationRecord;
      change(copy);
      leaves += 1;
      expect(E.isLeft(verifyAllocation(copy)), path).toBe(true);
    }
    expect(leaves).toBeGreaterThan(200);
  });
  it('refuses a change of any amount, weight or part even where the seal was made again', () => {
    for (const { path, change } of tamperings(record)) {
      if (!/(cost|amount|weight|total|part|breakdown\.\w+|given|weights\.\d+)$/.test(path)) continue;
      const copy = JSON.parse(JSON.stringify(record)) as AllocationRecord;
      change(copy);
      expect(E.isLeft(verifyAllocation(resealed(copy))), path).toBe(true);
    }
  });
  it('refuses a unit moved from one tenant to another, sealed again and with totals to match', () => {
    const copy = JSON.parse(JSON.stringify(record)) as {
      splits: { shares: { tenantId: string; amount: string }[] }[];
      results: { tenantId: string; breakdown: Record<string, string>; total: string }[];
    };
    const [to, from] = copy.splits[0]!.shares;
    const move = (amount: string, by: string): string => D(amount).plus(by).toFixed();
    for (const [share, by] of [
      [to!, '0.01'],
      [from!, '-0.01'],
    ] as const) {
      share.amount = move(share.amount, by);
      const result = copy.results.find((r) => r.tenantId === share.tenantId)!;
      result.breakdown['network'] = move(result.breakdown['network']!, by);
      result.total = move(result.total, by);
    }
    const outcome = verifyAllocation(resealed(copy as unknown as AllocationRecord));
    expect(E.isLeft(outcome) && outcome.left.message).toContain('a share is not the one its weight calls for');
  });
  it('answers any value without throwing', () => {
    for (const value of [null, undefined, 7, 'x', [], {}, { ...record, total: 'NaN' }, { ...record, splits: [{}] }]) {
      expect(E.isLeft(verifyAllocation(value as AllocationRecord))).toBe(true);
    }
  });
});

describe('explain', () => {
  it('says which pools a share came through, and what each gave', () => {
    const result = allocate({
      tenants: tenants('a', 'b'),
      rules: [
        rule('control', { poolId: 'control', strategy: 'equal', shareToPools: weights({ monitoring: '0.4' }) }),
        rule('monitoring', { poolId: 'monitoring', strategy: 'custom', weightByTenant: weights({ a: '3', b: '1' }) }),
      ],
      charges: [charge(null, '100.00', { poolId: 'control', chargeId: 'nodes' })],
    });
    const { amount, parts } = orThrow(explain(result, 'a'));
    expect(amount.toFixed(2)).toBe('60.00');
    expect(parts).toMatchObject([
      {
        kind: 'shared',
        poolId: 'control',
        ruleId: 'control',
        strategy: 'equal',
        quota: '60',
        steps: [
          { poolId: 'control', driver: 'active time' },
          { poolId: 'monitoring', driver: 'weight of the tenant × active time' },
        ],
      },
    ]);
    const [part] = parts;
    expect(part!.kind === 'shared' && part!.steps.map((leg) => leg.amount.toFixed())).toEqual(['30', '30']);
    expect(part!.kind === 'shared' && part!.charges.map((c) => [c.chargeId, c.amount.toFixed()])).toEqual([
      ['nodes', '100'],
    ]);
  });
  it('shows the unit that a remainder brought', () => {
    const result = allocate({
      tenants: tenants('a', 'b', 'c'),
      rules: [rule('e', { strategy: 'equal' })],
      charges: [charge(null, '100.00')],
    });
    expect(orThrow(explain(result, 'a')).parts[0]).toMatchObject({ quota: '100/3', weightSum: '7776000000' });
    const shown = ['a', 'b'].map((id) => orThrow(explain(result, id)).parts[0]!);
    expect(
      shown.map((part) => part.kind === 'shared' && [part.quotaFloor.toFixed(), part.remainder.toFixed()]),
    ).toEqual([
      ['33.33', '0.01'],
      ['33.33', '0'],
    ]);
  });
  it('a tenant that is not in the allocation is an error', () =>
    expect(E.isLeft(explain(bill(), 'nobody'))).toBe(true));
});
