import { parseDecimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';
import type { ColumnMatcher, ColumnTest } from '../model/column-rule.js';
import type { ColumnReader } from './read-columns.js';

/** Whether a row is as a matcher says. */
export type RowTest = (read: ColumnReader) => boolean;

/** Makes a matcher ready for many rows. Its time per row is bounded: rule, times value, times 500 at most. */
export function compileMatcher(matcher: ColumnMatcher): RowTest {
  if ('all' in matcher) {
    const tests = matcher.all.map(compileMatcher);
    return (read) => tests.every((test) => test(read));
  }
  if ('any' in matcher) {
    const tests = matcher.any.map(compileMatcher);
    return (read) => tests.some((test) => test(read));
  }
  if ('not' in matcher) {
    const test = compileMatcher(matcher.not);
    return (read) => !test(read);
  }
  return compileTest(matcher);
}

function compileTest(test: ColumnTest): RowTest {
  const { column, present, ignoreCase = false } = test;
  const fold = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  const conditions: ((value: string) => boolean)[] = [];
  if (test.equals !== undefined) {
    const wanted = fold(test.equals);
    conditions.push((value) => value === wanted);
  }
  if (test.in !== undefined) {
    const wanted = new Set(test.in.map(fold));
    conditions.push((value) => wanted.has(value));
  }
  if (test.glob !== undefined) {
    const globs = [test.glob].flat().map((pattern) => compileGlob(fold(pattern)));
    conditions.push((value) => globs.some((glob) => glob(value)));
  }
  if (test.atLeast !== undefined) conditions.push(compareWith(fold(test.atLeast), (order) => order >= 0));
  if (test.below !== undefined) conditions.push(compareWith(fold(test.below), (order) => order < 0));
  return (read) => {
    const value = read(column);
    if (value === undefined) return present === false && conditions.length === 0;
    if (present === false) return false;
    const folded = fold(value);
    return conditions.every((holds) => holds(folded));
  };
}

/** How a value stands to a bound, below zero where it is less: as numbers where the bound is one, else as texts. */
function compareWith(bound: string, holds: (order: number) => boolean): (value: string) => boolean {
  const number = parseDecimal(bound);
  if (E.isLeft(number)) return (value) => holds(value < bound ? -1 : value > bound ? 1 : 0);
  return (value) => {
    const given = parseDecimal(value);
    return E.isRight(given) && holds(given.right.comparedTo(number.right));
  };
}

/**
 * A pattern as a function: `*` is any text, `?` one character (UTF-16 code unit), `\` takes the next one as it is. The
 * texts between the stars are found from left to right, each at the first place it fits, which needs no way back:
 * O(value · longest text between stars).
 */
function compileGlob(pattern: string): (value: string) => boolean {
  const pieces = piecesOf(pattern);
  const first = pieces[0]!;
  if (pieces.length === 1) return (value) => value.length === first.length && fits(first, value, 0);
  const last = pieces[pieces.length - 1]!;
  const between = pieces.slice(1, -1);
  return (value) => {
    const until = value.length - last.length;
    if (until < first.length || !fits(first, value, 0) || !fits(last, value, until)) return false;
    let at = first.length;
    for (const piece of between) {
      while (at + piece.length <= until && !fits(piece, value, at)) at += 1;
      if (at + piece.length > until) return false;
      at += piece.length;
    }
    return true;
  };
}

/** A character, or undefined for any one. */
type Piece = readonly (string | undefined)[];

/** What stands between the stars of a pattern. */
function piecesOf(pattern: string): readonly Piece[] {
  const pieces: (string | undefined)[][] = [[]];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at]!;
    if (character === '*') pieces.push([]);
    else if (character === '?') pieces.at(-1)!.push(undefined);
    else if (character === '\\' && at + 1 < pattern.length) pieces.at(-1)!.push(pattern[(at += 1)]!);
    else pieces.at(-1)!.push(character);
  }
  return pieces;
}

function fits(piece: Piece, value: string, at: number): boolean {
  for (let i = 0; i < piece.length; i += 1) {
    if (piece[i] !== undefined && piece[i] !== value[at + i]) return false;
  }
  return true;
}
