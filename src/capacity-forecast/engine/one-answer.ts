import { decode, nullable, type t } from '../../codec/index.js';
import { decodeError, type DecodeError } from '../../errors/codec.js';
import { foreignTenant, type ForeignTenant } from '../../errors/port.js';
import { show } from '../../errors/show.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import type { CapacityForecastError } from '../../errors/forecast.js';
import { callPort, type EngineContext } from './context.js';

/** What is asked of a port, and how. */
interface RecordRequest<A, Asked> {
  readonly port: string;
  readonly method: string;
  readonly codec: t.Type<A, object>;
  /** The tenant, and whatever else the answer must be about. */
  readonly key: Asked;
  readonly call: (signal: AbortSignal) => unknown;
}

/** Asks a port for the one record that a tenant has of something: null where there is none. */
export function fetchRecord<A extends { readonly tenantId: string }, Asked extends Partial<A> & { tenantId: string }>(
  context: EngineContext,
  { port, method, codec, key: asked, call }: RecordRequest<A, Asked>,
): TaskEither<CapacityForecastError, A | null> {
  return callPort<A | null, DecodeError | ForeignTenant>(context, {
    port,
    method,
    tenantId: asked.tenantId,
    call,
    read: (answer): Either<DecodeError | ForeignTenant, A | null> => {
      const what = `the answer of ${port}.${method}`;
      const read = decode(nullable(codec), answer, what);
      if (E.isLeft(read) || read.right === null) return read;
      const { right: one } = read;
      if (one.tenantId !== asked.tenantId) {
        return E.left(foreignTenant({ port, method, expected: asked.tenantId, got: one.tenantId }));
      }
      return E.map(() => one)(checkSameKey(asked, one, what));
    },
  });
}

/** Refuses a record that is about something else than was asked. */
export function checkSameKey<A extends object>(asked: Partial<A>, got: A, what: string): Either<DecodeError, A> {
  const other = (Object.keys(asked) as (keyof A & string)[]).find((key) => got[key] !== asked[key]);
  if (other === undefined) return E.right(got);
  const message = `expected ${show(asked[other])}, got ${show(got[other])}`;
  return E.left(decodeError({ what, issues: [{ path: other, message }] }));
}
