import { apportion } from '../../../src/money/apportion.js';
import { Decimal, parseDecimal } from '../../../src/money/decimal.js';
import { sum } from '../../../src/money/units.js';
import { E } from '../../../src/prelude.js';
import { mutate } from '../random.js';
import { type FuzzTarget, must } from '../target.js';

export const decimals: FuzzTarget = {
  name: 'decimal text',
  input: (random) =>
    mutate(
      random,
      `${random.pick(['', '-'])}${random.below(1e9)}${random.pick(['', '.', '.5', '.000001', 'e5', 'E-7', 'e+120'])}`,
    ),
  check(input) {
    const text = input as string;
    const read = parseDecimal(text);
    if (E.isLeft(read)) return;
    must(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text), `read ${text}`);
    const back = read.right.toFixed();
    must(read.right.eq(new Decimal(text)), `${text} became ${back}`);
    must(new Decimal(back).eq(read.right) && back.length < 300, `${text} is written as ${back}`);
  },
};

interface Split {
  readonly total: string;
  readonly weights: readonly string[];
  readonly scale: number;
  readonly method: 'hamilton' | 'sainteLague';
}

export const apportionment: FuzzTarget = {
  name: 'apportion',
  input: (random): Split => {
    const digits = (): string => {
      const whole = random.pick([
        '0',
        '1',
        '7',
        `${random.below(1e6)}`,
        `${random.below(2 ** 53)}`,
        '9'.repeat(1 + random.below(40)),
      ]);
      return whole + random.pick(['', '', `.${random.below(1e6)}`, `.${'0'.repeat(random.below(20))}1`]);
    };
    return {
      total: random.pick(['', '-']) + digits(),
      weights: Array.from({ length: 1 + random.below(40) }, () => (random.chance(0.2) ? '0' : digits())),
      scale: random.below(12),
      method: random.pick(['hamilton', 'sainteLague']),
    };
  },
  check(input) {
    const { total, weights, scale, method } = input as Split;
    const shares = apportion(
      new Decimal(total),
      weights.map((weight) => new Decimal(weight)),
      { scale, method },
    );
    must(E.isRight(shares), 'a proper split was refused');
    must(sum(shares.right).eq(total), 'the shares do not add up');
    const all = sum(weights.map((weight) => new Decimal(weight)));
    if (all.isZero()) return;
    const unit = new Decimal(10).pow(-Math.max(scale, new Decimal(total).decimalPlaces()));
    shares.right.forEach((share, i) => {
      must(!(new Decimal(weights[i]!).isZero() && !share.isZero()), 'a weight of zero got a share');
      if (method !== 'hamilton') return;
      // |share·W − total·w| < unit·W, without a division.
      const off = share.times(all).minus(new Decimal(total).times(weights[i]!)).abs();
      must(off.lt(unit.times(all)), 'a share left its quota');
    });
  },
};
