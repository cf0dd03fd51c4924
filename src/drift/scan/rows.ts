import { decode, listOf, type t } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import type { ForeignTenant } from '../../errors/port.js';
import { checkTenant, portCall, type PortContext, type PortProblem } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';

/** What can go wrong with rows that a port answers. */
export type RowsError = PortProblem | DecodeError | ForeignTenant;

/** A question to a port that answers with rows of a model. */
export interface RowsRequest<A> {
  readonly port: string;
  readonly method: string;
  /** Whose rows these must be; absent where the question was about all tenants. */
  readonly tenantId: string | undefined;
  readonly codec: t.Type<A, object>;
  /** What the rows are, for the error of an answer that is none. */
  readonly what: string;
  readonly call: (signal: AbortSignal) => unknown;
}

/** Asks for rows, decodes them, and refuses those of another tenant. */
export const fetchRows = <A extends { readonly tenantId: string }>(
  { port, method, tenantId, codec, what, call }: RowsRequest<A>,
  context: PortContext,
): Promise<Either<RowsError, readonly A[]>> =>
  portCall<readonly A[], RowsError>(
    {
      port,
      method,
      ...(tenantId !== undefined && { tenantId }),
      call,
      read: (answer) => {
        const rows = decode(listOf(codec), answer, what);
        return E.isLeft(rows) || tenantId === undefined ? rows : checkTenant(tenantId, port, method, rows.right);
      },
    },
    context,
  )();
