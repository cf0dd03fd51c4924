import { apportionExactShares, apportionUnits } from '../money/apportion-units.js';
import { type Decimal, getScale } from '../money/decimal.js';
import {
  add,
  compareRationals,
  divideRounded,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../money/rational.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import type { AdjustmentRule } from './model/adjustment-rule.js';

/** What an adjustment gives a row. */
export interface SharedAmount {
  /** What the row comes to, of what the adjustment is taken. */
  readonly base: Rational;
  amount: Decimal;
}

const HUNDREDTH = rational(1n, 100n);

/** An amount as a fraction. */
export function toRational(amount: Decimal): Rational {
  const scale = getScale(amount);
  return rational(toUnits(amount, scale), powerOfTen(scale));
}

/** The sum of fractions. */
export function sumOf(values: readonly Rational[]): Rational {
  return values.reduce(add, ZERO);
}

/** Decimal places of lines that are no finite decimals, at least. */
export const MIN_DIVIDED_SCALE = 20;

/** Per cent of a base, for a part of the period. */
export function percentOf(base: Rational, { percent }: AdjustmentRule, part: Rational): Rational {
  return multiply(multiply(base, part), multiply(toRational(percent!), HUNDREDTH));
}

/** What a rule comes to for one tenant or for the bill, and how much of it is used where it stops at the base. */
export function amountOfGroup(
  rule: AdjustmentRule,
  base: Rational,
  part: Rational,
  heldAmount: () => Rational,
): { readonly amount: Rational; readonly used: Rational } {
  let amount: Rational;
  if (rule.percent !== undefined) amount = percentOf(base, rule, part);
  else if (rule.tiers !== undefined) amount = multiply(amountByTiers(rule, base), part);
  else if (rule.amount !== undefined) amount = multiply(toRational(rule.amount), part);
  else amount = heldAmount();
  if (rule.minimum !== undefined) amount = larger(amount, multiply(toRational(rule.minimum), part));
  if (rule.cap !== undefined) amount = smaller(amount, multiply(toRational(rule.cap), part));
  if (rule.kind === 'commitment' && rule.committed !== undefined && rule.unusedTo !== undefined) {
    const committed = multiply(toRational(rule.committed), part);
    const use = larger(base, ZERO);
    if (committed.n > 0n && compareRationals(use, committed) < 0) {
      return { amount, used: multiply(amount, rational(use.n * committed.d, use.d * committed.n)) };
    }
  }
  const used = rule.upToBase === true ? smaller(amount, larger(base, ZERO)) : amount;
  return { amount: rule.upToBase === true ? amount : used, used };
}

const larger = (a: Rational, b: Rational): Rational => (compareRationals(a, b) >= 0 ? a : b);
const smaller = (a: Rational, b: Rational): Rational => (compareRationals(a, b) <= 0 ? a : b);

/** Tiers are about what is above zero; a base below zero goes by the first tier. */
function amountByTiers({ tiers = [], tierMode = 'graduated' }: AdjustmentRule, base: Rational): Rational {
  const rateOf = (percent: Decimal): Rational => multiply(toRational(percent), HUNDREDTH);
  if (tierMode === 'volume' || base.n <= 0n) {
    const reached = tiers.filter((tier) => compareRationals(toRational(tier.from), larger(base, ZERO)) <= 0).at(-1)!;
    return multiply(base, rateOf(reached.percent));
  }
  return sumOf(
    tiers.map((tier, i) => {
      const from = toRational(tier.from);
      const until = tiers[i + 1] === undefined ? base : smaller(base, toRational(tiers[i + 1]!.from));
      return multiply(larger(subtract(until, from), ZERO), rateOf(tier.percent));
    }),
  );
}

/**
 * Exact shares as they are, where they are finite decimals and nothing is to be rounded; else by the largest remainder.
 */
export function setExactAmounts(
  group: readonly SharedAmount[],
  exact: readonly Rational[],
  wished: number | undefined,
): void {
  const scale = wished ?? commonScale(exact);
  const scaled = exact.map((share) => multiply(share, rational(powerOfTen(scale))));
  const total = sumOf(scaled);
  const units = apportionExactShares(divideRounded(total.n, total.d), scaled);
  group.forEach((share, i) => {
    share.amount = fromUnits(units[i]!, scale);
  });
}

/**
 * A total first by what each group comes to, then within it by what its rows come to. What is below zero counts
 * nothing; where nothing is above zero, shares are equal.
 */
export function setSharedAmounts(
  groups: readonly (readonly SharedAmount[])[],
  total: Rational,
  wished: number | undefined,
  minScale: number,
): void {
  const scale = wished ?? Math.max(commonScale([total]), minScale);
  const units = divideRounded(total.n * powerOfTen(scale), total.d);
  const bases = groups.map((group) => group.map(({ base }) => base));
  const shares = apportionByBases(
    units,
    bases.map((list) => sumOf(list)),
  );
  groups.forEach((group, i) => {
    const parts = apportionByBases(shares[i]!, bases[i]!);
    group.forEach((share, k) => {
      share.amount = fromUnits(parts[k]!, scale);
    });
  });
}

function apportionByBases(units: bigint, bases: readonly Rational[]): readonly bigint[] {
  const weights = bases.map((base) => larger(base, ZERO));
  const denominator = weights.reduce((product, { d }) => (product % d === 0n ? product : product * d), 1n);
  return apportionUnits(
    units,
    weights.map(({ n, d }) => n * (denominator / d)),
  );
}

/** Decimal places of lines whose exact amounts are finite decimals, at most. */
const MAX_EXACT_SCALE = 100;

/** The decimal places that all of some fractions have; twenty, where one is no finite decimal. */
function commonScale(fractions: readonly Rational[]): number {
  let scale = 0;
  for (const { d } of fractions) {
    while (scale <= MAX_EXACT_SCALE && powerOfTen(scale) % d !== 0n) scale += 1;
    if (scale > MAX_EXACT_SCALE) return MIN_DIVIDED_SCALE;
  }
  return scale;
}

/** A fraction as a decimal: exact where it is a finite one, else rounded half to even. */
export function toDecimalAt(value: Rational, places: number): Decimal {
  const exact = commonScale([value]);
  const scale = powerOfTen(exact) % value.d === 0n ? exact : places;
  return fromUnits(divideRounded(value.n * powerOfTen(scale), value.d), scale);
}
