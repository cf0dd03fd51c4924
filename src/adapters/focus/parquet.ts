import { gunzipSync } from 'node:zlib';
import type { FileMetaData, SchemaElement } from 'hyparquet';
import { Decimal } from '../../money/decimal.js';
import { invalidFocus } from './errors.js';
import { BATCH_ROWS, Cell, MAX_COLUMNS, toHeader, type TableBatch, type TableRow } from './table.js';

/** How the values of a column are written as text. */
type Writer = (value: unknown) => string;

/** Cells that are remembered for a column; more start over. */
const MAX_REMEMBERED = 8192;

/**
 * Reads Parquet into rows of text, a row group at a time: decimals to the last digit, doubles by their shortest
 * decimal, instants in UTC, maps and lists as JSON. hyparquet unpacks the pages; what it would turn into floating
 * numbers or into milliseconds is taken before that.
 */
export async function* readParquet(bytes: Uint8Array, file?: string): AsyncGenerator<TableBatch> {
  const named = file === undefined ? {} : { file };
  const { parquetMetadataAsync, parquetRead } = await import('hyparquet');
  const source = {
    byteLength: bytes.length,
    // A Buffer would share its memory with other data.
    slice: (start: number, end = bytes.length): ArrayBuffer =>
      Uint8Array.prototype.slice.call(bytes, start, end).buffer as ArrayBuffer,
  };
  const parsers = { timestampFromNanoseconds: (nanos: bigint) => nanos, jsonFromBytes: toText };
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(source, { geoparquet: false });
  } catch (cause) {
    throw invalidFocus(
      { ...named, value: cause, expected: 'Parquet to its end (the file was cut off, or is damaged)' },
      cause,
    );
  }
  const columns = toTree(metadata.schema).children;
  if (columns.length > MAX_COLUMNS) {
    throw invalidFocus({ ...named, value: `${columns.length} columns`, expected: `at most ${MAX_COLUMNS} columns` });
  }
  const header = toHeader(columns.map(({ element }) => element.name));
  if (header.places.size < columns.length)
    throw invalidFocus({ ...named, row: 1, value: 'two of them', expected: 'one column of a name' });
  const writers = columns.map((node) => (node.children.length === 0 ? writerOf(node.element) : jsonWriterOf(node)));
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
      throw invalidFocus(
        {
          ...named,
          row: number + 1,
          value: cause,
          expected: 'Parquet that can be unpacked (uncompressed, snappy or gzip)',
        },
        cause,
      );
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

/** An element of the schema with what it is made of. */
interface SchemaNode {
  readonly element: SchemaElement;
  readonly children: readonly SchemaNode[];
}

/** The schema as a tree: its elements come depth first. */
function toTree(schema: readonly SchemaElement[]): SchemaNode {
  let at = 0;
  const next = (): SchemaNode => {
    const element = schema[at]!;
    at += 1;
    return { element, children: Array.from({ length: element.num_children ?? 0 }, next) };
  };
  return next();
}

const CONVERTED = new Set(['DECIMAL', 'DATE', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS', 'MAP', 'MAP_KEY_VALUE']);
const CONVERTED_LOGICAL = new Set(['DECIMAL', 'DATE', 'TIMESTAMP', 'MAP']);

/** A column as it is stored: decimals and instants as whole numbers or bytes, maps as lists of keys and values. */
function withoutConversion(element: SchemaElement): SchemaElement {
  const isConverted =
    CONVERTED.has(element.converted_type ?? '') || CONVERTED_LOGICAL.has(element.logical_type?.type ?? '');
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
  if (converted === 'DATE' || logical?.type === 'DATE')
    return (value) => instantText(BigInt(value as number) * 86_400n, 1n).slice(0, 10);
  if (logical?.type === 'TIMESTAMP') {
    const perSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n }[logical.unit];
    return (value) => instantText(BigInt(value as bigint), perSecond);
  }
  if (converted === 'TIMESTAMP_MILLIS') return (value) => instantText(BigInt(value as bigint), 1000n);
  if (converted === 'TIMESTAMP_MICROS') return (value) => instantText(BigInt(value as bigint), 1_000_000n);
  if (type === 'INT96') return (value) => instantText(value as bigint, 1_000_000_000n);
  if (type === 'FLOAT') return (value) => numberText(shortestFloat(value as number));
  return toText;
}

/** A value as text. */
function toText(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return typeof value === 'number' ? numberText(String(value)) : String(value);
}

/** How the values of a list, a map, a structure, or of what is in one, are written as JSON. */
function jsonWriterOf({ element, children }: SchemaNode): Writer {
  const write = jsonWriterWithin(element, children);
  return (value) => (value === null || value === undefined ? 'null' : write(value));
}

function jsonWriterWithin(element: SchemaElement, children: readonly SchemaNode[]): Writer {
  const { converted_type: converted, logical_type: logical } = element;
  if (children.length === 0) {
    const write = writerOf(element);
    const isText = element.type === 'BYTE_ARRAY' && converted !== 'DECIMAL' && logical?.type !== 'DECIMAL';
    const isBare = !isText && !isInstant(element);
    return (value) =>
      isBare && (typeof value !== 'number' || Number.isFinite(value)) ? write(value) : JSON.stringify(write(value));
  }
  const [inner] = children;
  if (converted === 'LIST' || logical?.type === 'LIST') {
    // The usual form has a group between the list and its elements.
    const writeOne = jsonWriterOf(inner!.children.length === 1 ? inner!.children[0]! : inner!);
    return (value) => `[${(value as readonly unknown[]).map(writeOne).join(',')}]`;
  }
  const names = children.map((child) => child.element.name);
  if (converted === 'MAP' || converted === 'MAP_KEY_VALUE' || logical?.type === 'MAP') {
    const [key, one] = inner!.children;
    const [writeKey, writeOne] = [writerOf(key!.element), one === undefined ? () => 'null' : jsonWriterOf(one)];
    return (value) => {
      const entries = (value as Record<string, ReadonlyArray<Record<string, unknown>>>)[names[0]!] ?? [];
      const members = entries.map(
        (entry) => `${JSON.stringify(writeKey(entry[key!.element.name]))}:${writeOne(entry[one?.element.name ?? ''])}`,
      );
      return `{${members.join(',')}}`;
    };
  }
  const writers = children.map(jsonWriterOf);
  return (value) => {
    const fields = value as Record<string, unknown>;
    return `{${names.map((name, i) => `${JSON.stringify(name)}:${writers[i]!(fields[name])}`).join(',')}}`;
  };
}

function isInstant({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  const annotation = logical?.type ?? converted ?? '';
  return type === 'INT96' || annotation === 'DATE' || annotation.startsWith('TIMESTAMP');
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
