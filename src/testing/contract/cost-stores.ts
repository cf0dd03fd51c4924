import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { AllocationRule, CostAllocationResult } from '../../cost-allocation/model/index.js';
import type { CarryPort, ResultsPort, RulesPort } from '../../cost-allocation/ports.js';
import { Decimal } from '../../money/index.js';
import type { MaybePromise } from '../../prelude.js';
import type { EpochSeconds, Interval } from '../../time/index.js';
import { allocationResult, allocationRule } from '../generate/allocation.js';
import { neverAborted, contractCase, type ContractCase, type PortFixture } from './case.js';
import { HOSTILE_NAMES } from './hostile-names.js';

interface StoreSetup<Port> {
  /** Opens an empty store. */
  readonly open: () => MaybePromise<PortFixture<Port>>;
}

/** What a store of allocation rules promises. */
export function rulesContract({ open }: StoreSetup<RulesPort>): readonly ContractCase[] {
  const of = (name: string, check: (rules: RulesPort) => Promise<void>): ContractCase =>
    contractCase(`rules: ${name}`, open, ({ port }) => check(port));
  const listed = async (rules: RulesPort): Promise<unknown[]> =>
    (await rules.list(neverAborted()))
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
      const found = await rules.list(neverAborted());
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
