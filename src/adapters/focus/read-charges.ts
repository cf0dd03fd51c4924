import type { Charge } from '../../cost-allocation/model/charge.js';
import type { Cancelled } from '../../errors/kernel.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { jsonObject } from './cell-values.js';
import { type FocusVersion, versionOf } from './columns.js';
import { isCommitmentPurchase } from './cost-category.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import type { FocusRow } from './focus-row.js';
import { followRows } from './follow-rows.js';
import type { FocusSource } from './read-rows.js';
import { COST_COLUMNS, type FocusChargeOptions, toCharge } from './to-charge.js';

/** A FOCUS file as charges. */
export interface FocusBill {
  /** The rows as charges. */
  readonly charges: ReadonlyArray<Charge>;
  /** What was read, and what was left out. */
  readonly counts: FocusCounts;
}

/** What became of the rows of a file. */
export interface FocusCounts {
  /** The version of FOCUS, by the columns. */
  version: FocusVersion;
  /** All rows below the header. */
  rows: number;
  /** Purchases of commitments: charges, but with a billed cost only. */
  commitmentPurchases: number;
  /** Left out: lines that were split into others of the same file, which would be counted twice. */
  splitOrigins: number;
  /** Left out, where the options say so: lines without the chosen cost. */
  withoutCost: number;
}

/**
 * Reads FOCUS CSV, version 1.0 to 1.3, into charges, some at a time in constant memory: what a billing port can answer
 * with. Nulls are empty fields or the text `NULL`; instants without a zone are UTC. The first failure comes as a `Left`
 * and ends it.
 *
 * @returns the counts, once all has been read.
 */
export async function* streamFocusCharges(
  source: FocusSource,
  asked: FocusChargeOptions = {},
): AsyncGenerator<Either<InvalidFocus | Cancelled, ReadonlyArray<Charge>>, FocusCounts> {
  const options = asked ?? {};
  const counts: FocusCounts = { version: '1.0', rows: 0, commitmentPurchases: 0, splitOrigins: 0, withoutCost: 0 };
  let isFirst = true;
  for await (const batch of followRows(source, options)) {
    if (E.isLeft(batch)) {
      yield batch;
      return counts;
    }
    const missing = isFirst ? missingColumn(batch.right.header.columns, options) : undefined;
    if (missing !== undefined) {
      yield E.left(missing);
      return counts;
    }
    if (isFirst) counts.version = versionOf(batch.right.header.columns);
    isFirst = false;
    const charges: Charge[] = [];
    for (const row of batch.right.rows) {
      counts.rows += 1;
      if (isSplitOrigin(row)) {
        counts.splitOrigins += 1;
        continue;
      }
      const charge = toCharge(row, options);
      if (E.isLeft(charge)) {
        yield charge;
        return counts;
      }
      if (charge.right === null) counts.withoutCost += 1;
      else charges.push(charge.right);
      if (isCommitmentPurchase(row)) counts.commitmentPurchases += 1;
    }
    if (charges.length > 0) yield E.right(charges);
  }
  return counts;
}

/**
 * Reads a whole FOCUS file into charges, see {@link streamFocusCharges}.
 *
 * @example
 * const { charges } = await orThrow(readFocusCharges(createReadStream('focus.csv'), { cost: 'billed' }));
 */
export function readFocusCharges(
  source: FocusSource,
  options: FocusChargeOptions = {},
): TaskEither<InvalidFocus | Cancelled, FocusBill> {
  return async () => {
    const charges: Charge[] = [];
    const stream = streamFocusCharges(source, options);
    for (;;) {
      const next = await stream.next();
      if (next.done === true) return E.right({ charges, counts: next.value });
      if (E.isLeft(next.value)) return next.value;
      for (const charge of next.value.right) charges.push(charge);
    }
  };
}

function missingColumn(columns: ReadonlyArray<string>, options: FocusChargeOptions): InvalidFocus | undefined {
  const needed = [
    COST_COLUMNS[options.cost ?? 'effective'],
    'BillingCurrency',
    'ChargePeriodStart',
    'ChargePeriodEnd',
    ...(options.tenantOf === undefined ? ['SubAccountId'] : []),
    ...(options.categoryOf === undefined ? ['ChargeCategory', 'ServiceCategory'] : []),
    ...(options.idColumn === undefined ? [] : [options.idColumn]),
  ];
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length === 0) return undefined;
  return invalidFocus({
    row: 1,
    column: missing.join(', '),
    value: columns.join(','),
    expected: columns.length > 1 ? 'a header with it' : 'a header with it (give what the file holds, not its path)',
  });
}

/** FOCUS 1.3: the line that was split says how, but names no resource and no share of its own. */
function isSplitOrigin(row: FocusRow): boolean {
  if (row.get('AllocatedMethodId') === null || row.get('AllocatedResourceId') !== null) return false;
  const elements = jsonObject(row.get('AllocatedMethodDetails') ?? '')?.['Elements'];
  return Array.isArray(elements) && elements.length === 0;
}
