import { findProblem } from '../codec/decode.js';
import { decode } from '../codec/decode.js';
import { Decimal, getScale } from '../money/decimal.js';
import { greatestCommonDivisor } from '../money/rational.js';
import { E, type Either } from '../prelude.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import { InstanceCatalog, type InstancePlan, type InstanceType } from './model/capacity.js';

/** Finer sizes than millionths are rounded down. */
const SIZE_DECIMALS = 6;
/** Every size up to this many steps is looked at; what is beyond is bought in the type with the lowest price a unit. */
const MAX_STEPS = 1_000_000;

/** A type with what counts of its size and its price, both in whole steps. */
interface CountedType {
  readonly type: InstanceType;
  readonly size: number;
  readonly price: number;
}

/**
 * The instances that hold a demand at least cost: an exact answer, by dynamic programming over every amount up to the
 * demand (the unbounded covering knapsack, Kellerer, Pferschy & Pisinger 2004). Each zone holds an equal share, large
 * enough that the rest still holds all where the spare zones are lost. Of answers that cost the same the one with fewer
 * instances is taken, then the one whose types come first by name, whatever the order of the catalog.
 *
 * @param demand in the units that the catalog's sizes are in, headroom included.
 * @param catalog as the model, or as its JSON form.
 * @returns the instances to have; none for no demand. Time grows with demand over the common step of the sizes.
 * @example
 * const plan = orThrow(planInstances(44, {
 *   currency: 'EUR',
 *   types: [{ instanceType: 'large', size: 8, hourly: '0.40' }, { instanceType: 'small', size: 2, hourly: '0.11' }],
 *   zones: 3, spareZones: 1,
 * })); // 22 a zone: 2 large and 3 small in each of the three
 */
export function planInstances(
  demand: number,
  catalog: InstanceCatalog | Readonly<Record<string, unknown>>,
): Either<InvalidForecastOption, InstancePlan> {
  const known = decode(InstanceCatalog, catalog, 'the catalog');
  if (E.isLeft(known)) {
    const wrong = findProblem(InstanceCatalog, catalog, 'catalog');
    return E.left(
      invalidForecastOption(wrong ?? { option: 'catalog', value: catalog, expected: InstanceCatalog.name }),
    );
  }
  if (typeof demand !== 'number' || !(demand >= 0 && demand <= Number.MAX_SAFE_INTEGER)) {
    const expected = 'a number from 0';
    return E.left(invalidForecastOption({ option: 'demand', value: demand, expected }));
  }
  const { types, largestUnit, zones = 1, spareZones = 0, currency } = known.right;
  const perZone = demand / (zones - spareZones);
  const usable = usableTypes(types, largestUnit);
  if (usable.length === 0) {
    const largest = Math.max(...types.map(({ size }) => size));
    const expected = `at most the size of the largest type, ${largest}`;
    return E.left(invalidForecastOption({ option: 'catalog.largestUnit', value: largestUnit, expected }));
  }
  const counts = cheapestCover(perZone, usable);
  const bought = usable.flatMap(({ type, size }, i) => (counts[i]! > 0 ? [{ type, size, count: counts[i]! }] : []));
  const hourlyCost = bought.reduce(
    (sum, { type, count }) => sum.plus(type.hourly.times(count).times(zones)),
    new Decimal(0),
  );
  return E.right({
    instances: bought.map(({ type, count }) => ({ instanceType: type.instanceType, count: count * zones })),
    zones,
    usableSize: bought.reduce((sum, { size, count }) => sum + size * count, 0) * (zones - spareZones),
    hourlyCost,
    currency,
  });
}

/** The types that can run the largest unit of demand, by name; of their size only whole such units count. */
function usableTypes(
  types: readonly InstanceType[],
  largestUnit: number | undefined,
): readonly { readonly type: InstanceType; readonly size: number }[] {
  return types
    .map((type) => ({
      type,
      size: largestUnit === undefined ? type.size : Math.floor(type.size / largestUnit + 1e-9) * largestUnit,
    }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => (a.type.instanceType < b.type.instanceType ? -1 : 1));
}

/** How many of each type cover a demand at least cost. */
function cheapestCover(
  demand: number,
  types: readonly { readonly type: InstanceType; readonly size: number }[],
): readonly number[] {
  const { counted, step } = countTypes(types);
  let left = Math.ceil(demand / step - 1e-9);
  const counts = counted.map(() => 0);
  if (left > MAX_STEPS) {
    const best = counted.reduce((a, b) => (b.price * a.size < a.price * b.size ? b : a));
    const many = Math.floor((left - MAX_STEPS / 2) / best.size);
    counts[counted.indexOf(best)] = many;
    left -= many * best.size;
  }
  const costs = new Float64Array(left + 1);
  const sizes = new Float64Array(left + 1);
  const chosen = new Int32Array(left + 1);
  for (let amount = 1; amount <= left; amount++) {
    let [cost, size, choice] = [Infinity, Infinity, 0];
    for (let i = 0; i < counted.length; i++) {
      const before = Math.max(0, amount - counted[i]!.size);
      const price = costs[before]! + counted[i]!.price;
      const number = sizes[before]! + 1;
      if (price < cost || (price === cost && number < size)) [cost, size, choice] = [price, number, i];
    }
    costs[amount] = cost;
    sizes[amount] = size;
    chosen[amount] = choice;
  }
  while (left > 0) {
    const choice = chosen[left]!;
    counts[choice]! += 1;
    left = Math.max(0, left - counted[choice]!.size);
  }
  return counts;
}

/** Sizes in their largest common step, prices in whole units of their last decimal place. */
function countTypes(types: readonly { readonly type: InstanceType; readonly size: number }[]): {
  readonly counted: readonly CountedType[];
  readonly step: number;
} {
  const scale = Math.max(...types.map(({ type }) => getScale(type.hourly)));
  const fine = 10 ** SIZE_DECIMALS;
  const whole = types.map(({ size }) => Math.max(1, Math.floor(size * fine + 1e-3)));
  const common = whole.reduce((a, b) => Number(greatestCommonDivisor(BigInt(a), BigInt(b))));
  const counted = types.map(({ type }, i) => ({
    type,
    size: whole[i]! / common,
    price: type.hourly.times(new Decimal(10).pow(scale)).toNumber(),
  }));
  return { counted, step: common / fine };
}
