/** One finished piece of work: a call of a port, or a heavy pure computation. */
export interface Observation {
  /** `billing.charges`, `forecast.fit`: the port or room, then what was done. */
  readonly name: string;
  /** For whom, where the work is one tenant's. */
  readonly tenantId?: string;
  /** How it ended. */
  readonly outcome: 'ok' | 'failed';
  /** The tag of the error, where it failed. */
  readonly errorTag?: string;
}

/**
 * The port through which a host sees what the library does: `start` is called as work begins, and what it returns as it
 * ends. An observer never changes an outcome: what it throws is dropped.
 */
export interface Observer {
  /** Called as work begins; what it returns is called as the work ends. */
  start(name: string, tenantId?: string): (observation: Observation) => void;
}

/** Sees nothing; the default. */
export const noObserver: Observer = { start: () => () => undefined };
