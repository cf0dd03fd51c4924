/**
 * Work in steps of some thousand rows: what it yields is how much of it is done, from 0 to 1, and it returns the outcome.
 * Written so, the same work can be done all at once, or in turns with whatever else wants to run.
 */
export type ChunkedTask<A> = Generator<number, A, void>;

/** How many rows one step takes: a few milliseconds. */
export const CHUNK_SIZE = 1000;

/** Takes all steps at once. */
export function runSync<A>(steps: ChunkedTask<A>): A {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** An outcome that is there already. */
export function* completedTask<A>(outcome: A): ChunkedTask<A> {
  yield 1;
  return outcome;
}

/** Steps that are a part of other work: from where to where it brings that. */
export function* subtask<A>(from: number, to: number, steps: ChunkedTask<A>): ChunkedTask<A> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** Does something with every row, a step at a time. What it answers, if anything, ends the steps. */
export function* forEachRow<Row, Stop>(
  rows: ReadonlyArray<Row>,
  use: (row: Row, position: number) => Stop | undefined,
): ChunkedTask<Stop | undefined> {
  for (let at = 0; at < rows.length; at += 1) {
    const stop = use(rows[at]!, at);
    if (stop !== undefined) return stop;
    if ((at + 1) % CHUNK_SIZE === 0) yield (at + 1) / rows.length;
  }
  return undefined;
}
