import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { listOf } from '../codec/record.js';
import { CostAllocationResult } from '../cost-allocation/model/allocation-result.js';
import { AllocationRule } from '../cost-allocation/model/allocation-rule.js';
import { ExchangeRate } from '../cost-allocation/model/charge.js';
import { Reservation } from '../cost-allocation/model/reservation.js';
import { Ownership, Tenant } from '../cost-allocation/model/tenant.js';
import type {
  CarryPort,
  OwnershipPort,
  RatesPort,
  ReservationsPort,
  ResultsPort,
  RulesPort,
  TenantsPort,
} from '../cost-allocation/ports.js';
import { Decimal } from '../money/decimal.js';
import type { EpochSeconds, Interval } from '../time/period.js';
import {
  contractCase,
  type ContractCase,
  HOSTILE_NAMES,
  neverAborted,
  readAnswer,
  type RegistrySetup,
  type StoreSetup,
  toInterval,
} from './port-cases.js';
import { allocationResult, allocationRule } from './samples.js';

const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

/** What a registry of tenants promises. */
export function tenantsContract({ open }: RegistrySetup<TenantsPort, Tenant>): readonly ContractCase[] {
  const tenants = HOSTILE_NAMES.map((tenantId, i): Tenant => ({
    tenantId,
    tier: i % 2 === 0 ? 'free' : '',
    createdAt: 1.6e9 + i + 0.5,
    deletedAt: i % 3 === 0 ? 1.7e9 : null,
    ...(i === 1 ? { tierChanges: [{ tier: 'enterprise', from: 1.65e9 }] } : {}),
  }));
  return [
    contractCase(
      'tenants: every tenant is listed as it is, deleted ones too',
      () => open(tenants),
      async ({ port }) => {
        const listed = readAnswer(listOf(Tenant), await port.list(neverAborted()));
        deepStrictEqual(
          sorted(listed.map((one) => Tenant.encode(one))),
          sorted(tenants.map((one) => Tenant.encode(one))),
        );
      },
    ),
    contractCase(
      'tenants: none at all is an empty list',
      () => open([]),
      async ({ port }) => {
        deepStrictEqual(await port.list(neverAborted()), []);
      },
    ),
  ];
}

/** What a register of owners promises. */
export function ownershipContract({ open }: RegistrySetup<OwnershipPort, Ownership>): readonly ContractCase[] {
  const intervals: readonly Ownership[] = [
    { resourceId: 'moved', tenantId: 'a', start: 0, end: 100 },
    { resourceId: 'moved', tenantId: 'b', start: 100, end: null },
    { resourceId: 'long ago', tenantId: 'a', start: 0, end: 50 },
    { resourceId: 'kept', tenantId: 'a', start: 0, end: null },
  ];
  // Resources without an interval in the period may come too: they change nothing.
  const ownedIn = async (port: OwnershipPort, start: number, end: number): Promise<string[]> => {
    const found = readAnswer(listOf(Ownership), await port.intervals(toInterval(start, end), neverAborted()));
    const inPeriod = new Set(
      found.filter((o) => o.start < end && (o.end ?? Infinity) > start).map((o) => o.resourceId),
    );
    return found
      .filter((o) => inPeriod.has(o.resourceId))
      .map((o) => `${o.resourceId} ${o.tenantId} ${o.start}-${o.end}`)
      .sort();
  };
  return [
    contractCase(
      'ownership: a resource with an interval in the period comes with all of its intervals',
      () => open(intervals),
      async ({ port }) => {
        deepStrictEqual(await ownedIn(port, 100, 200), ['kept a 0-null', 'moved a 0-100', 'moved b 100-null']);
        const all = ['kept a 0-null', 'long ago a 0-50', 'moved a 0-100', 'moved b 100-null'];
        deepStrictEqual(await ownedIn(port, 49, 50), all);
      },
    ),
  ];
}

/** What a register of reservations promises. */
export function reservationsContract({ open }: RegistrySetup<ReservationsPort, Reservation>): readonly ContractCase[] {
  const reservation = (reservationId: string, start: number, end: number): Reservation => ({
    reservationId,
    tenantId: 'acme',
    upfrontCost: new Decimal('1000.000000000000000001'),
    recurringCost: new Decimal('0.1'),
    recurringPayments: 12,
    currency: 'USD',
    start,
    end,
    cancelledAt: null,
  });
  const known = [reservation('r/1', 100, 200), reservation('r 2', 200, 300), reservation('__proto__', 0, 1000)];
  return [
    contractCase(
      'reservations: a period has those whose terms touch it',
      () => open(known),
      async ({ port }) => {
        const ids = async (start: number, end: number): Promise<string[]> =>
          readAnswer(listOf(Reservation), await port.during(toInterval(start, end), neverAborted()))
            .map((one) => one.reservationId)
            .sort();
        deepStrictEqual(await ids(150, 200), ['__proto__', 'r/1']);
        deepStrictEqual(await ids(199, 201), ['__proto__', 'r 2', 'r/1']);
        deepStrictEqual(await ids(1000, 1100), []);
      },
    ),
    contractCase(
      'reservations: one is found by its id as it is, and null where there is none',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.find(one.reservationId, neverAborted());
          deepStrictEqual(Reservation.encode(readAnswer(Reservation, found)), Reservation.encode(one));
        }
        strictEqual(await port.find('unknown', neverAborted()), null);
        strictEqual(await port.find('constructor', neverAborted()), null);
      },
    ),
  ];
}

/** What a source of exchange rates promises. */
export function ratesContract({ open }: RegistrySetup<RatesPort, ExchangeRate>): readonly ContractCase[] {
  const rate = (from: string, to: string, month: string, text: string): ExchangeRate => ({
    from,
    to,
    month,
    rate: new Decimal(text),
  });
  const known = [
    rate('EUR', 'USD', '2024-03', '1.0871234567890123456789'),
    rate('EUR', 'USD', '2024-04', '1.07'),
    rate('JPY', 'USD', '2024-03', '0.0066'),
    rate('EUR', 'GBP', '2024-03', '0.85'),
  ];
  return [
    contractCase(
      'rates: those asked for come, and what is not known is left out',
      () => open(known),
      async ({ port }) => {
        const asked = async (from: string[], to: string, months: string[]): Promise<string[]> =>
          sorted(
            readAnswer(listOf(ExchangeRate), await port.rates({ from, to, months }, neverAborted())).map((one) =>
              ExchangeRate.encode(one),
            ),
          );
        const encoded = (...positions: number[]): string[] =>
          sorted(positions.map((i) => ExchangeRate.encode(known[i]!)));
        deepStrictEqual(await asked(['EUR', 'JPY'], 'USD', ['2024-03']), encoded(0, 2));
        deepStrictEqual(await asked(['EUR', 'CHF'], 'USD', ['2024-03', '2024-04', '2024-05']), encoded(0, 1));
        deepStrictEqual(await asked(['USD'], 'EUR', ['2024-03']), []);
      },
    ),
  ];
}

/** What a store of allocation rules promises. */
export function rulesContract({ open }: StoreSetup<RulesPort>): readonly ContractCase[] {
  const of = (name: string, check: (rules: RulesPort) => Promise<void>): ContractCase =>
    contractCase(`rules: ${name}`, open, ({ port }) => check(port));
  const listed = async (rules: RulesPort): Promise<unknown[]> =>
    readAnswer(listOf(AllocationRule), await rules.list(neverAborted()))
      .map((rule) => AllocationRule.encode(rule))
      .sort((a, b) => (a.rule_id < b.rule_id ? -1 : 1));
  return [
    of('a rule is listed as it was saved, to the last digit', async (rules) => {
      deepStrictEqual(await listed(rules), []);
      const rule = allocationRule({
        strategy: 'custom',
        weightByTenant: Object.fromEntries(
          HOSTILE_NAMES.map((name, i) => [name, new Decimal(`0.${'0'.repeat(40)}${i + 1}`)]),
        ),
        shareToPools: { security: new Decimal('0.2') },
        effectiveUntil: 1.8e9 + 0.25,
        onZeroWeights: 'unallocated',
        carryForward: true,
      });
      await rules.save(rule, neverAborted());
      deepStrictEqual(await listed(rules), [AllocationRule.encode(rule)]);
    }),
    of('a rule of the same id is replaced', async (rules) => {
      await rules.save(allocationRule(), neverAborted());
      await rules.save(allocationRule({ isActive: false }), neverAborted());
      await rules.save(allocationRule({ isActive: false }), neverAborted());
      deepStrictEqual(await listed(rules), [AllocationRule.encode(allocationRule({ isActive: false }))]);
    }),
    of('ids are told apart to the letter, and rules saved side by side are all there', async (rules) => {
      await Promise.all(
        HOSTILE_NAMES.map((ruleId) => rules.save(allocationRule({ ruleId, name: ruleId }), neverAborted())),
      );
      const found = readAnswer(listOf(AllocationRule), await rules.list(neverAborted()));
      deepStrictEqual(new Set(found.map((rule) => rule.ruleId)), new Set(HOSTILE_NAMES));
      strictEqual(
        found.every((rule) => rule.name === rule.ruleId),
        true,
      );
    }),
  ];
}

const WIDE: Interval = { start: 0 as EpochSeconds, end: 4e9 as EpochSeconds };

/** What a store of allocation results promises. */
export function resultsContract({ open }: StoreSetup<ResultsPort>): readonly ContractCase[] {
  const of = (name: string, check: (results: ResultsPort) => Promise<void>): ContractCase =>
    contractCase(`results: ${name}`, open, ({ port }) => check(port));
  const found = async (results: ResultsPort, tenantId: string, within: Interval = WIDE): Promise<unknown[]> =>
    (await results.find(tenantId, within, neverAborted())).map((result) => CostAllocationResult.encode(result));
  return [
    of('a result is found as it was saved, to the last digit, however often it is saved', async (results) => {
      const result = allocationResult();
      await Promise.all([1, 2, 3].map(() => results.save(result, neverAborted())));
      await results.save(result, neverAborted());
      deepStrictEqual(await found(results, 'acme'), [CostAllocationResult.encode(result)]);
    }),
    of('results are found by periods that lie in the span, oldest first', async (results) => {
      for (const month of [3, 1, 2]) {
        const periodStart = (month * 100) as EpochSeconds;
        const periodEnd = (month * 100 + 100) as EpochSeconds;
        await results.save(allocationResult({ allocationId: `a-${month}`, periodStart, periodEnd }), neverAborted());
      }
      const ids = async (start: number, end: number): Promise<string[]> =>
        (await results.find('acme', { start: start as EpochSeconds, end: end as EpochSeconds }, neverAborted())).map(
          (r) => r.allocationId,
        );
      deepStrictEqual(await ids(100, 400), ['a-1', 'a-2', 'a-3']);
      deepStrictEqual(await ids(100, 300), ['a-1', 'a-2']);
      deepStrictEqual(await ids(101, 400), ['a-2', 'a-3']);
      deepStrictEqual(await ids(101, 199), []);
    }),
    of('tenants are told apart to the letter, also under one allocation id', async (results) => {
      for (const tenantId of HOSTILE_NAMES) await results.save(allocationResult({ tenantId }), neverAborted());
      for (const tenantId of HOSTILE_NAMES) {
        deepStrictEqual(await found(results, tenantId), [CostAllocationResult.encode(allocationResult({ tenantId }))]);
      }
      deepStrictEqual(await found(results, 'nobody'), []);
    }),
  ];
}

/** What a store of carried entitlements promises. */
export function carryContract({ open }: StoreSetup<CarryPort>): readonly ContractCase[] {
  const of = (name: string, check: (carry: CarryPort) => Promise<void>): ContractCase =>
    contractCase(`carry: ${name}`, open, ({ port }) => check(port));
  return [
    of('what was written for an instant is read there, and null elsewhere', async (carry) => {
      const value = JSON.parse(
        '{"shared": {"__proto__": ["1/3", "-2/7"], "b": "123456789012345678901234567890"}, "n": null}',
      );
      await carry.write(1.7e9, value, neverAborted());
      deepStrictEqual(await carry.read(1.7e9, neverAborted()), value);
      strictEqual(await carry.read(1.7e9 + 1, neverAborted()), null);
    }),
    of('writing again replaces', async (carry) => {
      await carry.write(1.7e9 + 0.5, { a: 1 }, neverAborted());
      await carry.write(1.7e9 + 0.5, [2], neverAborted());
      deepStrictEqual(await carry.read(1.7e9 + 0.5, neverAborted()), [2]);
    }),
  ];
}
