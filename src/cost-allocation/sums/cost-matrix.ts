import { apportionError, type ApportionError, type DecodeError } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { apportionUnits, hamiltonSafe, SAFE_TOTAL, SAFE_WEIGHT_SUM } from '../../money/apportion-units.js';
import { type Decimal, type MoneyInput, toDecimal } from '../../money/decimal.js';
import { formatUnits, fromSafeUnitsList, fromUnits, powerOfTen, toSafeUnits, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { UNALLOCATED } from '../model/allocation-result.js';
import { COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';

/**
 * Sums of many groups of whole units, exact whatever the magnitude: each is a double as long as it is a safe integer,
 * and what no longer fits is moved over to a bigint. Nothing wraps and nothing is rounded.
 */
export interface ExactSums {
  /** By group: the part that is a safe integer. */
  safe: Float64Array;
  /** By group, where there is any: the part that was moved over. */
  readonly overflow: Map<number, bigint>;
}

export function createExactSums(groups: number): ExactSums {
  return { safe: new Float64Array(groups), overflow: new Map() };
}

/** Makes room for more groups, at least doubling, so that growing one by one costs O(n) in all. */
function growSums(sums: ExactSums, groups: number): void {
  if (groups <= sums.safe.length) return;
  const wider = new Float64Array(Math.max(groups, 2 * sums.safe.length));
  wider.set(sums.safe);
  sums.safe = wider;
}

/** Adds a safe integer. The sum of two is exact if it is safe too, and rounds to an unsafe one if it is not. */
export function addSafe(sums: ExactSums, group: number, units: number): void {
  const total = sums.safe[group]! + units;
  if (total <= Number.MAX_SAFE_INTEGER && total >= Number.MIN_SAFE_INTEGER) sums.safe[group] = total;
  else addBig(sums, group, BigInt(units) + BigInt(sums.safe[group]!), 0);
}

/** Adds an amount of any size; `rest` is what then remains in the double. */
export function addBig(sums: ExactSums, group: number, units: bigint, rest: number = sums.safe[group]!): void {
  sums.overflow.set(group, (sums.overflow.get(group) ?? 0n) + units);
  sums.safe[group] = rest;
}

/** The whole sum of a group. */
export function totalOf(sums: ExactSums, group: number): bigint {
  const overflow = sums.overflow.get(group);
  const safe = BigInt(sums.safe[group] ?? 0);
  return overflow === undefined ? safe : safe + overflow;
}

/** What every tenant has cost in every category, exactly. */
export interface CostMatrix {
  /** In order of UTF-16 code units; null, last, are the shared pools that name no tenant. */
  readonly tenantIds: readonly (string | null)[];
  /** The columns, in order. */
  readonly categories: readonly CostCategory[];
  /** Sums are whole numbers of 10^-scale. */
  readonly scale: number;
  /** The sum of a tenant in a category; zero where either is unknown. */
  cost(tenantId: string | null, category: CostCategory): Decimal;
  /** The same in units, by position. */
  units(tenant: number, category: number): bigint;
  /** Everything, in order of tenants and categories, amounts as plain text. Sums of zero are left out. */
  entries(): readonly (readonly [tenantId: string | null, category: CostCategory, cost: string])[];
  /** The sums behind it: group `tenant * categories.length + category`. */
  readonly sums: ExactSums;
}

function costMatrix(
  tenantIds: readonly (string | null)[],
  categories: readonly CostCategory[],
  scale: number,
  sums: ExactSums,
): CostMatrix {
  const units = (tenant: number, category: number): bigint => totalOf(sums, tenant * categories.length + category);
  return {
    tenantIds,
    categories,
    scale,
    sums,
    units,
    cost: (tenantId, category) => {
      const [tenant, column] = [tenantIds.indexOf(tenantId), categories.indexOf(category)];
      return fromUnits(tenant < 0 || column < 0 ? 0n : units(tenant, column), scale);
    },
    entries: () =>
      tenantIds.flatMap((tenantId, tenant) =>
        categories.flatMap((category, column) => {
          const sum = units(tenant, column);
          return sum === 0n ? [] : [[tenantId, category, formatUnits(sum, scale)] as const];
        }),
      ),
  };
}

/** How many categories there are: tenant t's sums begin at `t * WIDTH`. */
export const WIDTH: number = COST_CATEGORIES.length;

/** Sums in the making: tenants are numbered as they come, and amounts are kept by the scale they came with. */
export interface MatrixAccumulator {
  readonly tenantIds: (string | null)[];
  readonly tenantCodes: Map<string | null, number>;
  /** By scale: group `tenant code * WIDTH + category code`. */
  readonly sumsByScale: Map<number, ExactSums>;
}

export function createMatrixAccumulator(): MatrixAccumulator {
  return { tenantIds: [], tenantCodes: new Map(), sumsByScale: new Map() };
}

/** The number of a tenant, a new one for a new tenant. */
export function tenantCode(accumulator: MatrixAccumulator, tenantId: string | null): number {
  const known = accumulator.tenantCodes.get(tenantId);
  if (known !== undefined) return known;
  const code = accumulator.tenantIds.push(tenantId) - 1;
  accumulator.tenantCodes.set(tenantId, code);
  for (const sums of accumulator.sumsByScale.values()) growSums(sums, (code + 1) * WIDTH);
  return code;
}

/** The sums of amounts at a scale, with room for every tenant seen so far. */
export function sumsAtScale(accumulator: MatrixAccumulator, scale: number): ExactSums {
  const known = accumulator.sumsByScale.get(scale);
  if (known !== undefined) return known;
  const made = createExactSums(Math.max(64, accumulator.tenantIds.length) * WIDTH);
  accumulator.sumsByScale.set(scale, made);
  return made;
}

/**
 * Ends an accumulator: tenants in order of UTF-16 code units, the shared pools of nobody last, every sum at the largest
 * scale.
 */
export function toCostMatrix(accumulator: MatrixAccumulator): CostMatrix {
  const names = accumulator.tenantIds.filter((tenantId) => tenantId !== null).sort();
  const tenantIds = accumulator.tenantCodes.has(null) ? [...names, null] : names;
  const scale = Math.max(0, ...accumulator.sumsByScale.keys());
  const sums = createExactSums(tenantIds.length * WIDTH);
  for (const [from, section] of accumulator.sumsByScale) {
    tenantIds.forEach((tenantId, place) => {
      const code = accumulator.tenantCodes.get(tenantId)!;
      for (let c = 0; c < WIDTH; c += 1) addAt(sums, place * WIDTH + c, section, code * WIDTH + c, scale - from);
    });
  }
  return costMatrix(tenantIds, COST_CATEGORIES, scale, sums);
}

function addAt(into: ExactSums, group: number, section: ExactSums, from: number, digits: number): void {
  const scaled = section.safe[from]! * 10 ** digits;
  // A product of whole numbers that is safe was not rounded: 10^22 is the last power that a double has exactly.
  const isSafe = section.overflow.size === 0 || !section.overflow.has(from);
  if (isSafe && (scaled === 0 || (digits <= 22 && Number.isSafeInteger(scaled)))) {
    addSafe(into, group, scaled);
  } else addBig(into, group, totalOf(section, from) * powerOfTen(digits));
}

/** Shares of a pool: those of `tenantIds[i]` are `shares[i]`, and they add up to the pool exactly. */
export interface PoolShares {
  /** Who shares, in the order of `shares`. */
  readonly tenantIds: readonly string[];
  /** What each gets; they add up to the pool. */
  readonly shares: readonly Decimal[];
}

/**
 * Splits a shared pool among the tenants of a matrix by what they cost directly; who costs nothing or less gets
 * nothing, and where none costs anything all get the same. Without a tenant it stays unallocated. Hamilton's method,
 * ties to the smaller tenant id. `scale` is the least number of decimal places of a share. O(tenants).
 */
export function sharePool(
  matrix: CostMatrix,
  pool: MoneyInput,
  scale = 0,
): Either<ApportionError | DecodeError, PoolShares> {
  return tryEither('the matrix', () => shareAmong(matrix, pool, scale));
}

function shareAmong(matrix: CostMatrix, pool: MoneyInput, scale: number): Either<ApportionError, PoolShares> {
  const amount = toDecimal(pool);
  if (E.isLeft(amount)) return E.left(apportionError({ reason: 'the pool must be a decimal', value: pool }));
  if (!Number.isInteger(scale) || scale < 0 || scale > 120) {
    return E.left(apportionError({ reason: 'the scale must be a whole number from 0 to 120', value: scale }));
  }
  const places = Math.max(scale, amount.right.decimalPlaces());
  const tenantIds = matrix.tenantIds.filter((id) => id !== null);
  if (tenantIds.length === 0) return E.right({ tenantIds: [UNALLOCATED], shares: [amount.right] });
  const shares =
    splitOnDoubles(matrix, amount.right, places, tenantIds.length) ??
    splitOnBigInts(matrix, amount.right, places, tenantIds.length);
  return E.right({ tenantIds, shares });
}

function splitOnBigInts(matrix: CostMatrix, pool: Decimal, scale: number, tenants: number): Decimal[] {
  const width = matrix.categories.length;
  const weights = Array.from({ length: tenants }, (_, tenant) => {
    let weight = 0n;
    for (let c = 0; c < width; c += 1) weight += matrix.units(tenant, c);
    return weight > 0n ? weight : 0n;
  });
  return apportionUnits(toUnits(pool, scale), weights).map((share) => fromUnits(share, scale));
}

/** The same on doubles, where everything is a safe integer; `undefined` where it is not. */
function splitOnDoubles(
  { sums, categories }: CostMatrix,
  pool: Decimal,
  scale: number,
  tenants: number,
): Decimal[] | undefined {
  const units = toSafeUnits(pool, scale);
  if (sums.overflow.size > 0 || !(Math.abs(units) <= SAFE_TOTAL)) return undefined;
  const weights = new Float64Array(tenants);
  let weightSum = 0;
  for (let tenant = 0; tenant < tenants; tenant += 1) {
    let weight = 0;
    for (let c = 0; c < categories.length; c += 1) {
      weight += sums.safe[tenant * categories.length + c]!;
      if (!Number.isSafeInteger(weight)) return undefined;
    }
    weights[tenant] = Math.max(0, weight);
    weightSum += weights[tenant]!;
    if (weightSum > SAFE_WEIGHT_SUM) return undefined;
  }
  if (weightSum === 0) weightSum = weights.fill(1).length;
  return fromSafeUnitsList(hamiltonSafe(Math.abs(units), weights, weightSum), units < 0 ? -1 : 1, scale);
}
