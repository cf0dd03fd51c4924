import { describe, expect, it } from 'vitest';
import { allocatePeriod, type AllocationRule, type Charge } from '../../src/cost-allocation/index.js';
import {
  computeShareWeights,
  orderPools,
  passThrough,
  poolGraph,
  ruleIntervals,
} from '../../src/cost-allocation/pool-graph.js';
import { rational } from '../../src/money/rational.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, charge, JUNE, rule, shared, tenants, weights } from './bill.js';

const pool = (poolId: string, cost: string): Charge => charge(null, cost, { poolId });
const to = (
  poolId: string,
  tenantId: string,
  onward: Record<string, string>,
  more: Partial<AllocationRule> = {},
): AllocationRule =>
  rule(poolId, {
    poolId,
    strategy: 'custom',
    weightByTenant: weights({ [tenantId]: '1' }),
    shareToPools: weights(onward),
    ...more,
  });

describe('pools', () => {
  it('a chain is resolved in order', () => {
    const rules = [
      rule('platform', { poolId: 'platform', strategy: 'equal', shareToPools: weights({ security: '0.2' }) }),
      rule('security', { poolId: 'security', strategy: 'equal' }),
    ];
    const result = allocate({
      tenants: tenants('a', 'b'),
      rules,
      charges: [pool('platform', '100'), pool('security', '50')],
    });
    expect(shared(result)).toEqual({ a: '75.00', b: '75.00' });
    expect(result.total.toFixed(2)).toBe('150.00');
  });
  it('a circle without the reciprocal method is an error that names it', () => {
    const rules = [to('s1', 'a', { s2: '0.2' }), to('s2', 'b', { s1: '0.1' })];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), rules, charges: [pool('s1', '100')] });
    expect(E.isLeft(failed) && failed.left._tag === 'PoolCycle' && failed.left.pools).toEqual(['s1', 's2', 's1']);
  });
  it('a circle is solved exactly and rounded once', () => {
    const rules = [
      to('s1', 'a', { s2: '0.2' }, { reciprocal: true }),
      to('s2', 'b', { s1: '0.1' }, { reciprocal: true }),
    ];
    const result = allocate({ tenants: tenants('a', 'b'), rules, charges: [pool('s1', '100'), pool('s2', '50')] });
    expect(shared(result)).toEqual({ a: '85.71', b: '64.29' });
    expect(result.total.toFixed(2)).toBe('150.00');
  });
  it('pools that share everything among themselves are an error', () => {
    const rules = [to('s1', 'a', { s2: '1' }, { reciprocal: true }), to('s2', 'b', { s1: '1' }, { reciprocal: true })];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), rules, charges: [pool('s1', '1')] });
    expect(E.isLeft(failed) && failed.left._tag).toBe('ClosedPools');
  });
  it('a pool that shares onto itself is a circle of one', () => {
    const self = (reciprocal: boolean) =>
      allocatePeriod({
        period: JUNE,
        tenants: tenants('a'),
        charges: [pool('s', '9.99')],
        rules: [to('s', 'a', { s: '0.5' }, { reciprocal })],
      });
    const failed = self(false);
    expect(E.isLeft(failed) && failed.left._tag === 'PoolCycle' && failed.left.pools).toEqual(['s', 's']);
    const solved = self(true);
    expect(E.isRight(solved) && shared(solved.right)).toEqual({ a: '9.99' });
  });
  it('money keeps its category on its way through the pools', () => {
    const rules = [
      rule('net', { category: 'network', strategy: 'equal', shareToPools: weights({ hub: '1' }) }),
      rule('hub', { poolId: 'hub', strategy: 'equal' }),
    ];
    const result = allocate({ tenants: tenants('a'), rules, charges: [charge(null, '4', { category: 'network' })] });
    expect(result.results[0]!.breakdown.network.toFixed()).toBe('4');
  });
  it('a chain of 200 pools is followed in order, and not solved as a system of equations', () => {
    const rules = Array.from({ length: 200 }, (_, i) =>
      to(`p${i}`, 'a', { [`p${i + 1}`]: '0.5' }, { reciprocal: true }),
    );
    const last = to('p200', 'b', {});
    const result = allocate({ tenants: tenants('a', 'b'), rules: [...rules, last], charges: [pool('p0', '100')] });
    expect(shared(result)).toEqual({ a: '100.00', b: '0.00' });
  });
  it('a pool that several others share onto gets its part of each', () => {
    // a: 60 % of 100; hub: 10 + 9 of the way over b; b: 30 % of 100 less what goes on.
    const rules = [
      to('top', 'x', { left: '0.3', hub: '0.1' }),
      to('left', 'y', { hub: '0.3' }),
      to('hub', 'z', { 'no such share': '0' }),
    ];
    const result = allocate({ tenants: tenants('x', 'y', 'z'), rules, charges: [pool('top', '100')] });
    expect(shared(result)).toEqual({ x: '60.00', y: '21.00', z: '19.00' });
  });
  it('a circle behind a chain, and pools behind a circle, all get their parts', () => {
    // Of 90, 30 goes into the circle c-d. m(c) = 30 + m(d) / 2, m(d) = m(c) / 2: 40 and 20; a quarter of d goes on to e.
    const rules = [
      to('in', 'a', { c: '0.333333333333' }),
      to('c', 'c', { d: '0.5' }, { reciprocal: true }),
      to('d', 'd', { c: '0.5', e: '0.25' }, { reciprocal: true }),
      to('e', 'e', {}),
    ];
    const result = allocate({ tenants: tenants('a', 'c', 'd', 'e'), rules, charges: [pool('in', '90')] });
    expect(shared(result)).toEqual({ a: '60.00', c: '20.00', d: '5.00', e: '5.00' });
  });
  it.each([
    [{ a: { b: '0.2' }, b: { c: '0.2' }, c: { a: '0.2' } }, ['a', 'b', 'c', 'a']],
    [{ a: { b: '0.2' }, b: { c: '0.2' }, c: { b: '0.2' } }, ['b', 'c', 'b']],
    [{ a: { b: '0.1', c: '0.1' }, b: { d: '0.2' }, c: { d: '0.2' }, d: { a: '0.2' } }, ['a', 'b', 'd', 'a']],
  ])('of %j the shortest circle is named', (graph: Record<string, Record<string, string>>, circle) => {
    const rules = Object.entries(graph).map(([poolId, onward]) => to(poolId, 't', onward));
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('t'), rules, charges: [pool('a', '100')] });
    expect(E.isLeft(failed) && failed.left._tag === 'PoolCycle' && failed.left.pools).toEqual(circle);
  });
  it('the pools that share everything among themselves are named', () => {
    const rules = [to('s1', 'a', { s2: '1' }, { reciprocal: true }), to('s2', 'b', { s1: '1' }, { reciprocal: true })];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), rules, charges: [pool('s1', '1')] });
    expect(E.isLeft(failed) && failed.left._tag === 'ClosedPools' && failed.left.pools).toEqual(['s1', 's2']);
  });
  it('a chain of 5,000 pools overflows nothing', () => {
    const rules = Array.from({ length: 5000 }, (_, i) =>
      rule(`r${i}`, {
        poolId: `p${i}`,
        strategy: 'equal',
        ...(i < 4999 ? { shareToPools: weights({ [`p${i + 1}`]: '1' }) } : {}),
      }),
    );
    expect(shared(allocate({ tenants: tenants('a'), rules, charges: [pool('p0', '1')] }))).toEqual({ a: '1.00' });
  });
  it('more than everything cannot be shared', () => {
    const failed = allocatePeriod({
      period: JUNE,
      tenants: tenants('a'),
      charges: [],
      rules: [to('s', 'a', { x: '0.6', y: '0.6' })],
    });
    expect(E.isLeft(failed) && failed.left._tag).toBe('InvalidAllocationRule');
  });
});

describe('the graph of pools', () => {
  const graphOf = (rules: readonly AllocationRule[], ...origins: readonly string[]) =>
    poolGraph(origins, (poolId) => rules.find((one) => one.poolId === poolId) ?? to(poolId, 'a', {}));
  const fraction = (n: bigint, d: bigint) => rational(n, d);

  it.each([[{ z: '0.1', none: '0', b: '0.25' }], [{ b: '0.25', z: '0.1' }]])(
    'of %j has what goes on in order of the pools, and what is left',
    (onward) => {
      const graph = graphOf([to('top', 'a', onward as Record<string, string>)], 'top');
      expect([...graph.keys()].sort()).toEqual(['b', 'top', 'z']);
      expect(graph.get('top')).toMatchObject({
        downstream: [
          { poolId: 'b', part: fraction(1n, 4n) },
          { poolId: 'z', part: fraction(1n, 10n) },
        ],
        toTenants: fraction(13n, 20n),
      });
      expect(graph.get('z')).toMatchObject({ downstream: [], toTenants: fraction(1n, 1n) });
    },
  );

  const closed = { reciprocal: true };
  const circle = [to('t', 'a', { s: '1' }, closed), to('s', 'a', { t: '1' }, closed), to('x', 'a', { y: '0.5' })];
  it('is ordered: what money passes in order, then what lies on circles by its name', () => {
    for (const origins of [
      ['t', 'x'],
      ['x', 's'],
    ]) {
      const { acyclic, cyclic } = orThrow(orderPools(graphOf(circle, ...origins)));
      expect(acyclic.map((node) => node.poolId)).toEqual(['x', 'y']);
      expect(cyclic.map((node) => node.poolId)).toEqual(['s', 't']);
    }
  });
  it('lets money pass that comes near no circle, even one that cannot be solved', () => {
    const order = orThrow(orderPools(graphOf(circle, 't', 'x')));
    expect(orThrow(passThrough('x', order))).toEqual(
      new Map([
        ['x', fraction(1n, 1n)],
        ['y', fraction(1n, 2n)],
      ]),
    );
    expect(passThrough('s', order)).toMatchObject({ left: { _tag: 'ClosedPools', pools: ['s', 't'] } });
  });

  it('holds for as long as its rules do', () => {
    const plain = graphOf([], 'a', 'b');
    const other = graphOf([{ ...to('b', 'a', {}), ruleId: 'new' }], 'a', 'b');
    const more = graphOf([], 'a', 'b', 'c');
    const renamed = graphOf([], 'a', 'd');
    const graphs = [plain, graphOf([], 'b', 'a'), other, more, plain, renamed];
    expect(ruleIntervals(graphs).map(({ first, last }) => [first, last])).toEqual([
      [0, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(ruleIntervals(graphs)[0]!.graph).toBe(plain);
    expect(ruleIntervals([])).toEqual([]);
  });
});

describe('the weights of a cost', () => {
  const recipients = ['A', 'z'].map((tenantId) => ({ tenantId }) as never);
  const step = (n: bigint, d: bigint, byRecipient: readonly bigint[], unallocated = 0n) => ({
    poolId: 'p',
    ruleId: 'r',
    part: rational(n, d),
    weights: { byRecipient, unallocated, driver: 'test' },
  });

  it('are those of its steps, made whole together', () => {
    // 1/2 · (1/3, 2/3) + 1/4 · (1, 0) = (5/12, 4/12).
    expect(computeShareWeights([step(1n, 2n, [1n, 2n]), step(1n, 4n, [7n, 0n])], recipients)).toEqual({
      names: ['A', 'z'],
      weights: [5n, 4n].map((weight) => weight * 7n),
    });
  });
  it('leave out a step of which nothing is taken', () => {
    expect(computeShareWeights([step(1n, 1n, [1n, 1n]), step(0n, 1n, [0n, 0n])], recipients)).toEqual({
      names: ['A', 'z'],
      weights: [1n, 1n],
    });
  });
  it('hold what nobody gets among the names, in their order', () => {
    expect(computeShareWeights([step(1n, 1n, [1n, 2n], 3n)], recipients)).toEqual({
      names: ['A', '__unallocated__', 'z'],
      weights: [1n, 3n, 2n],
    });
  });
});
