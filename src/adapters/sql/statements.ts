import { unreadableValue } from '../../codec/decode.js';
import type { CostBasis } from '../../cost-allocation/model/cost-view.js';
import type { ChargeQuery, TotalsQuery } from '../../cost-allocation/ports.js';
import { isError } from '../../errors/tagged.js';
import { E, type Either } from '../../prelude.js';
import { DIALECTS, quoteName, quoteText, SQL_DIALECTS, type SqlDialect } from './dialect.js';
import { isStorableText } from '../../codec/values.js';
import { invalidSqlSource, type InvalidSqlSource } from './errors.js';
import {
  RESULT_NAMES,
  type SqlColumns,
  type SqlExpression,
  type SqlSource,
  type SqlSourceError,
  TEXTS,
} from './source.js';

/**
 * One aggregate statement that adds up a bill where it is, as {@link TotalsQuery} asks. Exact: sums of decimals, no
 * floating point. Its columns are those of `ChargeTotal` in snake_case; `interval_position` is its `interval`.
 */
export function totalsStatement(query: TotalsQuery, source: SqlSource): Either<SqlSourceError, string> {
  return tryStatement(() => writeTotals(query, source));
}

/** The statement that reads the charges of a query line by line: with `excludeCoveredBy`, what totals leave out. */
export function chargesStatement(query: ChargeQuery, source: SqlSource): Either<SqlSourceError, string> {
  return tryStatement(() => writeCharges(query, source));
}

function tryStatement(write: () => string): Either<SqlSourceError, string> {
  try {
    return E.right(write());
  } catch (cause) {
    return E.left(
      isError<InvalidSqlSource>(cause, 'InvalidSqlSource') ? cause : unreadableValue('the SQL source', cause),
    );
  }
}

/** The first and the last instant whose month engines and JavaScript write alike; other rows are read. */
const YEAR_ONE_MS = -62_135_596_800_000;
const YEAR_10000_MS = 253_402_300_800_000;

const AMOUNTS = ['cost', 'billedCost', 'listCost', 'contractedCost', 'purchaseCost', 'usageQuantity'] as const;
const TIMES = ['start', 'end', 'billedFrom', 'billedUntil'] as const;

const SOURCE_FIELDS: readonly string[] = [
  'dialect',
  'table',
  'columns',
  'where',
  'times',
  'amounts',
  'scale',
] satisfies (keyof SqlSource)[];

/** Writes the parts of statements over one source. */
class SourceWriter {
  readonly dialect: SqlDialect;
  readonly source: SqlSource;

  constructor(source: SqlSource) {
    const { dialect, times = 'timestamp', amounts = 'decimal', scale = 18 } = source;
    const refuse = (what: string, value: unknown, expected: string): never => {
      throw invalidSqlSource({ what, value, expected });
    };
    if (!SQL_DIALECTS.includes(dialect)) refuse('dialect', dialect, SQL_DIALECTS.join(', '));
    if (!['timestamp', 'seconds', 'milliseconds'].includes(times)) refuse('times', times, 'timestamp or numbers');
    if (!['decimal', 'double'].includes(amounts)) refuse('amounts', amounts, 'decimal or double');
    if (!Number.isInteger(scale) || scale < 0 || scale > 36) refuse('scale', scale, 'a whole number from 0 to 36');
    const { columns } = source;
    for (const [what, given, fields] of [
      ['source', source, SOURCE_FIELDS],
      ['columns', columns, Object.keys(RESULT_NAMES)],
    ] as const) {
      const misspelled = Object.keys(given).find((key) => !fields.includes(key));
      if (misspelled !== undefined) refuse(`field of the ${what}`, misspelled, `one of ${fields.join(', ')}`);
    }
    for (const name of ['tenantId', 'category', 'cost', 'currency', 'start', 'end'] as const) {
      if (columns[name] === undefined) refuse(`column of ${name}`, undefined, 'a column or an expression');
    }
    if (columns.originChargeId !== undefined && columns.chargeId === undefined) {
      refuse('column of chargeId', undefined, 'a column, because originChargeId needs it');
    }
    this.dialect = dialect;
    this.source = source;
  }

  name(name: string): string {
    return quoteName(name, this.dialect, 'name');
  }

  text(text: string): string {
    return quoteText(text, this.dialect, 'text');
  }

  column(property: keyof SqlColumns): string | undefined {
    const column = this.source.columns[property];
    if (column === undefined) return undefined;
    return typeof column === 'string'
      ? quoteName(column, this.dialect, `column of ${property}`)
      : sqlOf(column, property);
  }

  table(): string {
    const { table } = this.source;
    if (typeof table === 'object' && !Array.isArray(table)) return sqlOf(table as SqlExpression, 'table');
    return [table as string | readonly string[]]
      .flat()
      .map((part) => quoteName(part, this.dialect, 'table'))
      .join('.');
  }

  milliseconds(property: keyof SqlColumns): string | undefined {
    const column = this.column(property);
    const { times = 'timestamp' } = this.source;
    if (column === undefined || times === 'milliseconds') return column;
    return times === 'seconds'
      ? `CAST(round(${column} * 1000) AS ${this.dialect === 'bigquery' ? 'INT64' : 'bigint'})`
      : DIALECTS[this.dialect].millisecondsOf(column);
  }

  /** An amount as an exact decimal; null where a double has none of so many places. */
  amount(property: keyof SqlColumns): string | undefined {
    const column = this.column(property);
    const { amounts = 'decimal', scale = 18 } = this.source;
    if (column === undefined || amounts === 'decimal') return column;
    const { decimalOf, textOfDouble, textType, doubleType } = DIALECTS[this.dialect];
    const decimal = decimalOf(textOfDouble(column), scale);
    // If the decimal reads back as the double, no digit of its shortest decimal was cut off.
    const back = `CAST(CAST(${decimal} AS ${textType}) AS ${doubleType})`;
    return `CASE WHEN ${back} = ${column} THEN ${decimal} END`;
  }

  amountText(property: keyof SqlColumns): string | undefined {
    const column = this.column(property);
    if (column === undefined) return undefined;
    const { textOfDouble, textType } = DIALECTS[this.dialect];
    return this.source.amounts === 'double' ? textOfDouble(column) : `CAST(${column} AS ${textType})`;
  }

  /** `SELECT … FROM the table`: every column that the source has, under its own name. */
  lines(view: ChargeQuery['view'], more: readonly string[] = []): string {
    const texts = TEXTS.flatMap((property) => this.#as(this.column(property), RESULT_NAMES[property]));
    const times = TIMES.flatMap((property) => this.#as(this.milliseconds(property), RESULT_NAMES[property]));
    const { where } = this.source;
    const inner = `SELECT ${[...texts, ...times, ...more].join(', ')} FROM ${this.table()} ${this.name('line')}${
      where === undefined ? '' : ` WHERE ${sqlOf(where, 'where')}`
    }`;
    const { columns } = this.source;
    const isCash = view === 'cash' && columns.billedFrom !== undefined && columns.billedUntil !== undefined;
    const invoiced = `${this.name('billed_from_ms')} IS NOT NULL AND ${this.name('billed_until_ms')} IS NOT NULL`;
    const term = (cash: string, accrual: string): string =>
      isCash ? `CASE WHEN ${invoiced} THEN ${this.name(cash)} ELSE ${this.name(accrual)} END` : this.name(accrual);
    const terms = [
      `${term('billed_from_ms', 'start_ms')} AS ${this.name('term_from')}`,
      `${term('billed_until_ms', 'end_ms')} AS ${this.name('term_until')}`,
    ];
    return `SELECT ${this.name('line')}.*, ${terms.join(', ')} FROM (${inner}) ${this.name('line')}`;
  }

  #as(expression: string | undefined, name: string): readonly string[] {
    return expression === undefined ? [] : [`${expression} AS ${this.name(name)}`];
  }

  /** What a charge costs on a basis, its quantity, whether it has one, and buys a commitment, as columns of `lines`. */
  sums(basis: CostBasis): readonly string[] {
    const cost = this.amount('cost')!;
    const other = basis === 'effective' ? undefined : this.column(`${basis}Cost`);
    // Not `coalesce`: a cost that is there but has no decimal must not become another cost.
    const amount =
      other === undefined
        ? cost
        : `CASE WHEN ${other} IS NULL THEN ${cost} ELSE ${this.amount(`${basis}Cost` as 'cost')} END`;
    const usage = this.column('usageQuantity');
    const purchase = basis === 'billed' ? undefined : this.column('purchaseCost');
    return [
      ...this.#as(amount, 'amount'),
      ...this.#as(this.amount('usageQuantity'), 'usage_sum'),
      ...this.#as(usage && `CASE WHEN ${usage} IS NULL THEN 0 ELSE 1 END`, 'has_usage'),
      ...this.#as(purchase && `CASE WHEN ${purchase} <> 0 THEN 1 ELSE 0 END`, 'has_purchase'),
    ];
  }

  /** Whether a charge is a part of another one, or has parts: then it is read and not summed. */
  partsJoin(): { readonly join: string; readonly condition: readonly string[] } {
    if (this.source.columns.originChargeId === undefined) return { join: '', condition: [] };
    const origin = this.column('originChargeId')!;
    const id = this.name('parent_id');
    const parents = `SELECT DISTINCT ${origin} AS ${id} FROM ${this.table()} WHERE ${origin} IS NOT NULL`;
    return {
      join: ` LEFT JOIN (${parents}) ${this.name('parent')} ON ${id} = ${this.name('charge_id')}`,
      condition: [`${this.name('origin_charge_id')} IS NULL`, `${id} IS NULL`],
    };
  }

  /** The interval that holds a line wholly, from 0; null for a line that is read and not summed. */
  position(query: TotalsQuery, condition: readonly string[]): string {
    const [from, until] = [this.name('term_from'), this.name('term_until')];
    const { columns } = this.source;
    const conditions = [
      ...condition,
      `${from} >= ${YEAR_ONE_MS}`,
      `${from} < ${YEAR_10000_MS}`,
      `${this.name('amount')} IS NOT NULL`,
    ];
    if (columns.usageQuantity !== undefined) {
      conditions.push(`(${this.name('has_usage')} = 0 OR ${this.name('usage_sum')} IS NOT NULL)`);
    }
    if (columns.purchaseCost !== undefined && query.basis !== 'billed')
      conditions.push(`${this.name('has_purchase')} = 0`);
    // No row can have an id that no engine can hold.
    const except = columns.resourceId === undefined ? [] : query.exceptResources.filter(isStorableText);
    if (except.length > 0) {
      const resource = this.name('resource_id');
      conditions.push(`(${resource} IS NULL OR ${resource} NOT IN (${except.map((id) => this.text(id)).join(', ')}))`);
    }
    const cases = query.intervals.map((interval, i) => {
      const [start, end] = [interval.start, interval.end].map(toMilliseconds);
      return `WHEN ${from} >= ${start} AND ${from} < ${end} AND ${until} <= ${end} THEN ${i}`;
    });
    if (cases.length === 0) return `CAST(NULL AS ${this.dialect === 'bigquery' ? 'INT64' : 'integer'})`;
    return `CASE WHEN NOT (${conditions.join(' AND ')}) THEN NULL ${cases.join(' ')} END`;
  }
}

function writeTotals(query: TotalsQuery, source: SqlSource): string {
  const writer = new SourceWriter(source);
  const { textType } = DIALECTS[writer.dialect];
  const { columns } = source;
  const name = (text: string): string => writer.name(text);
  const { join, condition } = writer.partsJoin();
  const keys = (['tenantId', 'poolId', 'category', 'currency', 'usageUnit'] as const)
    .filter((property) => columns[property] !== undefined)
    .map((property) => name(RESULT_NAMES[property]));
  const groups = [
    ...keys,
    name('month'),
    name('interval_position'),
    ...(columns.usageQuantity ? [name('has_usage')] : []),
  ];
  const placed =
    `SELECT ${name('timed')}.*, ${DIALECTS[writer.dialect].monthOf(name('term_from'))} AS ${name('month')}, ` +
    `${writer.position(query, condition)} AS ${name('interval_position')} ` +
    `FROM (${writer.lines(query.view, writer.sums(query.basis))}) ${name('timed')}${join}`;
  const amount = name('amount');
  const sums = [
    `CAST(SUM(${amount}) AS ${textType}) AS ${name('cost')}`,
    ...(columns.usageQuantity === undefined
      ? []
      : [`CAST(SUM(${name('usage_sum')}) AS ${textType}) AS ${name('usage_quantity')}`]),
    `MAX(CASE WHEN ${amount} > 0 THEN 1 ELSE 0 END) AS ${name('costly')}`,
  ];
  return (
    `SELECT ${[...groups, ...sums].join(', ')} FROM (${placed}) ${name('placed')} ` +
    `WHERE ${name('interval_position')} IS NOT NULL GROUP BY ${groups.join(', ')}`
  );
}

function writeCharges(query: ChargeQuery, source: SqlSource): string {
  const writer = new SourceWriter(source);
  const { columns } = source;
  const name = (text: string): string => writer.name(text);
  const covered = query.excludeCoveredBy;
  const amounts = AMOUNTS.flatMap((property) => {
    const text = writer.amountText(property);
    return text === undefined ? [] : [`${text} AS ${name(RESULT_NAMES[property])}`];
  });
  const tags = writer.column('tags');
  const more = [...amounts, ...(tags === undefined ? [] : [`${tags} AS ${name('tags')}`])];
  const [start, end] = [query.period.start, query.period.end].map(toMilliseconds);
  const [from, until] = [name('term_from'), name('term_until')];
  const conditions = [`${from} < ${end}`, `(${until} > ${start} OR (${until} = ${from} AND ${from} = ${start}))`];
  if (query.tenantId !== undefined) {
    const tenant = `${name('tenant_id')} = ${writer.text(query.tenantId)}`;
    const ids = (columns.resourceId === undefined ? [] : (query.resourceIds ?? [])).filter(isStorableText);
    const resources = ids.map((id) => writer.text(id)).join(', ');
    conditions.push(ids.length === 0 ? tenant : `(${tenant} OR ${name('resource_id')} IN (${resources}))`);
  }
  const { join, condition } = covered === undefined ? { join: '', condition: [] } : writer.partsJoin();
  if (covered !== undefined) conditions.push(`(${writer.position(covered, condition)}) IS NULL`);
  const lines = writer.lines(query.view, covered === undefined ? more : [...more, ...writer.sums(covered.basis)]);
  const given = (Object.keys(RESULT_NAMES) as (keyof SqlColumns)[])
    .filter((property) => columns[property] !== undefined)
    .map((property) => name(RESULT_NAMES[property]));
  return `SELECT ${given.join(', ')} FROM (${lines}) ${name('timed')}${join} WHERE ${conditions.join(' AND ')}`;
}

function sqlOf(expression: SqlExpression, what: string): string {
  if (typeof expression?.sql === 'string' && expression.sql.trim() !== '') return `(${expression.sql})`;
  throw invalidSqlSource({ what, value: expression, expected: 'a name or { sql }' });
}

/** As the library reads instants. */
function toMilliseconds(seconds: number): number {
  const milliseconds = Math.round(seconds * 1000);
  if (Number.isSafeInteger(milliseconds)) return milliseconds;
  throw invalidSqlSource({ what: 'instant', value: seconds, expected: 'seconds since the epoch' });
}
