/** The outcome that every contender of the cost benchmark must reach, as text, so that the last digit counts. */
import type { CostMatrix, PoolShares } from '../../../src/cost-allocation/columnar/index.js';
/** `tenant|category=amount`, with the category `pool` for a share of the pool and an empty tenant for the pool itself; sorted. */
export type Outcome = readonly string[];
export declare function ourOutcome({ matrix, pool }: {
    readonly matrix: CostMatrix;
    readonly pool: PoolShares;
}): Outcome;
export declare function assertSame(name: string, found: Outcome, expected: Outcome): void;
