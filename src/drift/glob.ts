import { Minimatch, type MinimatchOptions } from 'minimatch';
import { E, type Either } from '../prelude.js';
import { type InvalidRule, invalidRule } from './errors.js';
import { encodePath, encodeSegment, type Path, pointerSteps, protect, STEP, unquote } from './path.js';
import { tryOr } from './plain-data.js';

/** A compiled path pattern. Matching takes at most O(path × pattern), whatever the pattern. */
export interface Glob {
  /** As it was written. */
  readonly pattern: string;
  /** Whether it reaches a path. */
  matches(path: Path): boolean;
  /** The same on a path that `encodePath` has already made: the form for matching one path against many globs. */
  matchesEncoded(encoded: string): boolean;
  /** Whether the answer may depend on which position of a list the path goes through. */
  readonly seesPositions: boolean;
}

const MAX_PATTERN_LENGTH = 10_000;

/**
 * Compiles a path pattern. `*` is any run of characters and crosses segments, so that `*.port` reaches
 * `security_groups[0].rules[2].port` and a top-level `port`; `?` is one character; `[0]` is the same as `.0` and `[*]`
 * as `.*`; `["a.b"]` is that key; `\` takes the next character as it is. Everything else is literal.
 */
export function compileGlob(pattern: string): Either<InvalidRule, Glob> {
  if (typeof pattern !== 'string' || pattern === '' || pattern.length > MAX_PATTERN_LENGTH) {
    return E.left(
      invalidRule({ what: 'pattern', value: pattern, expected: `a text of 1 to ${MAX_PATTERN_LENGTH} characters` }),
    );
  }
  return E.right(compileOnce(pattern));
}

// Every step is part of one text, so that `*` crosses them; nothing but `*`, `?` and the backslash is special.
const GLOB_OPTIONS: MinimatchOptions = {
  dot: true,
  nobrace: true,
  nocomment: true,
  noext: true,
  noglobstar: true,
  nonegate: true,
  platform: 'linux',
};

// Answers are kept for this many shapes of paths a pattern, of at most so many characters.
const MAX_KEPT_ANSWERS = 500;
const MAX_KEPT_LENGTH = 500;

function compile(pattern: string): Glob {
  const encoded = encodePattern(pattern);
  const seesPositions = mayReadDigits(encoded);
  const answers = new Map<string, boolean>();
  const required = longestLiteral(encoded);
  // Of the patterns of a large set of rules many are never asked about.
  let compiled: Minimatch | undefined;
  const matchesEncoded = (text: string): boolean => {
    // Most paths do not even hold the longest part of the pattern.
    if (text === '' || !text.includes(required)) return false;
    const known = answers.get(text);
    if (known !== undefined) return known;
    compiled ??= new Minimatch(encoded, GLOB_OPTIONS);
    const answer = compiled.match(text);
    if (answers.size >= MAX_KEPT_ANSWERS) answers.clear();
    if (text.length <= MAX_KEPT_LENGTH) answers.set(text, answer);
    return answer;
  };
  return {
    pattern,
    matchesEncoded,
    matches: (path) => tryOr(() => matchesEncoded(seesPositions ? encodePath(path) : encodeShape(path)), false),
    seesPositions,
  };
}

/** The longest run of characters that every match must hold. */
function longestLiteral(encoded: string): string {
  const pieces = encoded.split(/\\.|[*?]/s);
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** The path with every list position as the first: for patterns that cannot tell positions apart. */
const encodeShape = (path: Path): string =>
  encodePath(path.map((segment) => (typeof segment === 'number' ? 0 : segment)));

// Rules of many resource types share most of their patterns; the first of them are kept.
const MAX_KEPT_GLOBS = 1_000;
const keptGlobs = new Map<string, Glob>();

function compileOnce(pattern: string): Glob {
  const known = keptGlobs.get(pattern);
  if (known !== undefined) return known;
  const glob = compile(pattern);
  if (keptGlobs.size < MAX_KEPT_GLOBS) keptGlobs.set(pattern, glob);
  return glob;
}

const BRACKET = /\[(?:(\d+)|(\*)|("(?:[^"\\]|\\.)*"))\]/sy;

/** The pattern as minimatch reads it, in the spelling of encoded paths. */
function encodePattern(pattern: string): string {
  let encoded = pattern.startsWith('*') || readPatternBracket(pattern, 0) !== null ? '' : STEP;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    const bracket = character === '[' ? readPatternBracket(pattern, at) : null;
    if (bracket !== null) {
      encoded += STEP + bracketText(bracket);
      at += bracket[0].length - 1;
    } else if (character === '*' || character === '?') encoded += character;
    else if (character === '.') encoded += STEP;
    else if (character === '\\' && at + 1 < pattern.length) encoded += literal(pattern[++at]!);
    else encoded += literal(character);
  }
  return encoded;
}

/** A text that stands for itself in a pattern. */
const literal = (text: string): string => protect(text).replace(/[*?[\]\\]/g, '\\$&');

function readPatternBracket(pattern: string, at: number): RegExpExecArray | null {
  BRACKET.lastIndex = at;
  const found = BRACKET.exec(pattern);
  return found?.[3] !== undefined && unquote(found[3]) === undefined ? null : found;
}

const bracketText = ([, index, star, quoted]: RegExpExecArray): string =>
  star === undefined ? literal(index ?? unquote(quoted!)!) : '*';

/**
 * Whether a pattern may look inside list positions: a part of it is all digits, or a `?` may stand for a digit or a
 * step.
 */
function mayReadDigits(encoded: string): boolean {
  const wild = encoded.replaceAll(/\\./gs, 'x');
  return wild.includes('?') || wild.split(STEP).some((step) => step.split('*').some((piece) => /^\d+$/.test(piece)));
}

/**
 * A property path as resource schemas write it: `Rules.*.Filter.Prefix`, where `*` is exactly one list position or map
 * key (JSON pointers with `/` and `/properties/` are accepted too). Unlike in a glob it never crosses a step, so what a
 * schema says of one property says nothing of another.
 */
export function compileSchemaPath(path: string): Either<InvalidRule, Glob> {
  if (typeof path !== 'string' || path === '')
    return E.left(invalidRule({ what: 'schema path', value: path, expected: 'a property path' }));
  const known = kept.get(path);
  if (known !== undefined) return E.right(known);
  const steps = pointerSteps(path.replace(/^\/properties(?=\/)/, '')) ?? path.split('.');
  const encoded = steps.map((step) => (step === '*' ? undefined : encodeSegment(step).slice(1)));
  const [head, tail] = [encoded.indexOf(undefined), encoded.lastIndexOf(undefined)];
  // Most places differ from most paths at one of their ends; only those that agree at both are taken apart.
  const opening = textOf(head < 0 ? encoded : encoded.slice(0, head));
  const ending = head < 0 ? opening : textOf(encoded.slice(tail + 1));
  const matchesEncoded = (place: string): boolean => {
    if (head < 0) return place === opening;
    if (!place.startsWith(opening) || !place.endsWith(ending)) return false;
    const segments = place.split(STEP);
    return (
      segments.length === encoded.length + 1 &&
      encoded.every((step, i) => step === undefined || step === segments[i + 1])
    );
  };
  const glob: Glob = {
    pattern: path,
    matchesEncoded,
    matches: (place) => matchesEncoded(place.map(encodeSegment).join('')),
    seesPositions: steps.some((step) => /^\d+$/.test(step)),
  };
  if (kept.size < MAX_KEPT) kept.set(path, glob);
  return E.right(glob);
}

const textOf = (steps: readonly (string | undefined)[]): string => steps.map((step) => STEP + step!).join('');

// The schema of one kind goes into the rules of every variant; its paths are compiled once.
const MAX_KEPT = 50_000;
const kept = new Map<string, Glob>();
