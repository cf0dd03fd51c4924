/** One finished piece of work: a call of a port, or a heavy pure computation. */
export interface Observation {
  /** `billing.charges`, `forecast.fit`: the port or room, then what was done. */
  readonly name: string;
  readonly tenantId?: string;
  readonly outcome: 'ok' | 'failed';
  /** The tag of the error, where it failed. */
  readonly errorTag?: string;
}

/**
 * The port through which a host sees what the library does: `start` is called as work begins, and what it returns as it
 * ends. An observer never changes an outcome: what it throws is dropped.
 */
export interface Observer {
  start(name: string, tenantId?: string): (observation: Observation) => void;
}

/** Sees nothing; the default. */
export const noObserver: Observer = { start: () => () => undefined };
