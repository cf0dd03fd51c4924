import { isStorableText } from '../../codec/values.js';
import { invalidSqlSource } from './errors.js';

/** The engines whose SQL is written. Amazon Athena speaks `trino`, Databricks `spark`, Redshift none of them. */
export const SQL_DIALECTS = ['postgresql', 'duckdb', 'trino', 'bigquery', 'snowflake', 'spark'] as const;

/** An engine whose SQL is written. */
export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** What differs between engines. Arguments and results are expressions. */
export interface DialectFacts {
  /** Around an identifier; inside it stands twice. */
  readonly quote: '"' | '`';
  /** Whether a backslash in text takes the next character as it is. */
  readonly backslashEscapes: boolean;
  readonly textType: string;
  readonly doubleType: string;
  /** Whole milliseconds since the epoch of a timestamp. */
  readonly millisecondsOf: (timestamp: string) => string;
  /** The month (UTC) of milliseconds since the epoch, `2026-03`. */
  readonly monthOf: (milliseconds: string) => string;
  /** Text as an exact decimal; null where it is none. */
  readonly decimalOf: (text: string, scale: number) => string;
  /** The shortest text that reads back as the same double. */
  readonly textOfDouble: (value: string) => string;
}

const dateOf = (milliseconds: string): string => `CAST(floor(${milliseconds} / 86400000.0) AS integer)`;

export const DIALECTS: Readonly<Record<SqlDialect, DialectFacts>> = {
  postgresql: {
    quote: '"',
    backslashEscapes: false,
    textType: 'text',
    doubleType: 'double precision',
    millisecondsOf: (timestamp) => `CAST(round(extract(epoch FROM ${timestamp}) * 1000) AS bigint)`,
    monthOf: (ms) => `to_char(timestamp 'epoch' + ${ms} * interval '1 millisecond', 'YYYY-MM')`,
    // `numeric` keeps every digit of the text.
    decimalOf: (text) => `CAST(${text} AS numeric)`,
    textOfDouble: (value) => `CAST(${value} AS text)`,
  },
  duckdb: {
    quote: '"',
    backslashEscapes: false,
    textType: 'VARCHAR',
    doubleType: 'DOUBLE',
    millisecondsOf: (timestamp) => `epoch_ms(${timestamp})`,
    monthOf: (ms) => `strftime(make_timestamp(${ms} * 1000), '%Y-%m')`,
    decimalOf: (text, scale) => `TRY_CAST(${text} AS DECIMAL(38, ${scale}))`,
    textOfDouble: (value) => `CAST(${value} AS VARCHAR)`,
  },
  trino: {
    quote: '"',
    backslashEscapes: false,
    textType: 'varchar',
    doubleType: 'double',
    millisecondsOf: (timestamp) => `CAST(round(to_unixtime(${timestamp}) * 1000) AS bigint)`,
    monthOf: (ms) => `substr(CAST(date_add('day', ${dateOf(ms)}, DATE '1970-01-01') AS varchar), 1, 7)`,
    // Text with an exponent is none for Trino: such rows are read one by one.
    decimalOf: (text, scale) => `TRY_CAST(${text} AS decimal(38, ${scale}))`,
    textOfDouble: (value) => `CAST(${value} AS varchar)`,
  },
  bigquery: {
    quote: '`',
    backslashEscapes: true,
    textType: 'STRING',
    doubleType: 'FLOAT64',
    millisecondsOf: (timestamp) => `UNIX_MILLIS(CAST(${timestamp} AS TIMESTAMP))`,
    monthOf: (ms) => `FORMAT_TIMESTAMP('%Y-%m', TIMESTAMP_MILLIS(${ms}), 'UTC')`,
    decimalOf: (text) => `SAFE.PARSE_BIGNUMERIC(${text})`,
    textOfDouble: (value) => `CAST(${value} AS STRING)`,
  },
  snowflake: {
    quote: '"',
    backslashEscapes: true,
    textType: 'VARCHAR',
    doubleType: 'FLOAT',
    millisecondsOf: (timestamp) => `DATE_PART(EPOCH_MILLISECOND, ${timestamp})`,
    monthOf: (ms) => `TO_CHAR(TO_TIMESTAMP_NTZ(${ms}, 3), 'YYYY-MM')`,
    decimalOf: (text, scale) => `TRY_TO_DECIMAL(${text}, 38, ${scale})`,
    textOfDouble: (value) => `TO_VARCHAR(${value})`,
  },
  spark: {
    quote: '`',
    backslashEscapes: true,
    textType: 'STRING',
    doubleType: 'DOUBLE',
    millisecondsOf: (timestamp) => `unix_millis(${timestamp})`,
    monthOf: (ms) => `substr(CAST(date_add(DATE '1970-01-01', ${dateOf(ms)}) AS STRING), 1, 7)`,
    decimalOf: (text, scale) => `TRY_CAST(${text} AS DECIMAL(38, ${scale}))`,
    textOfDouble: (value) => `CAST(${value} AS STRING)`,
  },
};

/** A name as the engine reads it, whatever characters it has. Throws `InvalidSqlSource` for one that none can have. */
export function quoteName(name: unknown, dialect: SqlDialect, what: string): string {
  const { quote } = DIALECTS[dialect];
  if (typeof name !== 'string' || name === '' || name.length > 1000 || !isStorableText(name)) {
    throw invalidSqlSource({ what, value: name, expected: 'a name' });
  }
  // A name of BigQuery has none of these, and inside backticks it reads escapes.
  if (dialect === 'bigquery' && /[`\\\n\r]/.test(name)) {
    throw invalidSqlSource({ what, value: name, expected: 'a name without backticks, backslashes and line breaks' });
  }
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** Text as a literal. Throws `InvalidSqlSource` for text that no engine can hold. */
export function quoteText(text: unknown, dialect: SqlDialect, what: string): string {
  if (typeof text !== 'string' || !isStorableText(text)) {
    throw invalidSqlSource({ what, value: text, expected: 'text without NUL and without half a surrogate pair' });
  }
  if (!DIALECTS[dialect].backslashEscapes) {
    // PostgreSQL may be set to read escapes in plain literals; in E'' it always does.
    const isEscaped = dialect === 'postgresql' && text.includes('\\');
    const doubled = text.replaceAll("'", "''");
    return isEscaped ? ` E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
  }
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `'${escaped.replaceAll("'", "\\'")}'`;
}
