/**
 * `npm run bench`: one total split among 1,000 and 100,000 recipients, beside the same method written with decimal.js
 * and beside `allocate` of dinero.js, in one run. The digits of decimal.js and ours must be equal; dinero.js gives the
 * remaining units to the largest ratios instead of the largest remainders, so of its shares only the sum is compared.
 */
import { apportion } from '../../src/money/apportion.js';
import { Decimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import { measure, seeded } from './measure.js';
import { loadPeer } from './peers.js';

interface Dinero<A> {
  toJSON(): { readonly amount: A };
}
interface DineroModule<A> {
  dinero(options: { amount: A; currency: object; scale: A }): Dinero<A>;
  allocate(money: Dinero<A>, ratios: readonly A[]): readonly Dinero<A>[];
}

const ROUNDS = 11;
const SCALE = 9;
const TOTAL = new Decimal('123456.789012345');

const onNumbers = await loadPeer<DineroModule<number> & { USD: object }>('dinero.js');
const onBigInts = await loadPeer<DineroModule<bigint>>('dinero.js/bigint');
const { USD: bigUsd } = await loadPeer<{ USD: object }>('dinero.js/bigint/currencies');

for (const recipients of [1_000, 100_000]) await compare(recipients);

async function compare(recipients: number): Promise<void> {
  const random = seeded(recipients);
  // One in twenty has used nothing; the rest are skewed, with nine digits, as costs are.
  const weights = Array.from(
    { length: recipients },
    () => new Decimal(random() < 0.05 ? 0 : (random() ** 4 * 100).toFixed(SCALE)),
  );
  const units = 10 ** SCALE;
  const numbers = weights.map((weight) => weight.times(units).toNumber());
  const bigints = numbers.map(BigInt);
  const amount = TOTAL.times(units).toNumber();

  const ours = (): readonly Decimal[] => orThrow(apportion(TOTAL, weights, { scale: SCALE }));
  const reference = (): readonly Decimal[] => withDecimals(TOTAL, weights, SCALE);
  const dineroNumbers = () =>
    onNumbers.allocate(onNumbers.dinero({ amount, currency: onNumbers.USD, scale: SCALE }), numbers);
  const dineroBigInts = () =>
    onBigInts.allocate(onBigInts.dinero({ amount: BigInt(amount), currency: bigUsd, scale: BigInt(SCALE) }), bigints);

  const expected = reference();
  assertEqual(ours().map(String).join(), expected.map(String).join(), 'our digits and those of decimal.js');
  assertEqual(String(sum(ours())), String(TOTAL), 'the sum of our shares and the total');
  const exact = dineroBigInts().reduce((all, share) => all + share.toJSON().amount, 0n);
  assertEqual(String(exact), String(amount), 'the sum of the shares of dinero.js and the total');

  const timings = await measure(
    [
      { name: 'apportion', run: ours },
      { name: 'decimal.js, the same method', run: reference },
      { name: 'dinero.js 2 on numbers', run: dineroNumbers },
      { name: 'dinero.js 2 on bigints', run: dineroBigInts },
    ],
    ROUNDS,
  );
  console.log(`\n${recipients.toLocaleString('en')} recipients, CPU ms, median of ${ROUNDS} interleaved runs`);
  for (const { name, median } of timings) {
    const ratio = median / timings[0]!.median;
    console.log(`  ${name.padEnd(30)} ${median.toFixed(3).padStart(10)}   ${ratio.toFixed(1).padStart(7)} x`);
  }
}

/** Hamilton's method as one writes it with decimal.js: exact products, floored quotients, remainders sorted. */
function withDecimals(total: Decimal, weights: readonly Decimal[], scale: number): Decimal[] {
  const unit = new Decimal(10).pow(-scale);
  const units = total.div(unit);
  const weightSum = sum(weights);
  const quotas = weights.map((weight) => {
    const product = units.times(weight);
    const floor = product.divToInt(weightSum);
    return { floor, remainder: product.minus(floor.times(weightSum)) };
  });
  const left = units.minus(sum(quotas.map(({ floor }) => floor))).toNumber();
  const order = quotas.map((_, i) => i).sort((a, b) => quotas[b]!.remainder.cmp(quotas[a]!.remainder) || a - b);
  const extra = new Set(order.slice(0, left));
  return quotas.map(({ floor }, i) => floor.plus(extra.has(i) ? 1 : 0).times(unit));
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((all, amount) => all.plus(amount), new Decimal(0));
}

function assertEqual(left: string, right: string, what: string): void {
  if (left !== right) throw new Error(`${what} differ`);
}
