import { apportionUnits } from '../../../money/apportion.js';
import { type Decimal, formatDecimal, isDecimal } from '../../../money/decimal.js';
import { fromUnits, sum, toUnits } from '../../../money/units.js';
import { E, type Either } from '../../../prelude.js';
import { jsonObject, numberOf } from '../cell-values.js';
import { SUMMABLE } from '../columns.js';
import { invalidFocusSplit, type InvalidFocusSplit } from '../errors.js';
import { type FocusRow, withCells } from '../focus-row.js';
import { methodDetails } from './method-details.js';
import type { FocusShare } from './shares.js';

/** How a charge is split. */
export interface FocusSplit {
  /** The documented method, as `AllocatedMethodId` names it. */
  readonly methodId: string;
  /** Who gets a part; the parts add up to the row. */
  readonly shares: ReadonlyArray<FocusShare>;
}

/** Digits behind the point of an `AllocatedRatio`: few enough that a reader with doubles loses none. */
const RATIO_SCALE = 12;
/** The least digits of a part: enough that a hundred thousand parts of a cent are still told apart. */
const PART_SCALE = 11;

/**
 * Splits one charge as FOCUS 1.3 demands of allocated rows (`DataGeneratorCalculatedSplitCostAllocationHandling`): one
 * row a share, dimensions and unit prices as in the origin, the five Allocated columns filled. The parts of every cost
 * and quantity add up to the origin's exactly, and so do the ratios to 1, because each is split by largest remainders
 * on the exact weights. The origin's row is to be left out of the file: with it the charge would stand there twice.
 */
export function splitFocusRow(origin: FocusRow, split: FocusSplit): Either<InvalidFocusSplit, ReadonlyArray<FocusRow>> {
  const wrong = flawOf(split);
  if (wrong !== undefined) return E.left(wrong);
  const weights = elementWeights(split.shares);
  const ratios = apportionUnits(10n ** BigInt(RATIO_SCALE), weights.flat()).map((units) =>
    fromUnits(units, RATIO_SCALE),
  );
  const ofShare = weights.map((list) => list.reduce((all, weight) => all + weight, 0n));
  const parts = new Map<string, ReadonlyArray<string>>();
  for (const column of SUMMABLE) {
    const cell = origin.get(column);
    if (cell === null) continue;
    const amount = numberOf(cell);
    if (amount === undefined)
      return E.left(invalidFocusSplit({ value: cell, reason: `${column} of row ${origin.row} is no number` }));
    parts.set(column, partsOf(amount, ofShare));
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
        ['AllocatedResourceName', share.resourceName ?? null],
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
function elementWeights(shares: ReadonlyArray<FocusShare>): bigint[][] {
  const places = Math.max(...shares.flatMap(({ elements }) => elements.map(({ weight }) => weight.decimalPlaces())));
  return shares.map(({ elements }) => elements.map(({ weight }) => toUnits(weight, places)));
}

/** The tags of the resource without the keys that the origin's own tags have: FOCUS forbids to say them twice. */
function ownTags(origin: FocusRow, { tags }: FocusShare): string | null {
  if (tags === undefined) return null;
  const said = new Set(Object.keys(jsonObject(origin.get('Tags') ?? '') ?? {}));
  return JSON.stringify(Object.fromEntries(Object.entries(tags).filter(([key]) => !said.has(key))));
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
