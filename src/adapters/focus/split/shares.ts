import { Decimal, toDecimal } from '../../../money/decimal.js';
import { E, type Either } from '../../../prelude.js';
import { invalidFocusSplit, type InvalidFocusSplit } from '../errors.js';

/** One reason why a resource gets a part of a charge: a driver of FOCUS's `Elements`. */
export interface ShareElement {
  /** What this element weighs against all elements of all shares of the charge. */
  readonly weight: Decimal;
  /** In what the quantity is counted. */
  readonly usageUnit?: string;
  /** How much was used, in `usageUnit`. */
  readonly usageQuantity?: Decimal;
}

/** What one resource gets of a charge. */
export interface FocusShare {
  /** Null for what stays unallocated. */
  readonly resourceId: string | null;
  /** For people. */
  readonly resourceName?: string;
  /** Labels of the resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What its part was reckoned from. */
  readonly elements: ReadonlyArray<ShareElement>;
}

/** One stretch of a charge that was split by weights of its own, such as an hour of a day. */
export interface ShareSlice {
  /** What the stretch cost: it decides how much its weights count. */
  readonly cost: Decimal;
  /** What each resource weighs in it; null is what nobody used. */
  readonly weights: ReadonlyMap<string | null, Decimal>;
}

/**
 * The shares of a charge whose weights changed over time: the weights of each stretch count by what it cost, not all
 * alike. An hour of 9 that went to A and one of 1 that went to B make 0.9 and 0.1, not 0.5 each. Costs count by their
 * size; where all are zero every stretch counts alike. Exact: everything is brought to a common denominator.
 */
export function costWeightedShares(
  slices: ReadonlyArray<ShareSlice>,
): Either<InvalidFocusSplit, ReadonlyArray<FocusShare>> {
  if (!Array.isArray(slices)) return refuse(slices, 'there must be a list of stretches');
  const sums: Decimal[] = [];
  for (const { weights } of slices) {
    let sum = new Decimal(0);
    for (const weight of weights.values()) {
      const read = toDecimal(weight);
      if (E.isLeft(read) || read.right.isNegative()) return refuse(weight, 'a weight must be a decimal from 0 up');
      sum = sum.plus(read.right);
    }
    sums.push(sum);
  }
  const counted = slices.filter((_, i) => !sums[i]!.isZero());
  if (counted.length === 0) return refuse(slices.length, 'some stretch must have a weight above zero');
  const free = counted.every(({ cost }) => cost.isZero());
  const total = new Map<string | null, Fraction>();
  slices.forEach(({ cost, weights }, i) => {
    if (sums[i]!.isZero()) return;
    const size = free ? new Decimal(1) : cost.abs();
    for (const [resourceId, weight] of weights) {
      const part = fraction(size.times(weight), sums[i]!);
      total.set(resourceId, plus(total.get(resourceId), part));
    }
  });
  const denominator = [...total.values()].reduce((product, { d }) => lcm(product, d), 1n);
  return E.right(
    [...total].map(([resourceId, { n, d }]) => {
      const weight = new Decimal((n * (denominator / d)).toString());
      return { resourceId, elements: [{ weight }] };
    }),
  );
}

interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

function fraction(n: Decimal, d: Decimal): Fraction {
  const places = Math.max(n.decimalPlaces(), d.decimalPlaces());
  const whole = (value: Decimal): bigint => BigInt(value.times(new Decimal(10).pow(places)).toFixed(0));
  return reduced(whole(n), whole(d));
}

function plus(a: Fraction | undefined, b: Fraction): Fraction {
  return a === undefined ? b : reduced(a.n * b.d + b.n * a.d, a.d * b.d);
}

function reduced(n: bigint, d: bigint): Fraction {
  const divisor = gcd(n, d);
  return { n: n / divisor, d: d / divisor };
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

function refuse(value: unknown, reason: string): Either<InvalidFocusSplit, never> {
  return E.left(invalidFocusSplit({ value, reason }));
}
