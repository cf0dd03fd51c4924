import { type InvalidRule, invalidRule } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { encodePath, ONE, protect, RUN, STEP } from './encoded.js';
import { tryOr } from '../safely.js';
import { unquote } from './parse.js';
import type { Path } from './segment.js';
import { wildcardMatcher } from './wildcard.js';

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

function compile(pattern: string): Glob {
  const encoded = encodePattern(pattern);
  const matchesText = wildcardMatcher(encoded);
  const matchesEncoded = (text: string): boolean => text !== '' && matchesText(text);
  return {
    pattern,
    matchesEncoded,
    matches: (path) => tryOr(() => matchesEncoded(encodePath(path)), false),
    seesPositions: mayReadDigits(encoded),
  };
}

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

/** The pattern in the spelling of encoded paths, its wildcards as the reserved characters `RUN` and `ONE`. */
function encodePattern(pattern: string): string {
  let encoded = pattern.startsWith('*') || readPatternBracket(pattern, 0) !== null ? '' : STEP;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    const bracket = character === '[' ? readPatternBracket(pattern, at) : null;
    if (bracket !== null) {
      encoded += STEP + bracketText(bracket);
      at += bracket[0].length - 1;
    } else if (character === '*') encoded += RUN;
    else if (character === '?') encoded += ONE;
    else if (character === '.') encoded += STEP;
    else if (character === '\\' && at + 1 < pattern.length) encoded += protect(pattern[++at]!);
    else encoded += protect(character);
  }
  return encoded;
}

function readPatternBracket(pattern: string, at: number): RegExpExecArray | null {
  BRACKET.lastIndex = at;
  const found = BRACKET.exec(pattern);
  return found?.[3] !== undefined && unquote(found[3]) === undefined ? null : found;
}

const bracketText = ([, index, star, quoted]: RegExpExecArray): string =>
  star === undefined ? protect(index ?? unquote(quoted!)!) : RUN;

/** Whether a pattern may look inside list positions: a part of it is all digits, or a `?` may stand for a digit or a step. */
const mayReadDigits = (encoded: string): boolean =>
  encoded.includes(ONE) || encoded.split(STEP).some((step) => step.split(RUN).some((piece) => /^\d+$/.test(piece)));
