import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarriedShare, carryForward } from '../../src/cost-allocation/carry-forward.js';
import { getScale } from '../../src/money/decimal.js';
import { toUnits } from '../../src/money/units.js';
import { compareRationals, parseRational, rational, subtract } from '../../src/money/rational.js';
import { runs } from './runs.js';

const NAMES = ['a', 'b', 'c', 'd'];
const weight = fc.bigInt({ min: 1n, max: 10_000n });
const step = fc.record({
  units: fc.bigInt({ min: 0n, max: 500n }),
  scale: fc.constantFrom(2, 2, 4),
  weights: fc.tuple(weight, weight, weight, weight),
});

const run = (
  steps: ReadonlyArray<{ units: bigint; scale: number; weights: readonly bigint[] }>,
): { balance: ReadonlyArray<CarriedShare>; sound: boolean } => {
  let balance: ReadonlyArray<CarriedShare> = [];
  let sound = true;
  for (const { units, scale, weights } of steps) {
    const outcome = carryForward(units, scale, { names: NAMES, weights }, balance);
    const given = outcome.shares.reduce((total, share) => total + share, 0n);
    sound &&= given === units * 10n ** BigInt(outcome.scale - scale);
    balance = outcome.after;
  }
  return { balance, sound };
};

describe('carried remainders', () => {
  it('every step gives out its amount exactly, and nobody is ever a unit away from what is due', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { balance, sound } = run(steps);
        expect(sound).toBe(true);
        const digits = Math.max(2, ...balance.map((share) => getScale(share.given)), ...steps.map((s) => s.scale));
        for (const { entitled, given } of balance) {
          const off = subtract(rational(toUnits(given, digits), 10n ** BigInt(digits)), parseRational(entitled)!);
          expect(compareRationals(off, rational(1n, 100n)) < 0 && compareRationals(off, rational(-1n, 100n)) > 0).toBe(
            true,
          );
        }
      }),
      { numRuns: runs(200) },
    );
  });
  it('the order of the steps leaves no trace in the end', () => {
    const cents = step.map((s) => ({ ...s, scale: 2 }));
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 12 }), (steps) => {
        const balances = [[...steps].reverse(), steps].map((order) =>
          run(order).balance.map((s) => [s.entitled, s.given.toFixed()]),
        );
        expect(balances[0]).toEqual(balances[1]);
      }),
    );
  });
  it('who has no weight in a step gets nothing of it, and keeps the balance', () => {
    const first = carryForward(1n, 2, { names: ['a', 'b'], weights: [1n, 1n] }, []);
    const second = carryForward(1n, 2, { names: ['a', 'b'], weights: [1n, 0n] }, first.after);
    expect([first.shares, second.shares]).toEqual([
      [1n, 0n],
      [1n, 0n],
    ]);
    expect(second.after.find((s) => s.tenantId === 'b')).toEqual(first.after.find((s) => s.tenantId === 'b'));
    const third = carryForward(1n, 2, { names: ['a', 'b'], weights: [1n, 1n] }, second.after);
    expect(third.shares).toEqual([0n, 1n]);
  });
});
