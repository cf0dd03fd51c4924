import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../../src/adapters/memory/cost.js';
import { CostAllocationService, type Charge, type ChargeQuery } from '../../../src/cost-allocation/index.js';
import { E, orThrow } from '../../../src/prelude.js';
import { interval, period } from '../../../src/time/period.js';
import { charge, D, JUNE_END, JUNE_START, juneDay, reservation, rule, tenants } from '../../cost-allocation/bill.js';

const signal = new AbortController().signal;
const june = orThrow(interval(JUNE_START, JUNE_END));
const rows = [
  charge('a', '1', { chargeId: 'whole' }),
  charge('b', '1', { chargeId: 'before', start: JUNE_START - 10, end: JUNE_START }),
  charge('a', '1', { chargeId: 'instant', start: JUNE_START, end: JUNE_START }),
  charge('a', '1', { chargeId: 'after', start: JUNE_END, end: JUNE_END }),
  charge('b', '1', { chargeId: 'edge', start: JUNE_START - 10, end: JUNE_START + 10, resourceId: 'vm' }),
  charge(null, '1', { chargeId: 'pool', billedFrom: JUNE_END, billedUntil: JUNE_END + 10 }),
];
const ports = memoryCostPorts({
  tenants: tenants('a'),
  charges: rows,
  now: new Date(7),
  rules: [rule('r')],
  reservations: [reservation('1', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')],
  rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.1') }],
});
const asked = (query: Partial<ChargeQuery>): string[] =>
  (ports.billing.charges({ period: june, ...query }, signal) as Charge[]).map((row) => row.chargeId);

describe('memoryCostPorts', () => {
  it('answers the charges that touch a period', () => expect(asked({})).toEqual(['whole', 'instant', 'edge', 'pool']));
  it('of one tenant, and of resources that it owned', () => {
    expect(asked({ tenantId: 'a' })).toEqual(['whole', 'instant']);
    expect(asked({ tenantId: 'a', resourceIds: ['vm'] })).toEqual(['whole', 'instant', 'edge']);
  });
  it('by the period of the invoice in the cash view', () =>
    expect(asked({ view: 'cash' })).toEqual(['whole', 'instant', 'edge']));
  it('besides what totals would add up', () => {
    const besides = { intervals: [june], basis: 'effective' as const, view: 'accrual' as const };
    expect(asked({ excludeCoveredBy: { ...besides, exceptResources: [] } })).toEqual(['edge']);
    const halves = [orThrow(interval(JUNE_START, juneDay(5))), orThrow(interval(juneDay(5), JUNE_END))];
    expect(asked({ excludeCoveredBy: { ...besides, intervals: halves, exceptResources: [] } })).toEqual([
      'whole',
      'edge',
      'pool',
    ]);
  });
  it('answers reservations, rates and time, and keeps what is written', async () => {
    expect(await ports.reservations.find('reservation', signal)).toMatchObject({ tenantId: 'a' });
    expect(await ports.reservations.find('other', signal)).toBeNull();
    expect(await ports.reservations.during(orThrow(interval(0, 10)), signal)).toEqual([]);
    expect(await ports.rates.rates({ from: ['EUR'], to: 'USD', months: ['2024-06', '2024-07'] }, signal)).toHaveLength(
      1,
    );
    expect(await ports.rates.rates({ from: ['EUR'], to: 'GBP', months: ['2024-06'] }, signal)).toEqual([]);
    expect(ports.clock.now().getTime()).toBe(7);
    expect([ports.ids.next(), ports.ids.next()]).toEqual(['id-1', 'id-2']);
    await ports.rules.save(rule('s'), signal);
    await ports.rules.save(rule('r', { name: 'new' }), signal);
    expect((await ports.rules.list(signal)).map((r) => 'ruleId' in r && [r.ruleId, r.name])).toEqual([
      ['r', 'new'],
      ['s', 's'],
    ]);
    expect(await ports.carry.read(5, signal)).toBeNull();
    await ports.carry.write(5, [], signal);
    expect(await ports.carry.read(5, signal)).toEqual([]);
  });
  it('takes amounts as text too, and answers models', async () => {
    const { tags: _tags, ...row } = charge('a', '0', { chargeId: 'text' });
    const data = {
      tenants: tenants('a'),
      now: new Date(7),
      charges: [{ ...row, tags: {}, cost: '12.50', usageQuantity: '3' }],
      rules: [{ ...rule('r'), strategy: 'custom' as const, weightByTenant: { a: '0.5' } }],
      rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: '1.1' }],
      reservations: [{ ...reservation('1', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'), upfrontCost: '1200' }],
    };
    const text = memoryCostPorts(data);
    expect(text.billing.charges({ period: june }, signal)).toEqual([
      { ...row, tags: {}, cost: D('12.5'), usageQuantity: D('3') },
    ]);
    expect(await text.rules.list(signal)).toMatchObject([{ weightByTenant: { a: D('0.5') } }]);
    expect(await text.reservations.find('reservation', signal)).toMatchObject({ upfrontCost: D('1200') });
    expect(await text.rates.rates({ from: ['EUR'], to: 'USD', months: ['2024-06'] }, signal)).toEqual([
      { ...data.rates[0], rate: D('1.1') },
    ]);
  });
  it('passes on what cannot be read: the service says what is wrong with it', async () => {
    const broken = memoryCostPorts({
      tenants: tenants('a'),
      now: new Date(7),
      charges: [charge('a', '1'), { ...charge('a', '1'), cost: 'twelve' }],
    });
    const outcome = await new CostAllocationService(broken).allocateBill(
      orThrow(period(new Date(JUNE_START * 1000), new Date(JUNE_END * 1000))),
    )();
    expect(E.isLeft(outcome) && outcome.left.message).toContain(
      'charge 1 of the billing port is not as expected: cost: expected a decimal such as "12.34", got "twelve"',
    );
  });
});
