/** Runs what must not change an outcome, such as a line for a log: what it throws, or rejects with later, is dropped. */
export function ignoreErrors<A>(action: () => A): A | undefined {
  try {
    const result = action();
    // Whatever the types say, a host may answer with a promise.
    Promise.resolve(result).catch(() => undefined);
    return result;
  } catch {
    return undefined;
  }
}
