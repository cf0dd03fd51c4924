/** Every cost that a charge may state. */
export const COST_BASES = ['effective', 'billed', 'list', 'contracted'] as const;

/** Which of a charge's costs is counted. A charge that does not state it counts with its `cost`. */
export type CostBasis = (typeof COST_BASES)[number];

/** Every time at which a charge may count. */
export const COST_VIEWS = ['accrual', 'cash'] as const;

/** When a charge counts: as it accrues, or in the period on whose invoice it stands. */
export type CostView = (typeof COST_VIEWS)[number];

/** Every way to treat a charge that comes a second time. */
export const DUPLICATE_POLICIES = ['fail', 'exclude'] as const;

/** What becomes of a bill with the same charge twice: it is refused, or what comes again is left out and counted. */
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

/** Every way to treat the unused part of commitments. */
export const UNUSED_COMMITMENTS = ['exclude', 'owner', 'pool'] as const;

/**
 * What becomes of `purchaseCost`, where the bill states there what of a commitment was not used: it stays out, goes to
 * the tenant of the charge, or to its pool.
 */
export type UnusedCommitments = (typeof UNUSED_COMMITMENTS)[number];
