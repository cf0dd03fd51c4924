import { decode } from '../../codec/decode.js';
import { sha256Hex } from '../../codec/digest.js';
import { isPlainObject, listOf } from '../../codec/record.js';
import { Charge } from '../../cost-allocation/model/charge.js';
import { ChargeTotal } from '../../cost-allocation/model/charge-total.js';
import type { BillingPort, ChargeQuery, TotalsQuery } from '../../cost-allocation/ports.js';
import { notAsExpected } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { type MaybePromise, orThrow } from '../../prelude.js';
import { chargesStatement, totalsStatement } from './statements.js';
import { RESULT_NAMES, type SqlSource } from './source.js';

/** One row, by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * What is needed of a client: it runs one statement and gives the rows, as a list or as `rows` of an answer. Amounts
 * come as text, because the statements ask for text. The signal is aborted when the caller cancels.
 */
export interface SqlClient {
  /** Runs a statement and answers its rows, plain or as `{ rows }`. */
  query(text: string, signal?: AbortSignal): MaybePromise<readonly SqlRow[] | { readonly rows: readonly SqlRow[] }>;
}

/** Rows that become charges at a time. */
const BATCH_SIZE = 5000;

const Charges = listOf(Charge);
const Totals = listOf(ChargeTotal);

/**
 * A bill in a database or a lake, as a billing port: the engine adds up what lies wholly in an interval, in one
 * aggregate statement, and sends line by line only what the library has to divide (charges across a boundary, of
 * resources that change owners, with parts). The result has the digits of the same bill in memory.
 *
 * @example
 * const billing = new SqlBill(client, { dialect: 'duckdb', table: 'bill', columns: focusColumns('duckdb') });
 * await orThrow(new CostAllocationService({ ...ports, billing }).allocateBill(march));
 */
export class SqlBill implements BillingPort {
  readonly #client: SqlClient;
  readonly #source: SqlSource;

  constructor(client: SqlClient, source: SqlSource) {
    this.#client = client;
    this.#source = source;
  }

  /** The sums that an allocation needs. */
  async totals(query: TotalsQuery, signal?: AbortSignal): Promise<readonly ChargeTotal[]> {
    const rows = await this.#run(orThrow(totalsStatement(query, this.#source)), signal);
    const totals = rows.map((row) => {
      const { interval_position: interval, costly, has_usage: _, usage_quantity: usage, ...rest } = row;
      const given = withoutNulls({ ...rest, usage_quantity: usage }, ['tenant_id']);
      return { ...given, interval: Number(interval), costly: Number(costly) === 1 };
    });
    const read = orThrow(decode(Totals, totals, 'the totals of the SQL client'));
    return [...read].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }

  /** The charges of a query, in batches. */
  async *charges(query: ChargeQuery, signal?: AbortSignal): AsyncGenerator<readonly Charge[], void, undefined> {
    const rows = await this.#run(orThrow(chargesStatement(query, this.#source)), signal);
    const ids = new ContentIds();
    for (let i = 0; i < rows.length; i += BATCH_SIZE) {
      const batch = rows.slice(i, i + BATCH_SIZE).map((row) => toChargeJson(row, ids));
      yield orThrow(decode(Charges, batch, 'the charges of the SQL client'));
    }
  }

  async #run(text: string, signal: AbortSignal | undefined): Promise<readonly SqlRow[]> {
    const answer = await this.#client.query(text, signal);
    const rows: unknown = Array.isArray(answer) ? answer : (answer as { readonly rows?: unknown } | null)?.rows;
    if (Array.isArray(rows)) return rows as readonly SqlRow[];
    throw notAsExpected('the answer of the SQL client', `expected a list of rows, got ${show(answer)}`);
  }
}

const TIME_NAMES = { start_ms: 'start', end_ms: 'end', billed_from_ms: 'billed_from', billed_until_ms: 'billed_until' };

function toChargeJson(row: SqlRow, ids: ContentIds): SqlRow {
  const times = Object.entries(TIME_NAMES).flatMap(([from, to]) =>
    row[from] === null || row[from] === undefined ? [] : [[to, Number(row[from]) / 1000] as const],
  );
  const { start_ms: _s, end_ms: _e, billed_from_ms: _f, billed_until_ms: _u, tags, ...rest } = row;
  const charge = { ...withoutNulls(rest, ['tenant_id']), ...Object.fromEntries(times), tags: readTags(tags) };
  return row[RESULT_NAMES.chargeId] === undefined ? { ...charge, charge_id: ids.of(charge) } : charge;
}

function readTags(tags: unknown): unknown {
  if (tags === null || tags === undefined || tags === '') return {};
  const parsed: unknown = typeof tags === 'string' ? JSON.parse(tags) : tags;
  if (!isPlainObject(parsed)) return parsed;
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([key, value]) =>
      value === null ? [] : [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
    ),
  );
}

/** Ids made from what is in a row; the second row with the same content is told apart by its number. */
class ContentIds {
  readonly #seen = new Map<string, number>();

  of(content: object): string {
    const digest = sha256Hex(JSON.stringify(content)).slice(0, 32);
    const count = (this.#seen.get(digest) ?? 0) + 1;
    this.#seen.set(digest, count);
    return `${digest}-${count}`;
  }
}

function withoutNulls(row: SqlRow, kept: readonly string[]): SqlRow {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => (value !== null && value !== undefined) || kept.includes(name)),
  );
}

function sortKey({
  tenantId,
  poolId,
  category,
  currency,
  month,
  interval,
  usageUnit,
  usageQuantity,
}: ChargeTotal): string {
  return JSON.stringify([
    tenantId,
    poolId,
    category,
    currency,
    month,
    interval,
    usageUnit,
    usageQuantity === undefined,
  ]);
}
