import * as E from '../../either.js';
import type { Either, MaybePromise } from '../../prelude.js';
import type { ChargeColumns } from '../model/index.js';
import { rowsOfColumns } from '../grouping/from-columns.js';
import type { DecodeError } from '../../errors/codec.js';

/** Reads one more batch: an iterator of either kind. */
export type NextBatch = () => MaybePromise<{ readonly done?: boolean; readonly value?: unknown }>;

/** How to read the answer of the billing port: one list of charges at once, or batch by batch. */
export function batchesOf(answer: unknown): NextBatch {
  if (isWholeBill(answer)) return singleBatch(answer);
  if (typeof answer === 'object' && answer !== null) {
    const source = answer as {
      [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
      [Symbol.iterator]?: () => Iterator<unknown>;
    };
    const asynchronous = source[Symbol.asyncIterator]?.();
    if (asynchronous !== undefined) return () => asynchronous.next();
    const iterator = source[Symbol.iterator]?.();
    if (iterator !== undefined) return () => iterator.next();
  }
  return singleBatch(answer);
}

/**
 * The rows of a batch, whether it came as rows or as columns. `first` numbers the rows of columns, which have no ids.
 */
export function rowsOf(batch: unknown, first: number): Either<DecodeError, unknown> {
  return isColumns(batch) ? rowsOfColumns(batch, first) : E.right(batch);
}

/** Whether the answer is one list of charges, so that their number is known before they are read. */
export function isWholeBill(answer: unknown): answer is ReadonlyArray<unknown> {
  return Array.isArray(answer) && !answer.some(isBatch);
}

/** How many charges a batch says that it holds. */
export function sizeOf(batch: unknown): number {
  return Array.isArray(batch) ? batch.length : isColumns(batch) ? batch.rows : 0;
}

function singleBatch(value: unknown): NextBatch {
  let done = false;
  return () => {
    const result = done ? { done: true } : { value };
    done = true;
    return result;
  };
}

function isBatch(value: unknown): boolean {
  return Array.isArray(value) || isColumns(value);
}

export function isColumns(value: unknown): value is ChargeColumns {
  return typeof value === 'object' && value !== null && 'rows' in value && 'tenantId' in value && !Array.isArray(value);
}
