import { gunzipSync } from 'node:zlib';
import type { FileMetaData, SchemaElement } from 'hyparquet';
import { Decimal } from '../../money/index.js';
import { invalidFocus } from './errors.js';
import { BATCH_ROWS, Cell, toHeader, type TableBatch, type TableRow } from './table.js';

/** How the values of a column are written as text. */
type Writer = (value: unknown) => string;

/** Cells that are remembered for a column; more start over. */
const MAX_REMEMBERED = 8192;

/**
 * Reads Parquet into rows of text, a row group at a time: decimals to the last digit, doubles by their shortest decimal,
 * instants in UTC, maps and lists as JSON. hyparquet unpacks the pages; what it would turn into floating numbers or into
 * milliseconds is taken before that.
 */
export async function* readParquet(bytes: Uint8Array, file?: string): AsyncGenerator<TableBatch> {
  const named = file === undefined ? {} : { file };
  const { parquetMetadataAsync, parquetRead } = await import('hyparquet');
  const source = {
    byteLength: bytes.length,
    // A Buffer would share its memory with other data.
    slice: (start: number, end = bytes.length): ArrayBuffer => Uint8Array.prototype.slice.call(bytes, start, end).buffer as ArrayBuffer,
  };
  const parsers = { timestampFromNanoseconds: (nanos: bigint) => nanos, jsonFromBytes: toText };
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(source, { geoparquet: false });
  } catch (cause) {
    throw invalidFocus({ ...named, value: cause, expected: 'Parquet to its end (the file was cut off, or is damaged)' }, cause);
  }
  const columns = topLevel(metadata.schema);
  const header = toHeader(columns.map(({ name }) => name));
  if (header.places.size < columns.length) throw invalidFocus({ ...named, row: 1, value: 'two of them', expected: 'one column of a name' });
  const writers = columns.map(({ element }) => writerOf(element));
  const schema = metadata.schema.map(withoutConversion);
  const remembered = columns.map(() => new Map<unknown, Cell>());
  const batch = (rows: readonly TableRow[]): TableBatch => ({ ...named, header, rows });
  yield batch([]);
  let number = 1;
  for (const group of metadata.row_groups) {
    const start = number - 1;
    let values: unknown[][] = [];
    try {
      await parquetRead({
        file: source,
        metadata: { ...metadata, schema },
        rowStart: start,
        rowEnd: start + Number(group.num_rows),
        utf8: false,
        parsers,
        geoparquet: false,
        compressors: { GZIP: (input) => new Uint8Array(gunzipSync(input)) },
        onComplete: (rows) => void (values = rows),
      });
    } catch (cause) {
      throw invalidFocus({ ...named, row: number + 1, value: cause, expected: 'Parquet that can be unpacked (uncompressed, snappy or gzip)' }, cause);
    }
    for (let at = 0; at < values.length; at += BATCH_ROWS) {
      yield batch(
        values.slice(at, at + BATCH_ROWS).map((row) => {
          number += 1;
          return { row: number, cells: row.map((value, place) => toCell(value, writers[place]!, remembered[place]!)) };
        }),
      );
    }
  }
}

function toCell(value: unknown, write: Writer, remembered: Map<unknown, Cell>): Cell {
  const key = value instanceof Uint8Array || typeof value === 'object' ? undefined : value;
  const known = key === undefined ? undefined : remembered.get(key);
  if (known !== undefined) return known;
  const cell = new Cell(value === null || value === undefined ? '' : write(value));
  if (key === undefined) return cell;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, cell);
  return cell;
}

/** The columns of the table: the children of the root. */
function topLevel(schema: readonly SchemaElement[]): ReadonlyArray<{ readonly name: string; readonly element: SchemaElement }> {
  const columns: Array<{ name: string; element: SchemaElement }> = [];
  const skip = (at: number): number => {
    let next = at + 1;
    for (let i = 0; i < (schema[at]!.num_children ?? 0); i += 1) next = skip(next);
    return next;
  };
  let at = 1;
  for (let i = 0; i < (schema[0]?.num_children ?? 0); i += 1) {
    columns.push({ name: schema[at]!.name, element: schema[at]! });
    at = skip(at);
  }
  return columns;
}

const CONVERTED = new Set(['DECIMAL', 'DATE', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS', 'MAP', 'MAP_KEY_VALUE']);
const CONVERTED_LOGICAL = new Set(['DECIMAL', 'DATE', 'TIMESTAMP', 'MAP']);

/** A column as it is stored: decimals and instants as whole numbers or bytes, maps as lists of keys and values. */
function withoutConversion(element: SchemaElement): SchemaElement {
  const isConverted = CONVERTED.has(element.converted_type ?? '') || CONVERTED_LOGICAL.has(element.logical_type?.type ?? '');
  if (!isConverted) return element;
  const { converted_type: _, logical_type: __, ...stored } = element;
  return stored;
}

function writerOf(element: SchemaElement): Writer {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return (value) => decimalText(value instanceof Uint8Array ? fromBytes(value) : BigInt(value as bigint), scale);
  }
  if (converted === 'DATE' || logical?.type === 'DATE') return (value) => instantText(BigInt(value as number) * 86_400n, 1n).slice(0, 10);
  if (logical?.type === 'TIMESTAMP') {
    const perSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n }[logical.unit];
    return (value) => instantText(BigInt(value as bigint), perSecond);
  }
  if (converted === 'TIMESTAMP_MILLIS') return (value) => instantText(BigInt(value as bigint), 1000n);
  if (converted === 'TIMESTAMP_MICROS') return (value) => instantText(BigInt(value as bigint), 1_000_000n);
  if (type === 'INT96') return (value) => instantText(value as bigint, 1_000_000_000n);
  if (converted === 'MAP' || converted === 'MAP_KEY_VALUE' || logical?.type === 'MAP') return mapText;
  if (type === 'FLOAT') return (value) => numberText(shortestFloat(value as number));
  return toText;
}

/** A value as text: what is no scalar as JSON. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === 'number') return numberText(String(value));
  if (typeof value === 'object') return jsonText(value);
  return String(value);
}

/** A map as a JSON object, in the order of its keys in the file. */
function mapText(value: unknown): string {
  const entries = Object.values(value as object)[0] as ReadonlyArray<Readonly<Record<string, unknown>>> | undefined;
  const members = (entries ?? []).map((entry) => {
    const [key, one] = Object.values(entry);
    return `${JSON.stringify(toText(key))}:${jsonText(one)}`;
  });
  return `{${members.join(',')}}`;
}

/** JSON with whole numbers of any length. */
function jsonText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(String(value)) : 'null';
  if (value instanceof Uint8Array) return JSON.stringify(toText(value));
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  return `{${Object.entries(value as object).map(([key, one]) => `${JSON.stringify(key)}:${jsonText(one)}`).join(',')}}`;
}

/** A number without an exponent. */
function numberText(text: string): string {
  return text.includes('e') ? new Decimal(text).toFixed() : text;
}

/** The shortest decimal that is the same 32-bit number. */
function shortestFloat(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** A whole number in two's complement, the highest byte first. */
function fromBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  let hex = '0x';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt.asIntN(8 * bytes.length, BigInt(hex));
}

function decimalText(units: bigint, scale: number): string {
  const [sign, size] = units < 0n ? ['-', -units] : ['', units];
  const digits = size.toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** An instant in UTC; a fraction of a second where there is one. */
function instantText(ticks: bigint, perSecond: bigint): string {
  const part = ((ticks % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((ticks - part) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return String(ticks);
  const places = perSecond.toString().length - 1;
  const fraction = part === 0n ? '' : `.${part.toString().padStart(places, '0')}`;
  return `${date.toISOString().slice(0, 19)}${fraction}Z`;
}
