import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import { Charge } from '../../cost-allocation/model/charge.js';
import { ChargeTotal } from '../../cost-allocation/model/charge-total.js';
import type { CostBasis, CostView } from '../../cost-allocation/model/cost-view.js';
import type { BillingPort, ChargeQuery, TotalsQuery } from '../../cost-allocation/ports.js';
import { invalidCharge } from '../../cost-allocation/errors.js';
import { cancelled } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import type { ProgressOptions } from '../../host/chunked.js';
import { ignoreErrors } from '../../host/try.js';
import { minorUnits } from '../../money/currency.js';
import { E, orThrow } from '../../prelude.js';
import type { Interval } from '../../time/period.js';
import { type Database, type Row, type TenantQuery, toJsonText, toStorableText } from './database.js';
import { isStorableText } from '../../codec/values.js';
import { unstorableText } from './errors.js';

/** Milliseconds since the Unix epoch, as charges are read. */
const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** When a charge accrues in a view, as two columns. */
function termColumns(view: CostView): { readonly from: string; readonly until: string } {
  if (view === 'accrual') return { from: 'from_ms', until: 'until_ms' };
  const invoiced = 'billed_from_ms IS NOT NULL AND billed_until_ms IS NOT NULL';
  return {
    from: `CASE WHEN ${invoiced} THEN billed_from_ms ELSE from_ms END`,
    until: `CASE WHEN ${invoiced} THEN billed_until_ms ELSE until_ms END`,
  };
}

/** What a charge costs on a basis, as an expression; the cost itself where the basis has none. */
function costColumn(basis: CostBasis): string {
  return basis === 'effective' ? 'cost' : `coalesce(${basis}_cost, cost)`;
}

/** The statement's parameters so far; `of` adds one and gives its place (`$3`). */
class Parameters {
  readonly values: unknown[] = [];
  readonly #taken: number;

  /** `taken`: how many places go before. */
  constructor(taken = 0) {
    this.#taken = taken;
  }

  of(value: unknown): string {
    this.values.push(value);
    return `$${this.#taken + this.values.length}`;
  }
}

/** Charges with an instant in common with [start, end), or at an instant in it. Reads `term_from` and `term_until`. */
function periodCondition(period: Interval, parameters: Parameters): string {
  const start = `${parameters.of(toMilliseconds(period.start))}::bigint`;
  const end = `${parameters.of(toMilliseconds(period.end))}::bigint`;
  return `(term_from < ${end} AND (term_until > ${start} OR (term_until = term_from AND term_from = ${start})))`;
}

/** The first year that SQL and JavaScript write alike: what is older is left to the caller, line by line. */
const YEAR_ONE_MS = -62_135_596_800_000;

/**
 * The interval that holds a charge wholly, from 0, or null where none does: the charge crosses a boundary, its resource
 * has owners, it is a part of another one or has parts itself, or it states what a commitment cost, which the caller
 * leaves out or gives to someone. Charges with a null are what `totals` leaves out.
 */
function intervalColumn(query: TotalsQuery, parameters: Parameters): string {
  const { intervals, exceptResources, basis } = query;
  if (intervals.length === 0) return 'NULL::integer';
  const starts = `${parameters.of(intervals.map((w) => toMilliseconds(w.start)))}::bigint[]`;
  const ends = `${parameters.of(intervals.map((w) => toMilliseconds(w.end)))}::bigint[]`;
  const position = `width_bucket(term_from, ${starts})`;
  return `CASE
    WHEN ${position} BETWEEN 1 AND cardinality(${starts})
     AND term_from < (${ends})[${position}]
     AND term_until <= (${ends})[${position}]
     AND term_from >= ${YEAR_ONE_MS}
     AND (resource_id IS NULL OR resource_id <> ALL (${parameters.of(exceptResources)}::text[]))
     AND origin_charge_id IS NULL AND NOT has_parts${basis === 'billed' ? '' : ' AND coalesce(purchase_cost, 0) = 0'}
    THEN ${position} - 1 END`;
}

const Charges = listOf(Charge);
const Totals = listOf(ChargeTotal);

/** How many charges go to or come from the database at a time. */
const BATCH_SIZE = 5000;

const NUMERIC = ['cost', 'billed_cost', 'list_cost', 'contracted_cost', 'purchase_cost', 'usage_quantity'];
const TEXT = [
  'charge_id',
  'tenant_id',
  'pool_id',
  'project_id',
  'resource_id',
  'commitment_id',
  'category',
  'currency',
  'usage_unit',
  'origin_charge_id',
];
const DOUBLE = ['"start"', '"end"', 'billed_from', 'billed_until'];
const MILLISECONDS = ['from_ms', 'until_ms', 'billed_from_ms', 'billed_until_ms'];
const COLUMNS = [...TEXT, ...NUMERIC, ...DOUBLE, 'tags', ...MILLISECONDS];

// Charges whose parts may change when those given are replaced: what these are parts of, and those that have parts.
const TOUCHED_ORIGINS = (schema: string): string =>
  `SELECT origin_charge_id AS id FROM ${schema}.charges
   WHERE charge_id = ANY ($1::text[]) AND origin_charge_id IS NOT NULL
   UNION SELECT charge_id FROM ${schema}.charges WHERE charge_id = ANY ($1::text[]) AND has_parts`;

/** Brings `has_parts` up to date. Most bills have no parts: then this is one look at an empty index. */
async function markParts(query: TenantQuery, schema: string, ids: readonly string[], touched: readonly unknown[]) {
  const origins = `SELECT DISTINCT origin_charge_id AS id FROM ${schema}.charges
     WHERE origin_charge_id = ANY ($1::text[])`;
  const parents = (await query(origins, [...ids, ...touched])).map((row) => row['id']);
  if (parents.length === 0 && touched.length === 0) return;
  await query(
    `UPDATE ${schema}.charges SET has_parts = NOT has_parts
     WHERE charge_id = ANY ($1::text[]) AND has_parts <> (charge_id = ANY ($2::text[]))`,
    [...touched, ...parents],
    parents,
  );
}

/**
 * A bill in PostgreSQL. It belongs to whoever runs the platform: where row level security is on, its role must be the
 * owner of the tables or one of `allTenantsRoles`. Sums are made where the rows are, in `numeric`, so that a bill of
 * millions of lines is allocated without shipping them.
 */
export class PostgresBill implements BillingPort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Adds charges, or replaces those that are there under the same id. All of a call is stored, or nothing.
   * `onProgress` is called after each few thousand charges, and what it throws is dropped; a signal that is aborted
   * makes it reject with `Cancelled`.
   */
  async add(charges: readonly Charge[], { signal, onProgress }: ProgressOptions = {}): Promise<void> {
    const stopIfCalledOff = (): void => {
      if (signal?.aborted === true) throw cancelled({ what: 'adding charges' });
    };
    const types = `${TEXT.map((c) => `${c} text`).join(', ')}, ${NUMERIC.map((c) => `${c} numeric`).join(', ')},
      ${DOUBLE.map((c) => `${c} float8`).join(', ')}, tags json, ${MILLISECONDS.map((c) => `${c} bigint`).join(', ')}`;
    const statement = `INSERT INTO ${this.#database.schema}.charges (${COLUMNS.join(', ')})
      SELECT ${COLUMNS.join(', ')} FROM json_to_recordset($1::json) AS line (${types})
      ON CONFLICT (charge_id) DO UPDATE SET ${COLUMNS.slice(1)
        .map((c) => `${c} = EXCLUDED.${c}`)
        .join(', ')}`;
    for (const charge of charges) {
      const problem = findProblem(charge);
      if (problem !== undefined) throw problem;
    }
    // Within one call, too, the last charge of an id is the one that stays.
    const lines = [...new Map(charges.map((charge) => [charge.chargeId, charge])).values()];
    const { schema } = this.#database;
    await this.#database.allTenants('charges', async (query) => {
      // One at a time: of an origin and its part that were added side by side, neither would see the other.
      await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', `omnicloud bill of ${schema}`);
      for (let i = 0; i < lines.length; i += BATCH_SIZE) {
        stopIfCalledOff();
        const batch = lines.slice(i, i + BATCH_SIZE);
        const ids = batch.map(({ chargeId }) => chargeId);
        const touched = await query(TOUCHED_ORIGINS(schema), ids);
        await query(statement, toJsonText(batch.map(toRow)));
        await markParts(query, schema, ids, [
          ...touched.map((row) => row['id']),
          ...batch.flatMap(({ originChargeId }) => originChargeId ?? []),
        ]);
        ignoreErrors(() => onProgress?.(Math.min(i + BATCH_SIZE, lines.length), lines.length));
      }
      stopIfCalledOff();
    });
  }

  /** The charges in batches, by id. Each batch is read for itself, so a bill that is being changed may be read half. */
  async *charges(query: ChargeQuery): AsyncGenerator<readonly Charge[], void, undefined> {
    const { schema } = this.#database;
    const { from, until } = termColumns(query.view ?? 'accrual');
    const { tenantId, resourceIds = [] } = query;
    for (let after = ''; ;) {
      const parameters = new Parameters();
      const conditions = [`charge_id > ${parameters.of(after)}`, periodCondition(query.period, parameters)];
      if (tenantId !== undefined) {
        const tenant = parameters.of(toStorableText(tenantId, 'the tenant id'));
        conditions.push(`(tenant_id = ${tenant} OR resource_id = ANY (${parameters.of(resourceIds)}::text[]))`);
      }
      if (query.excludeCoveredBy !== undefined)
        conditions.push(`(${intervalColumn(query.excludeCoveredBy, parameters)}) IS NULL`);
      const rows = await this.#query(
        `SELECT ${[...TEXT, ...NUMERIC.map((c) => `${c}::text`), ...DOUBLE, 'tags'].join(', ')}
         FROM (SELECT *, ${from} AS term_from, ${until} AS term_until FROM ${schema}.charges) line
         WHERE ${conditions.join(' AND ')} ORDER BY charge_id LIMIT ${BATCH_SIZE}`,
        ...parameters.values,
      );
      if (rows.length > 0) yield orThrow(decode(Charges, rows.map(withoutNulls), 'the stored charges'));
      if (rows.length < BATCH_SIZE) return;
      after = String(rows[rows.length - 1]!['charge_id']);
    }
  }

  // Row level security shows the charges of all tenants in such a transaction alone.
  #query(text: string, ...params: unknown[]): Promise<readonly Row[]> {
    return this.#database.allTenants('charges', (query) => query(text, ...params));
  }

  async totals(query: TotalsQuery): Promise<readonly ChargeTotal[]> {
    const { schema } = this.#database;
    const { from, until } = termColumns(query.view);
    const parameters = new Parameters();
    const rows = await this.#query(
      `SELECT tenant_id, pool_id, category, currency, usage_unit, "interval",
              to_char(timestamp 'epoch' + month_ms * interval '1 millisecond', 'YYYY-MM') AS month,
              sum(amount)::text AS cost, sum(usage_quantity)::text AS usage_quantity, bool_or(amount > 0) AS costly
       FROM (
         SELECT *, ${costColumn(query.basis)} AS amount, term_from AS month_ms,
                ${intervalColumn(query, parameters)} AS "interval"
         FROM (SELECT *, ${from} AS term_from, ${until} AS term_until FROM ${schema}.charges) line
       ) placed
       WHERE "interval" IS NOT NULL
       GROUP BY tenant_id, pool_id, category, currency, usage_unit, "interval", month, (usage_quantity IS NULL)
       ORDER BY tenant_id COLLATE "C", pool_id COLLATE "C", category, currency, usage_unit COLLATE "C",
                "interval", month`,
      ...parameters.values,
    );
    return orThrow(decode(Totals, rows.map(withoutNulls), 'the stored totals'));
  }
}

/** Why no allocation could read a charge, or the database could not hold it; it names the charge. */
function findProblem(charge: Charge): Error | undefined {
  const id: unknown = charge?.chargeId;
  const read = Charge.is(charge) ? E.right(charge) : decode(Charge, charge, `the charge ${show(id)}`);
  if (E.isLeft(read)) return read.left;
  const { chargeId, tenantId, poolId, projectId, resourceId, commitmentId, currency, usageUnit, tags } = read.right;
  const refuse = (reason: string): Error => invalidCharge({ chargeId, reason });
  const { start, end, billedFrom, billedUntil, originChargeId } = read.right;
  if (toMilliseconds(start) > toMilliseconds(end)) return refuse(`it ends at ${end}, before it starts at ${start}`);
  if (billedFrom !== undefined && billedUntil !== undefined && toMilliseconds(billedFrom) > toMilliseconds(billedUntil))
    return refuse(`it is billed until ${billedUntil}, before it is billed from ${billedFrom}`);
  const known = minorUnits(currency);
  if (E.isLeft(known)) return refuse(known.left.message);
  const texts = [chargeId, tenantId, poolId, projectId, resourceId, commitmentId, originChargeId, usageUnit];
  const unstorable = [...texts, ...Object.entries(tags).flat()].find(
    (text) => text !== null && text !== undefined && !isStorableText(text),
  );
  if (unstorable === undefined) return undefined;
  return unstorableText({ what: `a text of the charge ${show(chargeId)}`, text: unstorable });
}

function toRow(charge: Charge): object {
  const { billedFrom, billedUntil } = charge;
  return {
    ...Charge.encode(charge),
    from_ms: toMilliseconds(charge.start),
    until_ms: toMilliseconds(charge.end),
    billed_from_ms: billedFrom === undefined ? null : toMilliseconds(billedFrom),
    billed_until_ms: billedUntil === undefined ? null : toMilliseconds(billedUntil),
  };
}

// What a charge does not state is a NULL in its row, and absent in the model; only the tenant may be null there.
function withoutNulls(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null || name === 'tenant_id'));
}
