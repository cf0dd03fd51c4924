import { jsonValue, mutate, type Random } from '../random.js';

/** A value with some of its places exchanged for others. */
export function shaken(random: Random, value: unknown): unknown {
  if (random.chance(0.08)) return jsonValue(random, 2);
  if (typeof value === 'string') return random.chance(0.2) ? mutate(random, value) : value;
  if (Array.isArray(value)) return value.filter(() => random.chance(0.8)).map((member) => shaken(random, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shaken(random, member)]));
}
