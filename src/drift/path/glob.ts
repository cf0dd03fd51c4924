import { Minimatch } from 'minimatch';
import { type InvalidRule, invalidRule } from '../../errors/drift.js';
import { E, type Either } from '../../prelude.js';
import { unquote } from './parse.js';
import type { Path } from './segment.js';

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

// minimatch knows `/` as the end of a run; here a run crosses everything, so `/` and the step between two segments
// are written as private characters that no wildcard treats specially.
export const STEP = '\uE001';
const SLASH = '\uE002';
const ESCAPE = '\uE003';
const RESERVED = /[/\uE001-\uE003]/g;
const RESERVED_ONE = /[/\uE001-\uE003]/;
const LONGEST = 10_000;
const OPTIONS = {
  dot: true,
  nobrace: true,
  nocomment: true,
  noext: true,
  noglobstar: true,
  nonegate: true,
  platform: 'linux',
} as const;

/** The text that globs are matched against: every segment behind one step character. */
export function encodePath(path: Path): string {
  let encoded = '';
  for (const segment of path) encoded += encodeSegment(segment);
  return encoded;
}

/** One segment of `encodePath`. */
export const encodeSegment = (segment: string | number): string =>
  typeof segment === 'number' ? `${STEP}${segment}` : STEP + protect(segment);

const protect = (key: string): string => (RESERVED_ONE.test(key) ? protectAll(key) : key);

const protectAll = (key: string): string =>
  key.replace(RESERVED, (character) => (character === '/' ? SLASH : ESCAPE + character.charCodeAt(0).toString(36)));

/**
 * Compiles a path pattern. `*` is any run of characters and crosses segments, so that `*.port` reaches
 * `security_groups[0].rules[2].port` and a top-level `port`; `?` is one character; `[0]` is the same as `.0` and `[*]`
 * as `.*`; `["a.b"]` is that key; `\` takes the next character as it is. Everything else is literal.
 */
export function compileGlob(pattern: string): Either<InvalidRule, Glob> {
  if (typeof pattern !== 'string' || pattern === '' || pattern.length > LONGEST) {
    return E.left(invalidRule({ what: 'pattern', value: pattern, expected: `a text of 1 to ${LONGEST} characters` }));
  }
  return E.right(compileKnown(pattern));
}

const compile = (pattern: string): Glob => {
  const tokens = tokenise(pattern);
  const matcher = new Minimatch(tokens.map(forMinimatch).join(''), OPTIONS);
  const matchesEncoded = remembered((encoded) => encoded !== '' && matcher.match(encoded));
  return {
    pattern,
    matchesEncoded,
    matches: (path) => matchesEncoded(encodePath(path)),
    seesPositions: mayReadDigits(tokens),
  };
};

// The paths and patterns of many resources are the same few; the answers to the first of them are kept.
const MOST_KEPT = 1_000;

function remembered<A>(answer: (text: string) => A): (text: string) => A {
  const kept = new Map<string, A>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = answer(text);
    if (kept.size < MOST_KEPT) kept.set(text, found);
    return found;
  };
}

// Rules of many resource types share most of their patterns.
const compileKnown = remembered(compile);

type Token = { readonly kind: 'run' | 'one' | 'step' } | { readonly kind: 'text'; readonly text: string };

const BRACKET = /\[(?:(\d+)|(\*)|("(?:[^"\\]|\\.)*"))\]/sy;

function tokenise(pattern: string): readonly Token[] {
  const tokens: Token[] = pattern.startsWith('*') || readBracket(pattern, 0) !== null ? [] : [{ kind: 'step' }];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    const bracket = character === '[' ? readBracket(pattern, at) : null;
    if (bracket !== null) {
      tokens.push({ kind: 'step' }, bracketToken(bracket));
      at += bracket[0].length - 1;
    } else if (character === '*') {
      if (tokens.at(-1)?.kind !== 'run') tokens.push({ kind: 'run' });
    } else if (character === '?') tokens.push({ kind: 'one' });
    else if (character === '.') tokens.push({ kind: 'step' });
    else if (character === '\\' && at + 1 < pattern.length) tokens.push({ kind: 'text', text: pattern[++at]! });
    else tokens.push({ kind: 'text', text: character });
  }
  return tokens;
}

function readBracket(pattern: string, at: number): RegExpExecArray | null {
  BRACKET.lastIndex = at;
  const found = BRACKET.exec(pattern);
  return found?.[3] !== undefined && unquote(found[3]) === undefined ? null : found;
}

function bracketToken([, index, star, quoted]: RegExpExecArray): Token {
  if (star !== undefined) return { kind: 'run' };
  return { kind: 'text', text: index ?? unquote(quoted!)! };
}

function forMinimatch(token: Token): string {
  switch (token.kind) {
    case 'run':
      return '*';
    case 'one':
      return '?';
    case 'step':
      return STEP;
    case 'text':
      return protect(token.text).replace(/[*?[\]\\]/g, '\\$&');
  }
}

/** A run between steps and wildcards can only lie inside a list position if it is nothing but digits and `?`. */
function mayReadDigits(tokens: readonly Token[]): boolean {
  let run = '';
  for (const token of [...tokens, { kind: 'step' } as const]) {
    if (token.kind === 'text') run += token.text;
    else if (token.kind === 'one') run += '0';
    else if (run !== '' && /^\d+$/.test(run)) return true;
    else run = '';
  }
  return false;
}
