import { decode } from '../codec/decode.js';
import { checked, nonEmptyText } from '../codec/values.js';
import type { DecodeError, PortFailure } from '../errors/kernel.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import {
  epochSeconds,
  type EpochSeconds,
  isPointInTime,
  type PointInTime,
  toDate,
  toEpochSeconds,
} from '../time/period.js';
import { portCall, portCallSync, type PortContext, type PortProblem } from './port-call.js';

/** The port that tells the time. */
export interface Clock {
  /** The present instant. */
  now(): PointInTime;
}

/** The clock of the machine, for hosts that need no other. */
export const systemClock: { now(): Date } = { now: () => new Date() };

/** The port that makes ids. */
export interface IdSource {
  /** An id that was never given before. */
  next(): string;
}

/** Random ids (UUID version 4) from the platform's own generator. */
export const randomIds: IdSource = { next: () => crypto.randomUUID() };

/** What can go wrong with the clock or the ids of a host. */
export type StampError = PortProblem | DecodeError;

/** The time by the clock of a host. */
export function currentTime(clock: Clock, context: PortContext): TaskEither<StampError, EpochSeconds> {
  return portCall({ port: 'clock', method: 'now', call: () => clock.now(), read: readTime }, context);
}

/** The time by a clock that must answer at once: a promise is an error. */
export function currentTimeSync(clock: Clock): Either<PortFailure | DecodeError, EpochSeconds> {
  return portCallSync({ port: 'clock', method: 'now', call: () => clock.now(), read: readTime });
}

/** An id from the source of a host. */
export function newId(ids: IdSource, context: PortContext): TaskEither<StampError, string> {
  return portCall({ port: 'ids', method: 'next', call: () => ids.next(), read: readId }, context);
}

/** Several ids, asked for one after the other. */
export function newIds(count: number, ids: IdSource, context: PortContext): TaskEither<StampError, readonly string[]> {
  const call = async (signal: AbortSignal): Promise<readonly unknown[]> => {
    const answers: unknown[] = [];
    // The deadline aborts the signal: then nobody waits for the rest.
    while (answers.length < count && !signal.aborted) answers.push(await ids.next());
    return answers;
  };
  return portCall({ port: 'ids', method: 'next', call, read: (answers) => readIds(answers as unknown[]) }, context);
}

/** Several ids from a source that must answer at once. */
export function newIdsSync(count: number, ids: IdSource): Either<PortFailure | DecodeError, readonly string[]> {
  const answers: string[] = [];
  while (answers.length < count) {
    const id = portCallSync({ port: 'ids', method: 'next', call: () => ids.next(), read: readId });
    if (E.isLeft(id)) return id;
    answers.push(id.right);
  }
  return E.right(answers);
}

const validTime = checked(
  'a valid Date',
  (value): value is PointInTime => isPointInTime(value) && E.isRight(epochSeconds(toEpochSeconds(toDate(value)))),
);

function readTime(answer: unknown): Either<DecodeError, EpochSeconds> {
  return E.map((time: PointInTime) => toEpochSeconds(toDate(time)))(
    decode(validTime, answer, 'the answer of the clock port'),
  );
}

function readId(answer: unknown): Either<DecodeError, string> {
  return decode(nonEmptyText, answer, 'the answer of the ids port');
}

function readIds(answers: readonly unknown[]): Either<DecodeError, readonly string[]> {
  const ids: string[] = [];
  for (const answer of answers) {
    const id = readId(answer);
    if (E.isLeft(id)) return id;
    ids.push(id.right);
  }
  return E.right(ids);
}
