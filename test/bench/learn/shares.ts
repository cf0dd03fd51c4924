import type { Example } from './examples.js';

/**
 * What each group of series counts while learning: in proportion to the square root of its number of series, so that
 * large groups lead and small ones are heard.
 */
export function sharesOf(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { group, given } of examples) if (given) counts.set(group, (counts.get(group) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + Math.sqrt(count), 0);
  return new Map([...counts].map(([group, count]) => [group, Math.sqrt(count) / total]));
}
