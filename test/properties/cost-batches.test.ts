import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { allocatePeriod, CostAllocationService, type Charge } from '../../src/cost-allocation/index.js';
import { E, type Either } from '../../src/prelude.js';
import { JUNE } from '../cost-allocation/bill.js';
import { randomBill } from './random-bill.js';
import { runs } from './runs.js';

/** A bill of which some charges are parts of others, and of others that are on no bill. */
const billOfFamilies = fc
  .tuple(randomBill, fc.array(fc.option(fc.nat(12)), { minLength: 15, maxLength: 15 }))
  .map(([bill, origins]) => ({
    ...bill,
    charges: bill.charges.map((row, i): Charge => {
      const origin = origins[i] ?? i;
      return origin === i ? row : { ...row, originChargeId: `c${origin}` };
    }),
  }));
const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 15 });

function cut(charges: ReadonlyArray<Charge>, lengths: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<Charge>> {
  const batches: Charge[][] = [];
  for (let at = 0; at < charges.length; at += batches.at(-1)!.length)
    batches.push(charges.slice(at, at + lengths[batches.length % lengths.length]!));
  return batches;
}
const text = (outcome: Either<Error, unknown>): string =>
  E.isLeft(outcome) ? outcome.left.message : JSON.stringify(outcome.right);

describe('a bill that comes in batches', () => {
  it('has the bytes that it has whole, also where parts come before or after their origin', async () => {
    await fc.assert(
      fc.asyncProperty(billOfFamilies, sizes, async (bill, lengths) => {
        // Nobody carries forward here: the ports would have kept balances of the run before.
        const rules = (bill.rules ?? []).map((rule) => ({ ...rule, carryForward: false }));
        const ports = memoryCostPorts({ ...bill, charges: [], rules, now: new Date(0) });
        const billing = { charges: () => cut(bill.charges, lengths) };
        const options = {
          currency: 'USD',
          ...(bill.onZeroWeights === undefined ? {} : { onZeroWeights: bill.onZeroWeights }),
        };
        const inBatches = await new CostAllocationService({ ...ports, billing }, options).allocateBill(JUNE)();
        expect(text(inBatches)).toBe(text(allocatePeriod({ ...bill, rules, keepLines: false })));
      }),
      { numRuns: runs(150) },
    );
  });
});
