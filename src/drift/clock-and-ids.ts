import { checked, decode, nonEmptyText } from '../codec/index.js';
import type { DecodeError } from '../errors/codec.js';
import { portFailure, type PortFailure } from '../errors/port.js';
import { portCall, type PortContext, type PortProblem, ignoreErrors } from '../port/index.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import { epochSeconds, type EpochSeconds, toEpochSeconds } from '../time/index.js';
import type { DriftRecord } from './model/drift-record.js';
import type { DriftPorts } from './ports.js';
import { withId } from './remediation/origin.js';
import { allOf } from './all-of.js';

/** What can go wrong with the clock or the ids of the host. */
export type StampError = PortProblem | DecodeError;

/** What time it is by the host's clock. */
export const currentTime = (ports: DriftPorts, context: PortContext): Promise<Either<StampError, EpochSeconds>> =>
  portCall({ port: 'clock', method: 'now', call: () => ports.clock.now(), read: readTime }, context)();

/** The same, of a clock that must answer at once. */
export const currentTimeSync = (ports: DriftPorts): Either<PortFailure | DecodeError, EpochSeconds> =>
  callSync('clock', 'now', () => ports.clock.now(), readTime);

/** So many new ids of the host's making, drawn one behind the other. */
export const newIds = (
  count: number,
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<StampError, readonly string[]>> =>
  portCall(
    {
      port: 'ids',
      method: 'next',
      call: async () => {
        const ids: unknown[] = [];
        while (ids.length < count) ids.push(await ports.ids.next());
        return ids;
      },
      read: (ids) => allOf((ids as readonly unknown[]).map(readId)),
    },
    context,
  )();

/** Records under ids of the host's making, from a source that must answer at once. */
export const withIdsSync = (
  records: readonly DriftRecord[],
  ports: DriftPorts,
): Either<PortFailure | DecodeError, readonly DriftRecord[]> =>
  allOf(
    records.map((record) =>
      E.map((id: string) => withId(record, id))(callSync('ids', 'next', () => ports.ids.next(), readId)),
    ),
  );

const validDate = checked(
  'a valid Date',
  (value): value is Date =>
    Object.prototype.toString.call(value) === '[object Date]' && E.isRight(epochSeconds(toEpochSeconds(value as Date))),
);

const readTime = (answer: unknown): Either<DecodeError, EpochSeconds> =>
  E.map(toEpochSeconds)(decode(validDate, answer, 'the answer of the clock port'));

const readId = (answer: unknown): Either<DecodeError, string> =>
  decode(nonEmptyText, answer, 'the answer of the ids port');

function callSync<A>(
  port: string,
  method: string,
  call: () => unknown,
  read: (answer: unknown) => Either<DecodeError, A>,
): Either<PortFailure | DecodeError, A> {
  try {
    const answer = call();
    if (!(answer instanceof Promise)) return read(answer);
    ignoreErrors(() => answer);
    return E.left(portFailure({ port, method, reason: 'it answered with a promise; expected the value itself' }));
  } catch (cause) {
    return E.left(portFailure({ port, method, reason: cause instanceof Error ? cause.message : 'it threw' }, cause));
  }
}
