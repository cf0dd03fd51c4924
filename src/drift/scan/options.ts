/** How fast the reads of one provider may go: a bucket of `burst` tokens that fills at `perSecond`. */
export interface RateLimit {
  /** Reads a second, over time. */
  readonly perSecond: number;
  /** Default: one second's worth. */
  readonly burst?: number;
}

/** How a scan goes about its work. */
export interface ScanOptions {
  /** How many resources are read at once. Default 8. */
  readonly concurrency?: number;
  /** By provider (`aws`, `google`); `*` is for those not named. Without an entry a provider is not limited. */
  readonly rateLimits?: Readonly<Record<string, RateLimit>>;
  /** How often a throttled read is tried in all. Default 5. */
  readonly attempts?: number;
  /**
   * The wait before the second attempt, doubling from there, with jitter, unless the provider names one. Default 0.5.
   */
  readonly backoffSeconds?: number;
  /**
   * Seconds for all reading, the lists of the ports too; what is not read by then is unreadable. What was read is still
   * recorded and dispatched. Default: none.
   */
  readonly deadlineSeconds?: number;
  /** Seconds for one call of a port. Default 30. */
  readonly callSeconds?: number;
  /** Calls the scan off: it ends with `Cancelled`, and the next scan dispatches what was not dispatched. */
  readonly signal?: AbortSignal;
  /** Told after each resource; what it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How long before the end of a suppression its owner is notified. Default 7 days. */
  readonly expiringWithinSeconds?: number;
  /** Who answers for the baselines that a scan records. Default `first scan`. */
  readonly baselineOwner?: string;
  /** How far back the audit trail is asked for who made a drift. Default 7 days. */
  readonly auditSeconds?: number;
}
