import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import * as anomalies from '../../src/cost-allocation/anomalies/index.js';
import * as closing from '../../src/cost-allocation/closing.js';
import * as errors from '../../src/cost-allocation/errors.js';
import { unknownTenant } from '../../src/cost-allocation/errors.js';
import * as cost from '../../src/cost-allocation/index.js';
import * as sums from '../../src/cost-allocation/sums/index.js';
import * as verification from '../../src/cost-allocation/verification.js';
import * as kernelErrors from '../../src/errors/kernel.js';
import { isError } from '../../src/errors/tagged.js';
import { minorUnits } from '../../src/money/currency.js';
import { formatDecimal, toDecimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';
import { E, type Either } from '../../src/prelude.js';
import { charge, D, JUNE, tenants } from './bill.js';

const boom = (): never => {
  throw new Error('boom');
};
/** An object of which nothing can be read, not even its kind. */
const cursed = (): object =>
  new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom });
const trapped = (): object =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      ['record', 'results', 'costs', 'cost', 'currency', 'start', 'tenantIds'].map((key) => [
        key,
        { enumerable: true, get: boom },
      ]),
    ),
  );

const VALUES: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  'x',
  7n,
  true,
  Symbol('s'),
  {},
  [],
  () => 1,
  new Date(Number.NaN),
  cursed(),
  trapped(),
  [undefined],
  [null],
  [7],
  [cursed()],
  [trapped()],
];
const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value));
type AnyFunction = (...args: readonly unknown[]) => unknown;

const publicFunctions = Object.entries({
  ...cost,
  ...anomalies,
  ...closing,
  ...sums,
  ...verification,
  ...errors,
  ...kernelErrors,
  sum,
  formatDecimal,
  toDecimal,
  minorUnits,
  memoryCostPorts,
})
  .filter(([name, value]) => typeof value === 'function' && !isClass(value) && name !== 'Decimal' && name !== 'orThrow')
  .map(([name, value]) => ({ name, call: value as AnyFunction }));

describe('public functions of cost allocation', () => {
  it('are all here', () => {
    const names = publicFunctions.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'allocatePeriod',
        'amortize',
        'apportion',
        'commitmentUse',
        'dailyAnomalies',
        'detectAnomalies',
        'explain',
        'explainIncrease',
        'restate',
        'verifyAllocation',
        'sumCsv',
        'sharePool',
        'sum',
      ]),
    );
  });
  it.each(publicFunctions)('$name answers whatever it is given', async ({ call }) => {
    const answers: unknown[] = [];
    for (const first of VALUES)
      for (const second of VALUES) answers.push(call(first, second), call(first, second, first));
    for (const value of VALUES)
      answers.push(call([D('1')], value), call(D('1'), value), call(D('1'), [D('1')], value), call([], [], value));
    answers.push(call());
    // A task is run as well.
    for (const answer of answers)
      if (typeof answer === 'function' && answer.length === 0) await (answer as () => unknown)();
  });
});

describe('what hostile arguments are answered with', () => {
  const tagOf = (outcome: Either<Error, unknown>): string => (E.isLeft(outcome) ? outcome.left.name : 'no error');
  it('a typed error, where the function can fail', () => {
    expect(tagOf(cost.explain(undefined as never, 'a'))).toBe('DecodeError');
    expect(tagOf(cost.explain({ record: cursed() } as never, 'a'))).toBe('DecodeError');
    expect(tagOf(closing.restate(undefined as never, undefined as never))).toBe('DecodeError');
    expect(tagOf(verification.verifyAllocation(cursed() as never))).toBe('DecodeError');
    expect(tagOf(closing.commitmentUse(cursed() as never, D('1'), D('1')))).toBe('ApportionError');
    expect(tagOf(toDecimal(cursed()))).toBe('InvalidDecimal');
    expect(tagOf(minorUnits(undefined as never))).toBe('UnknownCurrency');
    expect(tagOf(sums.sumRows([{ tenantId: 'a', category: 'compute', cost: '1' }, trapped() as never]))).toBe(
      'DecodeError',
    );
    expect(tagOf(sums.sumColumns(7 as never))).toBe('InvalidColumns');
    expect(tagOf(sums.sharePool(undefined as never, '1'))).toBe('DecodeError');
  });
  it('not a number, where an amount is the only answer: no parser reads it', () => {
    for (const amounts of [undefined, 7, [7], ['1'], [D('1'), null], cursed()])
      expect(sum(amounts as never).isNaN()).toBe(true);
    expect(sum([D('0.1'), D('0.2')]).toFixed()).toBe('0.3');
    expect([undefined, 1.5, '1', cursed()].map((value) => formatDecimal(value as never))).toEqual([
      'NaN',
      'NaN',
      'NaN',
      'NaN',
    ]);
    expect(tagOf(toDecimal(sum([7 as never])))).toBe('InvalidDecimal');
  });
  it('a reason, where a cost is not judged', () => {
    const options = { tenantId: 'a' };
    expect(cost.detectAnomalies(D('1'), [D('1'), 'x' as never, D('1')], options)).toMatchObject({
      anomalies: [],
      notJudged: expect.stringContaining('"x"') as string,
    });
    expect(cost.detectAnomalies(D('9'), [D('1'), D('1'), D('1')], undefined as never).notJudged).toContain(
      'got undefined',
    );
    expect(cost.detectAnomalies(undefined as never, undefined as never, options).notJudged).toContain('got undefined');
  });
  it('nothing, where nothing can be told', () => {
    expect(cost.explainIncrease([{ category: 'compute', cost: 7 as never }], [])).toEqual([]);
  });
  it('an error that names it, where a series of days cannot be read', () => {
    expect(anomalies.dailyAnomalies(undefined as never)).toMatchObject({ left: { _tag: 'DecodeError' } });
    expect(anomalies.dailyAnomalies({ start: 0, costs: ['x' as never] })).toMatchObject({
      left: { issues: [{ path: 'costs[0]' }] },
    });
  });
  it('an error of the tag, where an error is made of no facts', () => {
    const made = unknownTenant(undefined as never);
    expect([made.name, made._tag, made.message]).toEqual([
      'UnknownTenant',
      'UnknownTenant',
      'UnknownTenant, whose facts cannot be read',
    ]);
    expect(isError(made, 'UnknownTenant')).toBe(true);
    expect(isError(cursed(), 'UnknownTenant')).toBe(false);
  });
  it('columns that only say that they were checked are checked', () => {
    const columns = {
      rows: 1,
      tenantId: { codes: new Uint8Array([9]), names: ['a'] },
      category: { codes: new Uint8Array(1), names: ['compute' as const] },
      cost: { units: new Float64Array(1), scale: 0 },
      size: 0,
    };
    expect(tagOf(sums.sumColumns(columns))).toBe('InvalidColumns');
  });
});

describe('a service', () => {
  const given = memoryCostPorts({
    tenants: tenants('a'),
    charges: [charge('a', '1')],
    now: new Date('2024-07-05T00:00:00Z'),
  });
  const METHODS = [
    'allocateBill',
    'calculateTenantAllocation',
    'allocateSharedCosts',
    'calculateAmortizedReservedCosts',
    'getCostByTags',
    'createAllocationRule',
    'detectCostAnomalies',
    'getHistoricalCosts',
  ] as const;
  type Method = (...args: readonly unknown[]) => () => Promise<Either<Error, unknown>>;
  const called = (service: cost.CostAllocationService, name: (typeof METHODS)[number], args: readonly unknown[]) =>
    (service[name] as unknown as Method).call(service, ...args)();

  it.each(METHODS)('%s answers whatever it is given', async (name) => {
    const service = new cost.CostAllocationService(given, { currency: 'USD' });
    const usual: readonly unknown[] = name === 'allocateSharedCosts' ? [D('1'), 'compute', JUNE] : ['a', JUNE, JUNE];
    for (const value of VALUES) {
      for (const args of [
        [value],
        [value, value, value],
        [usual[0], value],
        [usual[0], usual[1], value],
        [...usual, value],
      ]) {
        expect(['Left', 'Right']).toContain((await called(service, name, args))._tag);
      }
    }
  });
  it.each(METHODS)('%s answers without ports, and with options that cannot be read', async (name) => {
    for (const ports of [undefined, null, 7, {}, cursed()]) {
      expect((await called(new cost.CostAllocationService(ports as never), name, ['a', JUNE]))._tag).toBe('Left');
    }
    for (const options of [null, 7, cursed()]) {
      expect(['Left', 'Right']).toContain(
        (await called(new cost.CostAllocationService(given, options as never), name, ['a', JUNE]))._tag,
      );
    }
  });
});
