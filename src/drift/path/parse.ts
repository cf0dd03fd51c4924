import { type InvalidPath, invalidPath } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Path, Segment } from './segment.js';

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
export function unquote(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

const expectedAt = (at: number, dotted: boolean): string =>
  dotted ? 'a key after the dot' : at === 0 ? 'a key, [position] or ["key"]' : 'a dot, [position] or ["key"]';
