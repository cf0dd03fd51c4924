/** What a computation answers, or something else where what it reads throws: a getter, a proxy, a value of no such shape. */
export function safely<A>(compute: () => A, otherwise: A): A {
  try {
    return compute();
  } catch {
    return otherwise;
  }
}

/** Tells a listener of the host; what it throws, at once or later, changes nothing. */
export function quietly(tell: () => unknown): void {
  try {
    Promise.resolve(tell()).catch(() => undefined);
  } catch {
    // A log or a progress bar that fails does not stop a scan.
  }
}
