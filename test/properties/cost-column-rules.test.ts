import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyColumnRules,
  type ChargeWithColumns,
  type ColumnMatcher,
  type ColumnRuleDraft,
  type ColumnValue,
  Decimal,
  previewRules,
} from '../../src/cost-allocation/index.js';
import { orThrow } from '../../src/prelude.js';
import { runs } from './runs.js';

const name = fc.constantFrom('a', 'b', 'c', 'd["r0","a"]');
const instant = fc.integer({ min: 0, max: 1000 });
const amount = fc
  .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => new Decimal(units).div(new Decimal(10).pow(scale)));
const bills = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ maxLength: 4 }),
      cost: amount,
      from: instant,
      length: instant,
      tenant: fc.option(name),
      team: fc.option(name),
      origin: fc.option(fc.nat(7)),
      billed: amount,
    }),
    { maxLength: 8, selector: ({ id }) => id },
  )
  .map((rows) =>
    rows.map(({ id, cost, from, length, tenant, team, origin, billed }, i): ChargeWithColumns => ({
      chargeId: `c${id}`,
      tenantId: tenant,
      category: 'compute',
      cost,
      currency: 'USD',
      start: from,
      end: from + length,
      tags: {},
      columns: team === null ? {} : { team },
      ...(origin === null || origin >= i ? {} : { originChargeId: `c${rows[origin]!.id}` }),
      billedCost: billed,
    })),
  );
const matcher: fc.Arbitrary<ColumnMatcher> = fc.oneof(
  fc.record({ column: fc.constantFrom('team', 'tenant', 'tag:x'), glob: fc.constantFrom('*', 'a', '?') }),
  fc.record({ column: fc.constantFrom('team', 'tag:x'), present: fc.boolean() }),
  fc.constant({ all: [] }),
);
const weights = fc.dictionary(
  name,
  fc.integer({ min: 1, max: 7 }).map((weight) => new Decimal(weight)),
  { minKeys: 1, maxKeys: 2 },
);
const value: fc.Arbitrary<ColumnValue> = fc.oneof(
  name,
  fc.constant(null),
  fc.record({ inherit: fc.constantFrom('team', 'tag:x') }),
  fc.record({ split: weights }),
  fc.record({ splitByCost: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }) }),
);
const rulesOf = fc
  .array(
    fc.record({
      when: matcher,
      set: fc.dictionary(fc.constantFrom('tenant', 'tag:x', 'project'), value, { minKeys: 1, maxKeys: 2 }),
      override: fc.boolean(),
      from: fc.option(instant),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map(({ from, ...rule }, i): ColumnRuleDraft => ({
      ...rule,
      ruleId: `r${i}`,
      ...(from === null ? {} : { effectiveFrom: from }),
    })),
  );

/** What charges count together: a charge of which others are parts counts what they leave. */
const counted = (charges: readonly ChargeWithColumns[], of: (charge: ChargeWithColumns) => Decimal): string => {
  const ids = new Set(charges.map(({ chargeId }) => chargeId));
  return charges
    .reduce(
      (sum, charge) =>
        charge.originChargeId !== undefined && ids.has(charge.originChargeId) ? sum : sum.plus(of(charge)),
      new Decimal(0),
    )
    .toFixed();
};

describe('rules over columns', () => {
  it('lose nothing: what charges cost before and after is the same to the last digit, and ids stay apart', () => {
    fc.assert(
      fc.property(bills, rulesOf, (charges, rules) => {
        const ruled = orThrow(applyColumnRules(charges, rules));
        expect(counted(ruled, ({ cost }) => cost)).toBe(counted(charges, ({ cost }) => cost));
        expect(counted(ruled, (c) => c.billedCost ?? c.cost)).toBe(counted(charges, (c) => c.billedCost ?? c.cost));
        expect(new Set(ruled.map(({ chargeId }) => chargeId)).size).toBe(ruled.length);
      }),
      { numRuns: runs(400) },
    );
  });

  it('give the same in any order of the charges', () => {
    fc.assert(
      fc.property(bills, rulesOf, (charges, rules) => {
        const shown = (list: readonly ChargeWithColumns[]) =>
          orThrow(applyColumnRules(list, rules))
            .map((c) => JSON.stringify(c))
            .sort();
        expect(shown([...charges].reverse())).toEqual(shown(charges));
      }),
      { numRuns: runs(100) },
    );
  });

  it('are previewed as they are applied: covered and left over make the bill, changes add up to zero', () => {
    fc.assert(
      fc.property(bills, rulesOf, rulesOf, (charges, rules, current) => {
        const { coverage, changes } = orThrow(previewRules(charges, rules, { current }));
        for (const { covered, leftOver, total } of coverage) {
          expect(covered.plus(leftOver).toFixed()).toBe(total.toFixed());
          expect(total.toFixed()).toBe(counted(charges, ({ cost }) => cost));
        }
        expect(changes.reduce((sum, { change }) => sum.plus(change), new Decimal(0)).toFixed()).toBe('0');
      }),
      { numRuns: runs(150) },
    );
  });
});
