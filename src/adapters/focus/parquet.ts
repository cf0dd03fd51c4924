import { gunzipSync } from 'node:zlib';
import type { CompressionCodec, FileMetaData, PageHeader, RowGroup, SchemaElement } from 'hyparquet';
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
  const pages = new PageChecks(bytes, metadata.schema);
  const remembered = columns.map(() => new Map<unknown, Cell>());
  const batch = (rows: readonly TableRow[]): TableBatch => ({ ...named, header, rows });
  yield batch([]);
  let number = 1;
  for (const group of metadata.row_groups) {
    let values: unknown[][] = [];
    try {
      await pages.check(group);
      await parquetRead({
        file: source,
        // The one group: a file of many is not looked through once for each.
        metadata: { ...metadata, schema, row_groups: [group] },
        rowEnd: Number(group.num_rows),
        utf8: false,
        parsers,
        geoparquet: false,
        compressors: { GZIP: gunzip },
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

/**
 * What a file may hold and unpack to: one of a kilobyte can claim to hold billions of values. Bills have about two
 * values a byte. Each counts twice: in the rows of its group, and in its page.
 */
const MAX_VALUES = 4_000_000;
const MAX_VALUES_PER_BYTE = 40;
const MAX_PAGE_BYTES = 64_000_000;
const MAX_PAGE_BYTES_PER_BYTE = 100;

/** How deep the values of a column lie: the highest levels of definition and repetition. */
interface Levels {
  readonly definition: number;
  readonly repetition: number;
}

/**
 * Looks through the pages of a group of rows before hyparquet does, which trusts what they say of themselves: a size
 * below zero would never end, and a run of billions of values would take all memory there is.
 */
class PageChecks {
  readonly #bytes: Uint8Array;
  readonly #levels = new Map<string, Levels>();
  #values = 0;
  #unpacked = 0;

  constructor(bytes: Uint8Array, schema: readonly SchemaElement[]) {
    this.#bytes = bytes;
    const visit = ({ element, children }: SchemaNode, above: string, levels: Levels): void => {
      const path = `${above}.${element.name}`;
      const isRepeated = element.repetition_type === 'REPEATED';
      const own = {
        definition: levels.definition + (isRepeated || element.repetition_type === 'OPTIONAL' ? 1 : 0),
        repetition: levels.repetition + (isRepeated ? 1 : 0),
      };
      if (children.length === 0) this.#levels.set(path, own);
      for (const child of children) visit(child, path, own);
    };
    for (const child of toTree(schema).children) visit(child, '', { definition: 0, repetition: 0 });
  }

  /** Throws where a page cannot be what it says. */
  async check({ num_rows: rows, columns }: RowGroup): Promise<void> {
    const { parquetHeader } = await import('hyparquet/src/column.js');
    if (rows < 0n) throw new RangeError('a group of less than no rows');
    this.#countValues(Number(rows) * columns.length);
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined) continue;
      const { path_in_schema: path, codec, total_compressed_size: size } = chunk;
      const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
      const end = start + Number(size);
      if (!(start >= 0 && start <= end && end <= this.#bytes.length)) throw new RangeError('a column outside the file');
      const levels = this.#levels.get(`.${path.join('.')}`);
      if (levels === undefined) throw new RangeError('a column that the schema does not have');
      const reader = { view: viewOf(this.#bytes.subarray(start, end)), offset: 0 };
      while (reader.offset < end - start - 1) {
        const header = parquetHeader(reader);
        const from = start + reader.offset;
        const length = header.compressed_page_size;
        if (!(length >= 0 && from + length <= end)) throw new RangeError('a page outside its column');
        reader.offset += length;
        await this.#checkPage(header, this.#bytes.subarray(from, from + length), codec, levels);
      }
    }
  }

  async #checkPage(header: PageHeader, packed: Uint8Array, codec: CompressionCodec, levels: Levels): Promise<void> {
    const { data_page_header: v1, data_page_header_v2: v2, uncompressed_page_size: size } = header;
    const { num_values: values = -1, encoding = '' } = v1 ?? v2 ?? header.dictionary_page_header ?? {};
    // What is missing would be read as no number, from the start again and for ever.
    const needed = v1 === undefined && v2 !== undefined ? [v2.num_rows, v2.num_nulls, ...levelBytes(v2)] : [];
    if (![values, size, ...needed].every((number) => Number.isInteger(number) && number >= 0))
      throw new RangeError('a page that does not say what it holds');
    this.#countValues(values);
    this.#unpacked += size;
    if (this.#unpacked > MAX_PAGE_BYTES + MAX_PAGE_BYTES_PER_BYTE * this.#bytes.length)
      throw new RangeError(`pages that unpack to ${this.#unpacked} bytes`);
    const [repetition, definition] = v2 === undefined ? [0, 0] : levelBytes(v2);
    const outside = repetition + definition;
    if (outside > packed.length || outside > size) throw new RangeError('levels outside their page');
    const isPacked = v1 === undefined ? v2?.is_compressed !== false : true;
    if (v1 === undefined && v2 === undefined) return;
    const page = isPacked ? await unpack(packed.subarray(outside), size - outside, codec) : packed.subarray(outside);
    let at = 0;
    const checkLevels = (max: number, length: number, list: Uint8Array): void =>
      checkRuns(list.subarray(0, length), bitsOf(max), values);
    if (v2 === undefined) {
      for (const max of [levels.repetition, levels.definition]) {
        if (max === 0) continue;
        const length = viewOf(page).getUint32(at, true);
        checkLevels(max, length, page.subarray(at + 4));
        at += 4 + length;
      }
    } else {
      checkLevels(levels.repetition, repetition, packed);
      checkLevels(levels.definition, definition, packed.subarray(repetition));
    }
    if (encoding.endsWith('_DICTIONARY')) checkRuns(page.subarray(at + 1), page[at] ?? 0, values);
    else if (encoding === 'RLE') checkRuns(page.subarray(at + 4), 1, values);
  }

  #countValues(values: number): void {
    this.#values += values;
    if (this.#values > MAX_VALUES + MAX_VALUES_PER_BYTE * this.#bytes.length)
      throw new RangeError(`${this.#values} values in a file of ${this.#bytes.length} bytes`);
  }
}

const levelBytes = (
  page: NonNullable<PageHeader['data_page_header_v2']>,
): readonly [repetition: number, definition: number] => [
  page.repetition_levels_byte_length,
  page.definition_levels_byte_length,
];

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const bitsOf = (max: number): number => 32 - Math.clz32(max);

async function unpack(packed: Uint8Array, size: number, codec: CompressionCodec): Promise<Uint8Array> {
  if (codec === 'GZIP') return gunzip(packed, size);
  if (codec !== 'SNAPPY') return packed;
  const { snappyUncompress } = await import('hyparquet');
  const page = new Uint8Array(size);
  snappyUncompress(packed, page);
  return page;
}

const gunzip = (packed: Uint8Array, size: number): Uint8Array =>
  new Uint8Array(gunzipSync(packed, { maxOutputLength: Math.max(1, size) }));

/** Goes through the runs of a list (RLE and bit-packed) and throws for one that is longer than the list. */
function checkRuns(list: Uint8Array, width: number, values: number): void {
  if (width === 0) return;
  if (width > 32) throw new RangeError(`values of ${width} bits`);
  let [at, seen] = [0, 0];
  while (seen < values && at < list.length) {
    let [header, shift] = [0, 0];
    let byte = 0x80;
    for (; (byte & 0x80) !== 0 && at < list.length; at += 1, shift += 7) {
      byte = list[at]!;
      header += (byte & 0x7f) * 2 ** shift;
    }
    const count = Math.floor(header / 2);
    if (header % 2 === 1) {
      // Groups of eight, each of as many bytes as a value has bits.
      if (at + count * width > list.length + width) throw new RangeError('a run outside its page');
      [at, seen] = [at + count * width, seen + 8 * count];
    } else {
      if (count > values - seen + 8) throw new RangeError(`a run of ${count} values in a page of ${values}`);
      [at, seen] = [at + ((width + 7) >> 3), seen + count];
    }
    if (count === 0) throw new RangeError('a run of nothing');
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
    if (!(scale >= 0 && scale <= MAX_DECIMAL_SCALE)) throw new RangeError(`a decimal with ${scale} decimal places`);
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

const MAX_DECIMAL_SCALE = 120;
const MAX_DECIMAL_BYTES = 100;

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
  if (bytes.length > MAX_DECIMAL_BYTES) throw new RangeError(`a decimal of ${bytes.length} bytes`);
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
