/** The port that tells the time. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The clock of the machine, for hosts that need no other. */
export const systemClock: Clock = { now: () => new Date() };
