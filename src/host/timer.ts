/** The longest delay that timers of the platform keep; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Runs an action once after some seconds, however many: `Infinity` is never. Returns the function that stops it. */
export function startTimer(seconds: number, action: () => void): () => void {
  let left = Math.max(0, seconds * 1000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = (): void => {
    if (left === Infinity) return;
    const delay = Math.min(left, MAX_DELAY_MS);
    left -= delay;
    timer = setTimeout(left > 0 ? arm : action, delay);
  };
  arm();
  return () => clearTimeout(timer);
}

/** Waits; ends early when the signal is aborted, and leaves neither timer nor listener behind. */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = startTimer(seconds, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
