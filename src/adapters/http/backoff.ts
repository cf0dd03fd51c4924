/** How long to wait between two tries of a call. */
export interface BackoffOptions {
  /** The longest wait before the second try; it doubles with each further one. Default 0.2. */
  readonly firstDelaySeconds: number;
  /** No wait is longer than this. Default 5. */
  readonly maxDelaySeconds: number;
  /** A number in [0, 1), for the jitter. Default `Math.random`. */
  readonly random: () => number;
}

export const DEFAULT_BACKOFF: BackoffOptions = { firstDelaySeconds: 0.2, maxDelaySeconds: 5, random: Math.random };

/**
 * The seconds before try `attempt` (the second try is 1): full jitter, which spreads a crowd of callers best (M.
 * Brooker, "Exponential backoff and jitter", 2015), but never less than the service asked for by `Retry-After`.
 */
export function getDelaySeconds(attempt: number, askedFor: number | undefined, options: BackoffOptions): number {
  const ceiling = Math.min(options.maxDelaySeconds, options.firstDelaySeconds * 2 ** (attempt - 1));
  return Math.max(askedFor ?? 0, options.random() * ceiling);
}

/** Waits; ends early when the signal is aborted, and leaves neither timer nor listener behind. */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal.addEventListener('abort', end, { once: true });
  });
}
