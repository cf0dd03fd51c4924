import { ONE, RUN } from './encoded.js';

/**
 * Matches texts against an encoded pattern: the pieces between its runs must lie in the text one behind the other, the
 * first at its start and the last at its end. Taking each at the first place it fits never loses a match, so there is
 * nothing to go back to, and the work is at most O(text × pattern).
 */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const [head, ...pieces] = pattern.split(RUN) as [string, ...string[]];
  const tail = pieces.pop();
  if (tail === undefined) return (text) => text.length === head.length && fits(head, text, 0);
  const middle = pieces.filter((piece) => piece !== '');
  return (text) => {
    const end = text.length - tail.length;
    let at = head.length;
    if (at > end || !fits(head, text, 0) || !fits(tail, text, end)) return false;
    for (const piece of middle) {
      while (!fits(piece, text, at)) if (++at + piece.length > end) return false;
      at += piece.length;
    }
    return at <= end;
  };
}

/** Whether a piece of a pattern stands in a text at a place. */
function fits(piece: string, text: string, at: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const wanted = piece.charCodeAt(i);
    if (wanted !== ANY && wanted !== text.charCodeAt(at + i)) return false;
  }
  return true;
}

const ANY = ONE.charCodeAt(0);
