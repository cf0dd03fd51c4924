/** The port that tells the time. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The clock of the machine, for hosts that need no other. */
export const systemClock: Clock = { now: () => new Date() };

/** The port that makes ids. */
export interface IdSource {
  /** An id that was never given before. */
  next(): string;
}

/** Random ids (UUID version 4) from the platform's own generator. */
export const randomIds: IdSource = { next: () => crypto.randomUUID() };
