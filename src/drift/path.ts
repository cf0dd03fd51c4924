import { E, type Either } from '../prelude.js';
import { type InvalidPath, invalidPath } from './errors.js';
import { tryOr } from './plain-data.js';

/** One step into a configuration: a key of an object (text) or a position in a list (number). */
export type Segment = string | number;

/** The address of a value inside a configuration; the empty path is the configuration itself. */
export type Path = readonly Segment[];

/**
 * Document order: parents before children, list positions by number before keys, keys by UTF-16 code unit.
 * It does not depend on the order in which an object was built.
 */
export function comparePaths(left: Path, right: Path): number {
  const shared = Math.min(left.length, right.length);
  for (let depth = 0; depth < shared; depth++) {
    const order = compareSegments(left[depth]!, right[depth]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareSegments(left: Segment, right: Segment): number {
  if (left === right) return 0;
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -1;
  if (typeof right === 'number') return 1;
  return left < right ? -1 : 1;
}

// Private characters; where a key holds one, it is escaped, so that two paths never share a spelling.
/** Stands before every segment of an encoded path. */
export const STEP = '\uE001';
// Stands for a slash, which would divide a path for minimatch.
const SLASH = '\uE002';
const ESCAPE = '\uE003';
const RESERVED = /[/\uE001-\uE003]/g;
const RESERVED_ONE = /[/\uE001-\uE003]/;

/** The text that globs are matched against: every segment behind one step character. */
export function encodePath(path: Path): string {
  let encoded = '';
  for (const segment of path) encoded += encodeSegment(segment);
  return encoded;
}

/** One segment of `encodePath`. */
export const encodeSegment = (segment: string | number): string => STEP + protect(`${segment}`);

/** A text as it stands inside an encoded path. */
export const protect = (text: string): string => (RESERVED_ONE.test(text) ? text.replace(RESERVED, escaped) : text);

const escaped = (character: string): string => (character === '/' ? SLASH : ESCAPE + (character.charCodeAt(0) & 7));

// A key that reads as a word stands bare; everything else is quoted, so that no printed path has two readings.
const WORD = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

// The same few keys are printed over and over; the answers for the first of them are kept.
const MAX_KEPT_KEYS = 5_000;
const keptKeys = new Map<string, boolean>();

function isWord(key: string): boolean {
  const known = keptKeys.get(key);
  if (known !== undefined) return known;
  const word = WORD.test(key);
  if (keptKeys.size < MAX_KEPT_KEYS) keptKeys.set(key, word);
  return word;
}

/**
 * A path as people read it: `security_groups[0].rules[2].port`, `labels["app.kubernetes.io/name"]`, `m["0"]` for the
 * key and `m[0]` for the position. `parsePath` reads it back to the same segments. The empty path prints as `''`, and
 * so does what is no path.
 */
export const printPath = (path: Path): string => tryOr(() => formatPath(path), '');

function formatPath(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (isWord(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

// Sticky: each reads one step exactly where the last one ended.
const INDEX = /\[(0|[1-9]\d{0,15})\]/y;
const QUOTED = /\[("(?:[^"\\]|\\.)*")\]/sy;
const BARE = /[^.[\]"\s]+/y;

/**
 * Reads a printed path back into segments: `parsePath(printPath(p))` is `p`. Bare keys may hold anything but
 * `.`, `[`, `]`, `"` and blanks. Linear in the length of the text.
 */
export function parsePath(text: string): Either<InvalidPath, Path> {
  if (typeof text !== 'string') return E.left(invalidPath({ text, at: 0, expected: 'a text' }));
  const segments: Segment[] = [];
  let at = 0;
  while (at < text.length) {
    const dotted = at > 0 && text[at] === '.';
    const step = dotted
      ? readBare(text, at + 1)
      : (readBracket(text, at) ?? (at === 0 ? readBare(text, 0) : undefined));
    if (step === undefined) return E.left(invalidPath({ text, at, expected: expectedAt(at, dotted) }));
    segments.push(step.segment);
    at = step.end;
  }
  return E.right(segments);
}

interface ParsedSegment {
  readonly segment: Segment;
  readonly end: number;
}

function readBracket(text: string, at: number): ParsedSegment | undefined {
  const index = readAt(INDEX, text, at);
  if (index !== undefined) return { segment: Number(index[1]), end: at + index[0].length };
  const quoted = readAt(QUOTED, text, at);
  const key = quoted && unquote(quoted[1]!);
  return key === undefined ? undefined : { segment: key, end: at + quoted![0].length };
}

function readBare(text: string, at: number): ParsedSegment | undefined {
  const word = readAt(BARE, text, at);
  return word === undefined ? undefined : { segment: word[0], end: at + word[0].length };
}

function readAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The text inside a JSON string literal, or undefined where it is not one. */
export const unquote = (literal: string): string | undefined => tryOr(() => JSON.parse(literal) as string, undefined);

const expectedAt = (at: number, dotted: boolean): string =>
  dotted ? 'a key after the dot' : at === 0 ? 'a key, [position] or ["key"]' : 'a dot, [position] or ["key"]';

/**
 * The path as an RFC 6901 JSON Pointer, the form that RFC 6902 patches use: `/a~1b/0`; the empty path is `''`, and so
 * is what is no path.
 */
export const toPointer = (path: Path): string => tryOr(() => formatPointer(path), '');

function formatPointer(path: Path): string {
  let pointer = '';
  for (const segment of path) pointer += `/${escapeKey(`${segment}`)}`;
  return pointer;
}

/** The steps of an RFC 6901 pointer, unescaped; `undefined` where the text is not one. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const escapeKey = (key: string): string => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);
