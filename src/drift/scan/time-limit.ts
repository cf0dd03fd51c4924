/** The time that a scan has for reading. */
export interface TimeLimit {
  /** Aborted when the time is over, or the scan is called off. */
  readonly signal: AbortSignal;
  /** Seconds that are left; none is less than 0. */
  left(): number;
  /** Lets go of the timer and of the caller's signal. */
  release(): void;
}

const MAX_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** Starts the time, endless where it is not given. */
export function timeLimit(seconds: number = Infinity, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const end = performance.now() + seconds * 1000;
  const timer = seconds * 1000 > MAX_TIMER_MILLISECONDS ? undefined : setTimeout(stop, seconds * 1000);
  if (outer?.aborted === true) stop();
  outer?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    left: () => Math.max(0, (end - performance.now()) / 1000),
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}
