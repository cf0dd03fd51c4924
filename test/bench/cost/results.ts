/** The outcome that every contender of the cost benchmark must reach, as text, so that the last digit counts. */
import type { CostMatrix, PoolShares } from '../../../src/cost-allocation/sums/index.js';
import { formatDecimal } from '../../../src/money/decimal.js';

/**
 * `tenant|category=amount`, with the category `pool` for a share of the pool and an empty tenant for the pool itself;
 * sorted.
 */
export type Outcome = readonly string[];

export function ourOutcome({ matrix, pool }: { readonly matrix: CostMatrix; readonly pool: PoolShares }): Outcome {
  return [
    ...matrix.entries().map(([tenant, category, cost]) => `${tenant ?? ''}|${category}=${cost}`),
    ...pool.shares.flatMap((share, i) => (share.isZero() ? [] : [`${pool.tenantIds[i]}|pool=${formatDecimal(share)}`])),
  ].sort();
}

export function assertSame(name: string, found: Outcome, expected: Outcome): void {
  const at = expected.findIndex((line, i) => found[i] !== line);
  if (at < 0 && found.length === expected.length) return;
  throw new Error(
    `${name}: ${found.length} lines for ${expected.length}, first difference ${found[at]} for ${expected[at]}`,
  );
}
