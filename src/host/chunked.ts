import { decode } from '../codec/decode.js';
import { optionsOf } from '../codec/record.js';
import { abortSignal, callback } from '../codec/values.js';
import { cancelled, type Cancelled, type DecodeError } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import { ignoreErrors } from './try.js';

/**
 * Work in steps of some thousand rows: what it yields is how much of it is done, from 0 to 1, and it returns the
 * outcome. Written so, the same work can be done all at once, or in turns with whatever else wants to run.
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

/** How long work may block the event loop, in milliseconds. */
const MAX_BLOCKING_MS = 12;

let lastTurn = 0;
let nextTurn: Promise<void> | undefined;

/** Whether work waits for its turn: with it a simulation knows that nothing runs by itself any more. */
export const isTurnPending = (): boolean => nextTurn !== undefined;

/**
 * For long work between two steps: lets timers, clicks and other requests run, and with them what may cancel the work.
 * Most calls return at once; one in about 12 milliseconds waits. All work of the process shares this time and waits for
 * the same turn, because it shares the event loop.
 */
export async function yieldWhenDue(): Promise<void> {
  if (nextTurn === undefined) {
    if (performance.now() - lastTurn < MAX_BLOCKING_MS) return;
    nextTurn = takeTurn();
  }
  await nextTurn;
}

async function takeTurn(): Promise<void> {
  await yieldToEventLoop();
  lastTurn = performance.now();
  nextTurn = undefined;
}

/** The end of a channel as browsers have it, and Node too, whose types leave this out. */
type ReceivingPort = InstanceType<typeof MessagePort> & Pick<EventTarget, 'addEventListener'>;

/** A message to oneself: unlike a timer it is not slowed down in a page that nobody looks at. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resume) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resume, 0);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const inbox = port1 as ReceivingPort;
    inbox.addEventListener('message', () => {
      inbox.close();
      resume();
    });
    inbox.start();
    port2.postMessage(undefined);
  });
}

/** How to follow long work, and how to cancel it. */
export interface ProgressOptions {
  /** Cancels the work: it ends with `Cancelled`, and nothing of it is kept. */
  readonly signal?: AbortSignal;
  /** Called every few milliseconds with the rows that are done, of `total`. What it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
}

const ProgressOptions = optionsOf<ProgressOptions>('the options', { signal: abortSignal, onProgress: callback });

/** Takes steps in turns with other work. `what` names the work in `Cancelled`, `rows` is how many it is about. */
export async function runAsync<L, A>(
  what: string,
  rows: number,
  steps: ChunkedTask<Either<L, A>>,
  options: ProgressOptions,
): Promise<Either<L | Cancelled | DecodeError, A>> {
  const read = decode(ProgressOptions, options ?? {}, `the options of ${what}`);
  if (E.isLeft(read)) return read;
  const { signal, onProgress } = read.right;
  const report = (share: number): unknown => ignoreErrors(() => onProgress?.(Math.floor(share * rows), rows));
  while (signal?.aborted !== true) {
    const step = steps.next();
    if (step.done !== true) report(step.value);
    else if (E.isLeft(step.value)) return step.value;
    else {
      report(1);
      if (!signal?.aborted) return step.value;
    }
    await yieldWhenDue();
  }
  return E.left(cancelled({ what }));
}
