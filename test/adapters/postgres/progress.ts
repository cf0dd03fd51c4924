/** Calls work off once it has told so many times how far it is; its listener is of no use beside that. */
export function follow(until: number) {
  const control = new AbortController();
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number): void => {
    told.push([done, total]);
    if (told.length === until) control.abort();
    throw new Error('a listener of no use');
  };
  return { told, signal: control.signal, onProgress };
}
