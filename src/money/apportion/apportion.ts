import { apportionError, type ApportionError } from '../../errors/money.js';
import { E, type Either } from '../../prelude.js';
import { Decimal, toDecimal } from '../decimal.js';
import { fromSafeUnits, fromUnits, toSafeUnits, toUnits } from '../units.js';
import { hamiltonSafe, SAFE_TOTAL, SAFE_WEIGHT_SUM } from './hamilton.js';
import { apportionUnits, type ApportionMethod } from './units.js';

/** How {@link apportion} splits. */
export interface ApportionOptions {
  /** The least number of digits behind the point of a share; the total's own digits are always kept. Default 0. */
  readonly scale?: number;
  readonly method?: ApportionMethod;
}

const LARGEST_SCALE = 120;

/**
 * Splits a total among weights without losing a digit: the shares, in the order of the weights, add up to the total
 * exactly. Shares are whole multiples of 10^-s, s being the larger of the total's own digits and `scale`. Each gets the
 * floor of its exact quota, and the units left go to the largest remainders, ties to the earlier position (Hamilton).
 * Weights that are all zero split equally; a negative total mirrors the positive one. O(n log n).
 *
 * Refused with an `ApportionError`: no weights, a weight that is negative or no decimal, a scale outside 0 to 120.
 *
 * @example
 * apportion(new Decimal('100.00'), [new Decimal(1), new Decimal(1), new Decimal(1)]) // 33.34, 33.33, 33.33
 */
export function apportion(
  total: Decimal,
  weights: ReadonlyArray<Decimal>,
  options: ApportionOptions = {},
): Either<ApportionError, ReadonlyArray<Decimal>> {
  const amount = toDecimal(total);
  if (E.isLeft(amount)) return E.left(apportionError({ reason: 'the total must be a decimal', value: total }));
  const request = readOptions(options);
  if (E.isLeft(request)) return request;
  const checked = readWeights(weights);
  if (E.isLeft(checked)) return checked;
  const scale = Math.max(amount.right.decimalPlaces(), request.right.scale);
  return E.right(split(amount.right, checked.right, scale, request.right.method));
}

function split(total: Decimal, weights: readonly Decimal[], scale: number, method: ApportionMethod): Decimal[] {
  let weightScale = 0;
  for (const weight of weights) weightScale = Math.max(weightScale, weight.decimalPlaces());
  if (method === 'hamilton') {
    const shares = splitSafely(total, weights, scale, weightScale);
    if (shares !== undefined) return shares;
  }
  const whole = weights.map((weight) => toUnits(weight, weightScale));
  return apportionUnits(toUnits(total, scale), whole, method).map((share) => fromUnits(share, scale));
}

/** The fast way, where total and weights fit whole doubles; `undefined` where they do not. */
function splitSafely(
  total: Decimal,
  weights: readonly Decimal[],
  scale: number,
  weightScale: number,
): Decimal[] | undefined {
  const units = toSafeUnits(total, scale);
  if (!(Math.abs(units) <= SAFE_TOTAL)) return undefined;
  const whole = new Float64Array(weights.length);
  let weightSum = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = toSafeUnits(weights[i]!, weightScale);
    whole[i] = weight;
    weightSum += weight;
    // Also false for the NaN of a weight that is too long.
    if (!(weightSum <= SAFE_WEIGHT_SUM)) return undefined;
  }
  if (weightSum === 0) weightSum = whole.fill(1).length;
  const shares = hamiltonSafe(Math.abs(units), whole, weightSum);
  const sign = units < 0 ? -1 : 1;
  const amounts = new Array<Decimal>(shares.length);
  for (let i = 0; i < shares.length; i += 1) amounts[i] = fromSafeUnits(sign * shares[i]!, scale);
  return amounts;
}

function readOptions(options: ApportionOptions): Either<ApportionError, Required<ApportionOptions>> {
  const { scale = 0, method = 'hamilton' } = options ?? {};
  if (!Number.isInteger(scale) || scale < 0 || scale > LARGEST_SCALE) {
    return E.left(apportionError({ reason: `the scale must be a whole number from 0 to ${LARGEST_SCALE}`, value: scale }));
  }
  if (method !== 'hamilton' && method !== 'sainteLague') {
    return E.left(apportionError({ reason: 'the method must be "hamilton" or "sainteLague"', value: method }));
  }
  return E.right({ scale, method });
}

function readWeights(weights: ReadonlyArray<Decimal>): Either<ApportionError, readonly Decimal[]> {
  if (!Array.isArray(weights) || weights.length === 0) {
    return E.left(apportionError({ reason: 'there must be a list of at least one weight', value: weights }));
  }
  const checked = new Array<Decimal>(weights.length);
  for (let index = 0; index < weights.length; index += 1) {
    const weight: unknown = weights[index];
    const decimal = toDecimal(weight);
    if (E.isLeft(decimal)) return E.left(apportionError({ reason: 'a weight must be a decimal', value: weight, index }));
    if (decimal.right.isNegative()) {
      return E.left(apportionError({ reason: 'a weight must not be negative', value: weight, index }));
    }
    checked[index] = decimal.right;
  }
  return E.right(checked);
}
