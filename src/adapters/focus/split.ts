import { apportionUnits } from '../../money/apportion-units.js';
import type { DecodeError } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { Decimal, formatDecimal, isDecimal, parseDecimal, toDecimal } from '../../money/decimal.js';
import { add, divide, leastCommonMultiple, rational, type Rational, ZERO } from '../../money/rational.js';
import { fromUnits, sum, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { numberOf, scanJsonObject } from './cell-values.js';
import { SUMMABLE } from './columns.js';
import { invalidFocusSplit, type InvalidFocusSplit } from './errors.js';
import { type FocusRow, withCells } from './rows.js';

/** How a charge is split. */
export interface FocusSplit {
  /** The documented method, as `AllocatedMethodId` names it. */
  readonly methodId: string;
  /** Who gets a part; the parts add up to the row. */
  readonly shares: readonly FocusShare[];
}

/** Costs that are a price times the quantity: so are those of the parts, and add up all the same. */
const PRODUCTS = [
  ['ListCost', 'ListUnitPrice'],
  ['ContractedCost', 'ContractedUnitPrice'],
] as const;
/** Decimal places of an `AllocatedRatio`: few enough that a reader with doubles loses none. */
const RATIO_SCALE = 12;
/** The least digits of a part: enough that a hundred thousand parts of a cent are still told apart. */
const PART_SCALE = 11;

/**
 * Splits one charge as FOCUS 1.3 demands of allocated rows (`DataGeneratorCalculatedSplitCostAllocationHandling`): one
 * row a share, dimensions and unit prices as in the origin, the five Allocated columns filled. The parts of every cost
 * and quantity add up to the origin's exactly, and so do the ratios to 1, because each is split by largest remainders
 * on the exact weights. The origin's row is to be left out of the file: with it the charge would stand there twice.
 */
export function splitFocusRow(
  origin: FocusRow,
  split: FocusSplit,
): Either<InvalidFocusSplit | DecodeError, readonly FocusRow[]> {
  return tryEither('the row or its split', () => splitRow(origin, split));
}

function splitRow(origin: FocusRow, split: FocusSplit): Either<InvalidFocusSplit, readonly FocusRow[]> {
  const wrong = flawOf(split);
  if (wrong !== undefined) return E.left(wrong);
  const weights = elementWeights(split.shares);
  const ratios = apportionUnits(10n ** BigInt(RATIO_SCALE), weights.flat()).map((units) =>
    fromUnits(units, RATIO_SCALE),
  );
  const ofShare = weights.map((list) => list.reduce((all, weight) => all + weight, 0n));
  const parts = new Map<string, readonly string[]>();
  for (const column of SUMMABLE) {
    const cell = origin.get(column);
    if (cell === null) continue;
    const amount = numberOf(cell);
    if (amount === undefined)
      return E.left(invalidFocusSplit({ value: cell, reason: `${column} of row ${origin.row} is no number` }));
    parts.set(column, partsOf(amount, ofShare));
  }
  for (const [cost, price] of PRODUCTS) {
    const quantities = parts.get('PricingQuantity');
    const [total, unit, quantity] = [cost, price, 'PricingQuantity'].map((column) =>
      numberOf(origin.get(column) ?? ''),
    );
    if (quantities === undefined || total === undefined || unit === undefined || !unit.times(quantity!).equals(total))
      continue;
    parts.set(
      cost,
      quantities.map((part) => formatDecimal(unit.times(numberOf(part)!))),
    );
  }
  let first = 0;
  return E.right(
    split.shares.map((share, i) => {
      const own = ratios.slice(first, first + share.elements.length);
      first += share.elements.length;
      const cells = new Map<string, string | null>([
        ['AllocatedMethodId', split.methodId],
        ['AllocatedMethodDetails', methodDetails(share.elements, own)],
        ['AllocatedResourceId', share.resourceId],
        ['AllocatedResourceName', share.resourceName ?? share.resourceId],
        ['AllocatedTags', ownTags(origin, share)],
      ]);
      for (const [column, list] of parts) cells.set(column, list[i]!);
      return withCells(origin, cells);
    }),
  );
}

function partsOf(amount: Decimal, weights: readonly bigint[]): string[] {
  const scale = Math.max(PART_SCALE, amount.decimalPlaces());
  return apportionUnits(toUnits(amount, scale), weights).map((units) => formatDecimal(fromUnits(units, scale)));
}

/** All weights as whole numbers of one scale. */
function elementWeights(shares: readonly FocusShare[]): bigint[][] {
  const places = Math.max(...shares.flatMap(({ elements }) => elements.map(({ weight }) => weight.decimalPlaces())));
  return shares.map(({ elements }) => elements.map(({ weight }) => toUnits(weight, places)));
}

/** The tags of the resource without the keys that the origin's own tags have: FOCUS forbids to say them twice. */
function ownTags(origin: FocusRow, { tags }: FocusShare): string | null {
  if (tags === undefined) return null;
  const known = new Set(scanJsonObject(origin.get('Tags') ?? '')?.map(({ key }) => key));
  return JSON.stringify(Object.fromEntries(Object.entries(tags).filter(([key]) => !known.has(key))));
}

function flawOf(split: FocusSplit): InvalidFocusSplit | undefined {
  const { methodId, shares } = split ?? {};
  const flaw = (value: unknown, reason: string): InvalidFocusSplit => invalidFocusSplit({ value, reason });
  if (typeof methodId !== 'string' || methodId === '') return flaw(methodId, 'the method must have an id');
  if (!Array.isArray(shares) || shares.length === 0) return flaw(shares, 'there must be a share');
  const seen = new Set<string | null>();
  const weights: Decimal[] = [];
  for (const { resourceId, elements } of shares.map((share) => share ?? {})) {
    if (seen.has(resourceId)) return flaw(resourceId, 'a resource must stand there once');
    seen.add(resourceId);
    if (resourceId === '' || !Array.isArray(elements) || elements.length === 0)
      return flaw(resourceId, 'a share needs a name and an element');
    for (const { weight, usageQuantity, usageUnit } of elements.map((element) => element ?? {})) {
      if (!isDecimal(weight) || !weight.isFinite() || weight.isNegative())
        return flaw(weight, 'a weight must be a decimal from 0 up');
      if (usageQuantity !== undefined && usageUnit === undefined)
        return flaw(usageQuantity, 'a quantity needs its unit');
      weights.push(weight);
    }
  }
  return sum(weights).isZero() ? flaw('all zero', 'some weight must be above zero') : undefined;
}

/**
 * The JSON of `AllocatedMethodDetails`. It is put together here because JSON.stringify would take the numbers through
 * doubles.
 */
export function methodDetails(elements: readonly ShareElement[], ratios: readonly Decimal[]): string {
  const written = elements.map(({ usageUnit, usageQuantity }, i) => {
    const fields = [`"AllocatedRatio":${formatDecimal(ratios[i]!)}`];
    if (usageUnit !== undefined) fields.push(`"UsageUnit":${JSON.stringify(usageUnit)}`);
    if (usageQuantity !== undefined) fields.push(`"UsageQuantity":${formatDecimal(usageQuantity)}`);
    return `{${fields.join(',')}}`;
  });
  return `{"Elements":[${written.join(',')}]}`;
}

const RATIO = /"AllocatedRatio"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** The ratios that stand in an `AllocatedMethodDetails`, digit for digit. */
export function allocatedRatios(details: string): readonly Decimal[] {
  return [...details.matchAll(RATIO)].flatMap(([, digits]) => {
    const ratio = parseDecimal(digits!);
    return E.isRight(ratio) ? [ratio.right] : [];
  });
}

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
  readonly elements: readonly ShareElement[];
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
  slices: readonly ShareSlice[],
): Either<InvalidFocusSplit | DecodeError, readonly FocusShare[]> {
  return tryEither('the stretches', () => sharesOf(slices));
}

function sharesOf(slices: readonly ShareSlice[]): Either<InvalidFocusSplit, readonly FocusShare[]> {
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
  const total = new Map<string | null, Rational>();
  slices.forEach(({ cost, weights }, i) => {
    if (sums[i]!.isZero()) return;
    const size = free ? new Decimal(1) : cost.abs();
    for (const [resourceId, weight] of weights) {
      const part = toRational(size.times(weight), sums[i]!);
      total.set(resourceId, add(total.get(resourceId) ?? ZERO, part));
    }
  });
  const denominator = [...total.values()].reduce((product, { d }) => leastCommonMultiple(product, d), 1n);
  return E.right(
    [...total].map(([resourceId, { n, d }]) => {
      const weight = new Decimal((n * (denominator / d)).toString());
      return { resourceId, elements: [{ weight }] };
    }),
  );
}

function toRational(n: Decimal, d: Decimal): Rational {
  const places = Math.max(n.decimalPlaces(), d.decimalPlaces());
  return divide(rational(toUnits(n, places)), rational(toUnits(d, places)));
}

function refuse(value: unknown, reason: string): Either<InvalidFocusSplit, never> {
  return E.left(invalidFocusSplit({ value, reason }));
}
