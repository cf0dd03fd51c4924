import { notAsExpected, type DecodeError } from '../../errors/codec.js';
import { fromUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ChargeColumns, DecimalColumn, DictionaryColumn } from '../model/index.js';

/**
 * The rows of a batch of columns, to be checked like any others: all of them, or those of the given places. Row i is
 * named `first + i`.
 */
export function rowsOfColumns(
  columns: ChargeColumns,
  first: number,
  places?: ReadonlyArray<number>,
): Either<DecodeError, ReadonlyArray<unknown>> {
  try {
    const rows = places?.map((i) => rowOf(columns, i, first));
    return E.right(rows ?? Array.from({ length: columns.rows }, (_, i) => rowOf(columns, i, first)));
  } catch (cause) {
    return E.left(notAsExpected('a batch of columns of the billing port', 'a column cannot be read', cause));
  }
}

function rowOf(columns: ChargeColumns, i: number, first: number): unknown {
  const named = Object.entries({
    poolId: nameAt(columns.poolId, i),
    resourceId: nameAt(columns.resourceId, i),
    usageUnit: nameAt(columns.usageUnit, i),
    usageQuantity: columns.usageQuantity === undefined ? undefined : amountAt(columns.usageQuantity, i),
  }).filter(([, value]) => value !== undefined && value !== null);
  return {
    chargeId: `row ${first + i}`,
    tenantId: nameAt(columns.tenantId, i),
    category: nameAt(columns.category, i),
    cost: amountAt(columns.cost, i),
    currency: nameAt(columns.currency, i),
    start: columns.start[i],
    end: columns.end[i],
    tags: {},
    ...Object.fromEntries(named),
  };
}

function nameAt<Name>(column: DictionaryColumn<Name> | undefined, i: number): Name | undefined {
  return column === undefined ? undefined : column.names[column.codes[i]!];
}

function amountAt(column: DecimalColumn, i: number): unknown {
  // A double that holds no whole number makes BigInt throw: the batch is then refused.
  return fromUnits(BigInt(column.units[i]!), column.scale);
}
