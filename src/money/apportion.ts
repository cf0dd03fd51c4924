import { apportionError, type ApportionError } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import { type ApportionMethod, apportionUnits, hamiltonSafe, SAFE_TOTAL, SAFE_WEIGHT_SUM } from './apportion-units.js';
import { Decimal, type MoneyInput, toDecimal } from './decimal.js';
import { fromSafeUnitsList, fromUnits, toSafeUnits, toUnits } from './units.js';

/** How {@link apportion} splits. */
export interface ApportionOptions {
  /** The least number of decimal places of a share; those of the total are always kept. Default 0. */
  readonly scale?: number;
  /** How the units left over are given out. Default `hamilton`: to the largest remainders. */
  readonly method?: ApportionMethod;
}

const MAX_SCALE = 120;

/**
 * Splits a total among weights without losing a digit: the shares, in the order of the weights, add up to the total
 * exactly. Shares are whole multiples of 10^-s, s being the larger of the total's own digits and `scale`. Each gets the
 * floor of its exact quota, and the units left go to the largest remainders, ties to the earlier position (Hamilton).
 * Weights that are all zero split equally; a negative total mirrors the positive one. O(n log n).
 *
 * Refused with an `ApportionError`: no weights, a weight that is negative or no decimal, a scale outside 0 to 120.
 *
 * @example
 * apportion(new Decimal('100.00'), [new Decimal(1), new Decimal(1), new Decimal(1)], { scale: 2 }) // 33.34, 33.33,
 * 33.33
 */
export function apportion(
  total: MoneyInput,
  weights: ReadonlyArray<MoneyInput>,
  options: ApportionOptions = {},
): Either<ApportionError, ReadonlyArray<Decimal>> {
  try {
    return splitTotal(total, weights, options);
  } catch {
    // Only a getter or a proxy that throws gets here.
    return E.left(apportionError({ reason: 'the total, the weights or the options cannot be read', value: total }));
  }
}

function splitTotal(
  total: MoneyInput,
  weights: ReadonlyArray<MoneyInput>,
  options: ApportionOptions,
): Either<ApportionError, ReadonlyArray<Decimal>> {
  const amount = toDecimal(total);
  if (E.isLeft(amount)) return E.left(apportionError({ reason: 'the total must be a decimal', value: total }));
  const request = readOptions(options);
  if (E.isLeft(request)) return request;
  const { method } = request.right;
  const scale = Math.max(amount.right.decimalPlaces(), request.right.scale);
  const quick = method === 'hamilton' ? splitFast(amount.right, weights, scale) : undefined;
  if (quick !== undefined) return E.right(quick);
  const checked = readWeights(weights);
  if (E.isLeft(checked)) return checked;
  const { list, places } = checked.right;
  const units = list.map((weight) => toUnits(weight, places));
  return E.right(apportionUnits(toUnits(amount.right, scale), units, method).map((share) => fromUnits(share, scale)));
}

/**
 * The fast way, where total and weights are this library's own decimals and fit whole doubles; `undefined` otherwise.
 */
function splitFast(total: Decimal, weights: ReadonlyArray<MoneyInput>, scale: number): Decimal[] | undefined {
  const units = toSafeUnits(total, scale);
  const whole = toFastWeights(weights);
  if (!(Math.abs(units) <= SAFE_TOTAL) || whole === undefined) return undefined;
  let weightSum = 0;
  for (let i = 0; i < whole.length; i += 1) weightSum += whole[i]!;
  if (!(weightSum <= SAFE_WEIGHT_SUM)) return undefined;
  if (weightSum === 0) weightSum = whole.fill(1).length;
  const shares = hamiltonSafe(Math.abs(units), whole, weightSum);
  return fromSafeUnitsList(shares, units < 0 ? -1 : 1, scale);
}

/** Powers of ten up to this one are exact doubles. */
const MAX_FAST_PLACES = 22;

/**
 * Weights as whole doubles of one scale, which grows with the decimal places of the weights as they come: each is read
 * once, since reading scattered objects takes most of the time. `undefined` where one is no plain decimal of ours or is
 * too long.
 */
function toFastWeights(weights: ReadonlyArray<MoneyInput>): Float64Array | undefined {
  if (!Array.isArray(weights) || weights.length === 0) return undefined;
  const whole = new Float64Array(weights.length);
  let places = 0;
  for (let i = 0; i < whole.length; i += 1) {
    const weight: unknown = weights[i];
    if (!(weight instanceof Decimal) || weight.constructor !== Decimal || weight.s < 0) return undefined;
    let units = toSafeUnits(weight, places);
    if (Number.isNaN(units)) {
      const own = weight.decimalPlaces();
      // Neither more places than the weights before it, nor units that fit.
      if (!(own > places && own <= MAX_FAST_PLACES)) return undefined;
      const factor = 10 ** (own - places);
      for (let before = 0; before < i; before += 1) whole[before]! *= factor;
      places = own;
      units = toSafeUnits(weight, places);
      if (Number.isNaN(units)) return undefined;
    }
    whole[i] = units;
  }
  return whole;
}

function readOptions(options: ApportionOptions): Either<ApportionError, Required<ApportionOptions>> {
  const { scale = 0, method = 'hamilton', ...misspelled } = options ?? {};
  for (const name of Object.keys(misspelled))
    return E.left(apportionError({ reason: 'the options are scale and method', value: name }));
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    return E.left(apportionError({ reason: `the scale must be a whole number from 0 to ${MAX_SCALE}`, value: scale }));
  }
  if (method !== 'hamilton' && method !== 'sainteLague') {
    return E.left(apportionError({ reason: 'the method must be "hamilton" or "sainteLague"', value: method }));
  }
  return E.right({ scale, method });
}

/** Weights that have been looked at, and the most decimal places that one of them has. */
interface Weights {
  readonly list: readonly Decimal[];
  readonly places: number;
}

function readWeights(weights: ReadonlyArray<MoneyInput>): Either<ApportionError, Weights> {
  if (!Array.isArray(weights) || weights.length === 0) {
    return E.left(apportionError({ reason: 'there must be a list of at least one weight', value: weights }));
  }
  const list = new Array<Decimal>(weights.length);
  let places = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight: unknown = weights[index];
    const decimal = toDecimal(weight);
    if (E.isLeft(decimal))
      return E.left(apportionError({ reason: 'a weight must be a decimal', value: weight, index }));
    if (decimal.right.isNegative()) {
      return E.left(apportionError({ reason: 'a weight must not be negative', value: weight, index }));
    }
    list[index] = decimal.right;
    places = Math.max(places, decimal.right.decimalPlaces());
  }
  return E.right({ list, places });
}
