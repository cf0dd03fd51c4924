/** Growth whose truth is known, for the benches of exhaustion dates. */

/** A small reproducible generator of uniform and normal numbers (Numerical Recipes' linear congruential one). */
export function chance(seed: number): { uniform: (low: number, high: number) => number; normal: () => number } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) next();
  return {
    uniform: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** What a group of series has besides growth. */
export interface GrowthKind {
  readonly name: string;
  readonly curve: 'linear' | 'exponential';
  readonly weekly?: boolean;
  /** Sampled by the hour with a daily cycle, so that peaks reach the capacity first. */
  readonly hourly?: boolean;
  readonly shift?: 'level' | 'slope';
  readonly wandering?: boolean;
  /** One day in twenty missing and one in forty an outlier. */
  readonly dirty?: boolean;
}

const FEATURES: readonly Omit<GrowthKind, 'curve'>[] = [
  { name: 'plain' },
  { name: 'weekly season', weekly: true },
  { name: 'hourly peaks', hourly: true },
  { name: 'level shift', shift: 'level' },
  { name: 'slope change', shift: 'slope' },
  { name: 'season and shift', weekly: true, shift: 'level' },
  { name: 'gaps and outliers', dirty: true },
  { name: 'wandering', wandering: true },
];

/** Both curves with every feature. */
export const GROWTH_KINDS: readonly GrowthKind[] = (['linear', 'exponential'] as const).flatMap((curve) =>
  FEATURES.map((feature) => ({ ...feature, name: `${curve}, ${feature.name}`, curve })),
);

export interface SimulatedGrowth {
  readonly points: readonly { readonly timestamp: number; readonly value: number }[];
  readonly now: number;
  readonly capacity: number;
  /** Days from now until the noise-free demand reaches the capacity; Infinity where not within `FUTURE_DAYS`. */
  readonly truth: number;
}

export const HISTORY_DAYS = 90;
export const FUTURE_DAYS = 365;
const START = 1_750_032_000;
const WEEK_SHAPE = [0.3, 0.5, 0.4, 0.2, 0, -0.8, -0.6];

/** One series of a kind: 20 to 200 % growth a year, 1 to 8 % noise, capacity reached 20 to 450 days ahead. */
export function simulateGrowth(kind: GrowthKind, seed: number): SimulatedGrowth {
  const { uniform, normal } = chance(seed);
  const base = uniform(20, 100);
  const yearly = uniform(0.2, 2);
  const noise = uniform(0.01, 0.08);
  const amplitude = uniform(0.05, 0.2);
  const shiftAt = Math.floor(uniform(20, 70));
  const shift = uniform(0.2, 0.5) * (uniform(0, 1) < 0.5 ? -1 : 1);
  const ahead = uniform(20, 450);
  const wander = wanderings(kind, base, normal);
  const level = (day: number): number => {
    const before = kind.shift === 'slope' ? Math.min(0, day - shiftAt) * (-shift * 2) : 0;
    const grown =
      kind.curve === 'linear' ? base * (1 + (yearly * (day + before)) / 365) : base * (1 + yearly) ** (day / 365);
    const jumped = kind.shift === 'level' && day < shiftAt ? 1 / (1 + shift) : 1;
    return (
      (grown + wander[Math.floor(day)]!) * jumped * (kind.weekly ? 1 + amplitude * WEEK_SHAPE[Math.floor(day) % 7]! : 1)
    );
  };
  const withinDay = (hour: number): number =>
    kind.hourly ? 1 + 2 * amplitude * Math.sin((2 * Math.PI * (hour - 8)) / 24) : 1;
  const peak = kind.hourly ? 1 + 2 * amplitude : 1;
  const demand = (day: number): number => level(day) * peak;
  const capacity = Math.max(demand(HISTORY_DAYS + Math.min(ahead, FUTURE_DAYS + 60)), demand(HISTORY_DAYS - 1) * 1.03);
  const samples = kind.hourly ? 24 : 1;
  const points: { timestamp: number; value: number }[] = [];
  // Half of the series have noise that lasts some days.
  const memory = uniform(0, 1) < 0.5 ? 0 : 0.7 ** (1 / samples);
  let lasting = normal();
  for (let i = 0; i < HISTORY_DAYS * samples; i++) {
    const day = i / samples;
    lasting = memory * lasting + Math.sqrt(1 - memory * memory) * normal();
    const expected = level(day) * withinDay(i % 24);
    const size = kind.curve === 'linear' ? base : expected;
    const outlier = kind.dirty && uniform(0, 1) < 1 / 40 ? 2 * base : 0;
    if (!(kind.dirty && uniform(0, 1) < 1 / 20)) {
      points.push({ timestamp: START + day * 86_400, value: Math.max(0, expected + noise * size * lasting + outlier) });
    }
  }
  return { points, now: START + HISTORY_DAYS * 86_400, capacity, truth: crossing(demand, capacity) };
}

function wanderings({ wandering }: GrowthKind, base: number, normal: () => number): number[] {
  let sum = 0;
  return Array.from({ length: HISTORY_DAYS + 2 * FUTURE_DAYS }, () => (sum += wandering ? 0.003 * base * normal() : 0));
}

/** First day from now on that the noise-free demand reaches the capacity, interpolated. */
function crossing(demand: (day: number) => number, capacity: number): number {
  for (let day = 0; day <= FUTURE_DAYS; day++) {
    const value = demand(HISTORY_DAYS + day);
    if (value < capacity) continue;
    const before = demand(HISTORY_DAYS + day - 1);
    return Math.max(0, before < capacity ? day - 1 + (capacity - before) / (value - before) : day);
  }
  return Infinity;
}
