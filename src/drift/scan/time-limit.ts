/** A signal that is aborted with another one, or after some seconds; `release` lets go of both. */
export function timeLimit(
  seconds: number | undefined,
  outer: AbortSignal | undefined,
): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = seconds === undefined ? undefined : setTimeout(stop, Math.min(seconds * 1000, 2 ** 31 - 1));
  if (outer?.aborted === true) stop();
  outer?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}
