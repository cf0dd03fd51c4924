/** A demand forecast without its names: what the arithmetic of scenarios works on, step by step. */
export interface Demand {
  readonly mean: ReadonlyArray<number>;
  /** Per level, keyed by `String(level)`. */
  readonly quantiles: Readonly<Record<string, ReadonlyArray<number>>>;
}

/** Demand times a factor; its uncertainty grows with it. */
export function multiplyDemand(demand: Demand, factor: number): Demand {
  return mapSteps(
    demand,
    (value) => factor * value,
    (offset) => factor * offset,
  );
}

/** How a demand's uncertainty combines with the rest: independent ones by variance, those of one driver by width. */
export type Dependence = 'own' | 'traffic';

/** The sum of two demands, the second weighed by its share of each step. */
export function addDemand(
  demand: Demand,
  other: Demand,
  shares: ReadonlyArray<number>,
  dependence: Dependence,
): Demand {
  return mapSteps(
    demand,
    (value, h) => value + shares[h]! * other.mean[h]!,
    (offset, h, level) => {
      const extra = shares[h]! * quantileOffset(other, h, level);
      return dependence === 'own' ? Math.sign(offset + extra) * Math.hypot(offset, extra) : offset + extra;
    },
  );
}

/**
 * What is left of a demand without a part of it, never below zero. The part takes its own variance along, but what
 * stays is at least as uncertain, for its size, as the whole was.
 */
export function subtractDemand(demand: Demand, part: Demand, shares: ReadonlyArray<number>): Demand {
  const left = (value: number, h: number): number => Math.max(0, value - shares[h]! * part.mean[h]!);
  return mapSteps(demand, left, (offset, h, level) => {
    const whole = demand.mean[h]!;
    const gone = shares[h]! * quantileOffset(part, h, level);
    const independent = Math.sqrt(Math.max(0, offset * offset - gone * gone));
    const proportional = whole > 0 ? (Math.abs(offset) * left(whole, h)) / whole : 0;
    return Math.sign(offset) * Math.max(independent, proportional);
  });
}

/** Demand within what the metric can be. */
export function clampDemand(demand: Demand, [low, high]: readonly [number, number]): Demand {
  const clamp = (values: ReadonlyArray<number>): number[] =>
    values.map((value) => Math.max(low, Math.min(high, value)));
  return { mean: clamp(demand.mean), quantiles: mapLevels(demand, (_, values) => clamp(values)) };
}

/** Changes the mean and each quantile's distance from it. */
function mapSteps(
  demand: Demand,
  meanOf: (value: number, h: number) => number,
  offsetAt: (offset: number, h: number, level: string) => number,
): Demand {
  const mean = demand.mean.map(meanOf);
  const quantiles = mapLevels(demand, (level, values) =>
    values.map((_, h) => mean[h]! + offsetAt(quantileOffset(demand, h, level), h, level)),
  );
  return { mean, quantiles };
}

function mapLevels(
  demand: Demand,
  change: (level: string, values: ReadonlyArray<number>) => number[],
): Record<string, number[]> {
  return Object.fromEntries(Object.entries(demand.quantiles).map(([level, values]) => [level, change(level, values)]));
}

/** A demand that was not forecast at a level has no uncertainty there. */
const quantileOffset = ({ mean, quantiles }: Demand, h: number, level: string): number =>
  (quantiles[level]?.[h] ?? mean[h]!) - mean[h]!;
