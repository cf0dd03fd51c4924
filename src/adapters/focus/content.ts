import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { findProblem } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import type { OptionFields } from '../../codec/record.js';
import { abortSignal, callback } from '../../codec/values.js';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { isError } from '../../errors/tagged.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { readCsv } from './csv.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import { readParquet } from './parquet.js';
import type { TableBatch } from './table.js';

/**
 * What a FOCUS file holds, not its path: its text, its bytes (CSV in UTF-8 or UTF-16, gzip, Parquet), or anything that
 * yields them piece by piece, such as `createReadStream(path)`.
 */
export type FocusSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** A file with its name. */
export interface FocusFile {
  /** Tells the files of a bill apart: in messages, and in the ids of charges. */
  readonly name: string;
  /** What it holds. */
  readonly content: FocusSource;
}

/** One file, or the files that make up a bill, of one cloud or of several. */
export type FocusContent = FocusSource | readonly FocusFile[];

/** How to follow the reading of a file, and how to call it off. */
export interface FocusProgressOptions {
  /** Stops the reading within a thousand rows; the answer is then `Cancelled`. */
  readonly signal?: AbortSignal;
  /** Called after each thousand rows with how many have been read; how many there are is known at the end alone. */
  readonly onProgress?: (rows: number) => void;
}

export const PROGRESS_OPTIONS: OptionFields<FocusProgressOptions> = { signal: abortSignal, onProgress: callback };

/** Runs work with options that were looked at: a misspelled one is refused, and what throws on the way is an error. */
export function withOptions<Options extends FocusProgressOptions, L, A>(
  codec: t.Type<Options>,
  options: Options,
  work: (options: Options) => Promise<Either<L, A>>,
): TaskEither<L | InvalidFocus, A> {
  return async () => {
    try {
      const wrong = findProblem(codec, options ?? {}, 'options');
      if (wrong === undefined) return await work(options ?? {});
      const { option: column, value, expected } = wrong;
      return E.left(invalidFocus({ column, value, expected }));
    } catch (cause) {
      return E.left(invalidFocus({ value: cause, expected: 'content and options that can be read' }, cause));
    }
  };
}

const PIECE = 65_536;

/**
 * The rows of the files in turns with other work, in constant memory (a Parquet file is held as a whole). The first
 * failure comes as a `Left` and ends it. Progress is reported when what came of a batch is done with, and the next is
 * asked for.
 */
export async function* followTables(
  content: FocusContent,
  { signal, onProgress }: FocusProgressOptions,
): AsyncGenerator<Either<InvalidFocus | Cancelled, TableBatch>> {
  const isOff = (): boolean => signal?.aborted === true;
  let rows = 0;
  let last: { readonly file?: string; readonly row: number } = { row: 1 };
  try {
    for (const { name, content: source } of filesOf(content)) {
      last = name === undefined ? { row: 1 } : { file: name, row: 1 };
      for await (const batch of readTable(source, name)) {
        await yieldToEventLoop();
        if (isOff()) break;
        yield E.right(batch);
        rows += batch.rows.length;
        last = { ...last, row: (batch.rows.at(-1)?.row ?? last.row) + 1 };
        ignoreErrors(() => onProgress?.(rows));
      }
      if (isOff()) break;
    }
  } catch (cause) {
    if (isError<InvalidFocus>(cause, 'InvalidFocus')) yield E.left(cause);
    else yield E.left(invalidFocus({ ...last, value: cause, expected: 'a source that can be read to its end' }, cause));
    return;
  }
  if (isOff()) yield E.left(cancelled({ what: 'reading a FOCUS file' }));
}

/** Lets other work go on, and with it the timer or the click that may call this off. */
const yieldToEventLoop = (): Promise<void> => new Promise((resume) => setImmediate(resume));

function filesOf(content: FocusContent): ReadonlyArray<{ readonly name?: string; readonly content: FocusSource }> {
  if (!Array.isArray(content) || !content.some(isFile)) return [{ content: content as FocusSource }];
  const names = new Set<string>();
  for (const file of content as readonly unknown[]) {
    if (!isFile(file) || typeof file.name !== 'string')
      throw invalidFocus({ value: file, expected: 'files as { name, content }' });
    if (names.has(file.name))
      throw invalidFocus({ file: file.name, value: 'two of them', expected: 'one file of a name' });
    names.add(file.name);
  }
  return content as readonly FocusFile[];
}

function isFile(value: unknown): value is FocusFile {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && 'content' in value;
}

/** Reads a table out of CSV, gzip or Parquet, as its first bytes tell. */
async function* readTable(source: FocusSource, file: string | undefined): AsyncGenerator<TableBatch> {
  let [head, pieces] = await peek(piecesOf(source));
  if (isGzip(head)) [head, pieces] = await peek(gunzip(pieces, file));
  if (isGzip(head))
    throw invalidFocus({ ...named(file), value: 'gzip within gzip', expected: 'a file that was packed once' });
  if (startsWith(head, 'PAR1')) yield* readParquet(await joinAll(pieces), file);
  else if (startsWith(head, 'PK'))
    throw invalidFocus({ ...named(file), value: 'a ZIP archive', expected: 'CSV, gzip or Parquet' });
  else if (head[0] === 0xff && head[1] === 0xfe) yield* readCsv(toUtf8(pieces, 'utf-16le'), file);
  else if (head[0] === 0xfe && head[1] === 0xff) yield* readCsv(toUtf8(pieces, 'utf-16be'), file);
  else yield* readCsv(withoutMark(pieces, head), file);
}

function named(file: string | undefined): { readonly file?: string } {
  return file === undefined ? {} : { file };
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function startsWith(head: Uint8Array, text: string): boolean {
  return [...text].every((letter, i) => head[i] === letter.charCodeAt(0));
}

/**
 * The pieces of a source as bytes. A whole file is cut up: a piece is read in one go, and other work waits for it.
 */
async function* piecesOf(source: FocusSource): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    return;
  }
  // A character of two code units may come in two pieces of text.
  let half = '';
  for await (const piece of source as AsyncIterable<unknown>) {
    if (typeof piece === 'string') {
      const text = half + piece;
      half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
      yield new TextEncoder().encode(half === '' ? text : text.slice(0, -1));
    } else if (piece instanceof Uint8Array) yield piece;
    else throw new TypeError(`a piece is ${show(piece)}, not text or bytes`);
  }
  if (half !== '') yield new TextEncoder().encode(half);
}

/** The first bytes, and all pieces with them. */
async function peek(pieces: AsyncGenerator<Uint8Array>): Promise<[Uint8Array, AsyncGenerator<Uint8Array>]> {
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < 4) {
    const next = await pieces.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.length;
  }
  const head = new Uint8Array(4);
  first
    .flatMap((piece) => [...piece.subarray(0, 4)])
    .slice(0, 4)
    .forEach((byte, i) => (head[i] = byte));
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first;
    yield* pieces;
  }
  return [head, all()];
}

/** Unpacks gzip, one member after the other. */
async function* gunzip(pieces: AsyncIterable<Uint8Array>, file: string | undefined): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip();
  const input = Readable.from(pieces);
  input.on('error', (cause) => unpacker.destroy(cause));
  try {
    for await (const piece of input.pipe(unpacker)) yield piece as Uint8Array;
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? '';
    if (!code.startsWith('Z_')) throw cause;
    const isCut = code === 'Z_BUF_ERROR';
    const expected = isCut ? 'gzip to its end (the file was cut off)' : 'gzip that can be unpacked';
    throw invalidFocus({ ...named(file), value: cause, expected }, cause);
  } finally {
    input.destroy();
    unpacker.destroy();
  }
}

async function* toUtf8(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const [decoder, encoder] = [new TextDecoder(encoding), new TextEncoder()];
  for await (const piece of pieces) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

/** The pieces without the byte order mark of UTF-8. */
async function* withoutMark(pieces: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Uint8Array> {
  let left = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for await (const piece of pieces) {
    const cut = Math.min(left, piece.length);
    left -= cut;
    yield piece.subarray(cut);
  }
}

async function joinAll(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
