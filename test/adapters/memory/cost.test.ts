import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../../src/adapters/memory/cost.js';
import type { Charge, ChargeQuery } from '../../../src/cost-allocation/index.js';
import { orThrow } from '../../../src/prelude.js';
import { span } from '../../../src/time/index.js';
import { charge, D, JUNE_END, JUNE_START, juneDay, reservation, rule, tenants } from '../../cost-allocation/bill.js';

const signal = new AbortController().signal;
const june = orThrow(span(JUNE_START, JUNE_END));
const rows = [
  charge('a', '1', { chargeId: 'whole' }),
  charge('b', '1', { chargeId: 'before', start: JUNE_START - 10, end: JUNE_START }),
  charge('a', '1', { chargeId: 'instant', start: JUNE_START, end: JUNE_START }),
  charge('a', '1', { chargeId: 'after', start: JUNE_END, end: JUNE_END }),
  charge('b', '1', { chargeId: 'edge', start: JUNE_START - 10, end: JUNE_START + 10, resourceId: 'vm' }),
  charge(null, '1', { chargeId: 'pool', billedFrom: JUNE_END, billedUntil: JUNE_END + 10 }),
];
const ports = memoryCostPorts({ tenants: tenants('a'), charges: rows, now: new Date(7), rules: [rule('r')],
  reservations: [reservation('1', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')],
  rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.1') }] });
const asked = (query: Partial<ChargeQuery>): string[] => (ports.billing.charges({ period: june, ...query }, signal) as Charge[]).map((row) => row.chargeId);

describe('memoryCostPorts', () => {
  it('answers the charges that touch a period', () => expect(asked({})).toEqual(['whole', 'instant', 'edge', 'pool']));
  it('of one tenant, and of resources that it owned', () => {
    expect(asked({ tenantId: 'a' })).toEqual(['whole', 'instant']);
    expect(asked({ tenantId: 'a', resourceIds: ['vm'] })).toEqual(['whole', 'instant', 'edge']);
  });
  it('by the period of the invoice in the cash view', () => expect(asked({ view: 'cash' })).toEqual(['whole', 'instant', 'edge']));
  it('besides what totals would add up', () => {
    const besides = { windows: [june], basis: 'effective' as const, view: 'accrual' as const };
    expect(asked({ besides: { ...besides, exceptResources: [] } })).toEqual(['edge']);
    const halves = [orThrow(span(JUNE_START, juneDay(5))), orThrow(span(juneDay(5), JUNE_END))];
    expect(asked({ besides: { ...besides, windows: halves, exceptResources: [] } })).toEqual(['whole', 'edge', 'pool']);
  });
  it('answers reservations, rates and time, and keeps what is written', async () => {
    expect(await ports.reservations.find('reservation', signal)).toMatchObject({ tenantId: 'a' });
    expect(await ports.reservations.find('other', signal)).toBeNull();
    expect(await ports.reservations.during(orThrow(span(0, 10)), signal)).toEqual([]);
    expect(await ports.rates.rates({ from: ['EUR'], to: 'USD', months: ['2024-06', '2024-07'] }, signal)).toHaveLength(1);
    expect(await ports.rates.rates({ from: ['EUR'], to: 'GBP', months: ['2024-06'] }, signal)).toEqual([]);
    expect(ports.clock.now().getTime()).toBe(7);
    expect([ports.ids.next(), ports.ids.next()]).toEqual(['id-1', 'id-2']);
    await ports.rules.save(rule('s'), signal);
    await ports.rules.save(rule('r', { name: 'new' }), signal);
    expect((await ports.rules.list(signal)).map((r) => [r.ruleId, r.name])).toEqual([['r', 'new'], ['s', 's']]);
    expect(await ports.carry.read(5, signal)).toBeNull();
    await ports.carry.write(5, [], signal);
    expect(await ports.carry.read(5, signal)).toEqual([]);
  });
});
