import { foreignTenant, type ForeignTenant } from '../errors/port.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';

/** Passes rows on if every one is of the tenant that was asked for; a row of another tenant is an error, not data. */
export function checkTenant<Row extends { readonly tenantId: string | null }>(
  expected: string,
  port: string,
  method: string,
  rows: ReadonlyArray<Row>,
): Either<ForeignTenant, ReadonlyArray<Row>> {
  const foreign = rows.find((row) => row.tenantId !== expected);
  return foreign === undefined
    ? E.right(rows)
    : E.left(foreignTenant({ port, method, expected, got: foreign.tenantId }));
}
