/** The port that makes ids. */
export interface IdSource {
  /** An id that was never given before. */
  next(): string;
}

/** Random ids (UUID version 4) from the platform's own generator. */
export const randomIds: IdSource = { next: () => crypto.randomUUID() };
