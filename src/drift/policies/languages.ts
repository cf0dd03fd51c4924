import { type Pattern, type Symbol, toPattern } from './patterns.js';
import type { Work } from './search.js';

/**
 * Wildcard patterns as languages. A pattern is a row of symbols; a language is the union of some patterns. Several
 * languages are told apart by walking all their patterns at once (subset construction of the product automaton), which
 * gives every combination of "in this one, not in that one" that some text has, with the shortest such text.
 */

/** The texts that match at least one of the patterns. */
export type Language = readonly Pattern[];

/**
 * The parts of a pattern that can stand between a text of `before` and a text of `after` in a text of the whole: for
 * `home/`, `/*` and `home/alice/x` the part is `alice`. Looks at pairs of places, each once.
 */
export function meetingParts(before: Pattern, after: Pattern, whole: Pattern, work: Work): readonly Pattern[] {
  const starts = placesBehind(before.symbols, whole.symbols, work);
  const ends = placesBehind([...after.symbols].reverse(), [...whole.symbols].reverse(), work);
  const parts = new Map<string, Pattern>();
  for (const start of starts) {
    for (const end of ends) {
      const stop = whole.symbols.length - end;
      if (stop < start || !work.take(1)) continue;
      const part = toPattern(whole.symbols.slice(start, stop));
      parts.set(part.key, part);
    }
  }
  return [...parts.values()];
}

/** The places of a pattern that can be reached by the texts of another. */
function placesBehind(head: readonly Symbol[], whole: readonly Symbol[], work: Work): ReadonlySet<number> {
  const seen = new Set<number>();
  const waiting = [0];
  const width = whole.length + 1;
  const behind = new Set<number>();
  while (waiting.length > 0) {
    const pair = waiting.pop()!;
    if (seen.has(pair) || !work.take(1)) continue;
    seen.add(pair);
    const [at, place] = [Math.floor(pair / width), pair % width];
    const [own, other] = [head[at], whole[place]];
    if (own === undefined) behind.add(place);
    if (own?.repeated === true) waiting.push(pair + width);
    if (other?.repeated === true) waiting.push(pair + 1);
    if (own === undefined || other === undefined || !canMeet(own, other)) continue;
    waiting.push(pair + (own.repeated ? 0 : width) + (other.repeated ? 0 : 1));
  }
  return behind;
}

const canMeet = (a: Symbol, b: Symbol): boolean =>
  a.kind === 'any' || b.kind === 'any'
    ? true
    : a.kind === 'segment'
      ? b.char !== ':'
      : b.kind === 'segment'
        ? a.char !== ':'
        : a.char.toLowerCase() === b.char.toLowerCase();

/** Whether a text belongs to a language. At most pattern length × text length steps. */
export const contains = (language: Language, text: string): boolean =>
  language.some((pattern) => matches(pattern, text));

// A run takes as little as it can; where the rest fails, the last run alone takes one character more.
function matches({ symbols }: Pattern, text: string): boolean {
  let [at, from, run, resumed] = [0, 0, -1, 0];
  while (from < text.length || at < symbols.length) {
    const symbol = symbols[at];
    if (symbol?.repeated === true) {
      if (symbol.kind === 'segment') return matchesSegmentRun(symbols, at, text, from, run, resumed);
      [run, resumed] = [at, from];
      at += 1;
    } else if (symbol !== undefined && from < text.length && accepts(symbol, text[from]!)) {
      at += 1;
      from += 1;
    } else if (run >= 0 && resumed < text.length) {
      resumed += 1;
      [at, from] = [run + 1, resumed];
    } else return false;
  }
  return true;
}

// Runs that stop at a colon do not stand in for each other, so that the places reached are kept as a set.
function matchesSegmentRun(
  symbols: readonly Symbol[],
  start: number,
  text: string,
  from: number,
  run: number,
  resumed: number,
): boolean {
  const [first, begin] = run >= 0 ? [run, resumed] : [start, from];
  let places = closure([first], symbols);
  for (let i = begin; i < text.length && places.size > 0; i += 1) {
    const next: number[] = [];
    for (const place of places) {
      const symbol = symbols[place];
      if (symbol !== undefined && accepts(symbol, text[i]!)) next.push(symbol.repeated ? place : place + 1);
    }
    places = closure(next, symbols);
  }
  return places.has(symbols.length);
}

function closure(places: readonly number[], symbols: readonly Symbol[]): Set<number> {
  const all = new Set<number>();
  for (let place of places) {
    while (!all.has(place)) {
      all.add(place);
      if (symbols[place]?.repeated === true) place += 1;
    }
  }
  return all;
}

const accepts = ({ kind, char }: Symbol, other: string): boolean =>
  kind === 'any' ||
  (kind === 'segment'
    ? other !== ':'
    : char === other || (kind === 'fold' && char.toLowerCase() === other.toLowerCase()));

/** Texts that the same languages hold: which of them, a bit each, and the shortest such text. */
export interface TextAtom {
  readonly mask: bigint;
  readonly text: string;
}

/** The characters that stand for "another one" in an example. */
const FILLERS = [...'xyzabcdefghijklmnopqrstuvw0123456789_'];

/** A character that is none of these, in lower case: a plain one where there is one. */
export function otherCharacter(taken: ReadonlySet<string>): string {
  const plain = FILLERS.find((char) => !taken.has(char));
  if (plain !== undefined) return plain;
  let code = 0xe000;
  while (taken.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

/**
 * Every combination of languages that some text has; not all of them where that takes more work than there is. With
 * `ignoreCase`, all patterns are written in either case, so that one spelling of each character is enough.
 */
export function atomsOf(
  languages: readonly Language[],
  work: Work,
  ignoreCase = false,
): { readonly atoms: readonly TextAtom[]; readonly isComplete: boolean } {
  const size = languages.flat().reduce((sum, { symbols }) => sum + symbols.length, 0);
  if (!work.take(size)) return { atoms: [], isComplete: false };
  const automaton = new Product(languages, ignoreCase);
  const start = automaton.start();
  const found = new Map<bigint, TextAtom>();
  const seen = new Set([start.key]);
  let level: (readonly [State, string])[] = [[start, '']];
  while (level.length > 0) {
    const next: (readonly [State, string])[] = [];
    for (const [state, text] of level) {
      if (!found.has(state.mask)) found.set(state.mask, { mask: state.mask, text });
      for (const char of automaton.charactersAt(state)) {
        if (!work.take(4 + state.places.length)) return { atoms: [...found.values()], isComplete: false };
        const reached = automaton.step(state, char);
        if (seen.has(reached.key)) continue;
        seen.add(reached.key);
        next.push([reached, text + char]);
      }
    }
    level = next;
  }
  return { atoms: [...found.values()], isComplete: true };
}

/** Where all patterns stand after some text: the places reached, and the languages that hold whatever follows. */
interface State {
  readonly places: readonly number[];
  readonly full: bigint;
  readonly mask: bigint;
  readonly key: string;
}

class Product {
  /** The symbols of all patterns in a row, each pattern with an empty place for its end. */
  readonly #symbols: (Symbol | undefined)[] = [];
  /** For every place: the first place of its pattern, and the languages that the pattern belongs to. */
  readonly #firsts: number[] = [];
  readonly #owners: bigint[] = [];
  readonly #starts: number[] = [];
  readonly #ignoreCase: boolean;

  constructor(languages: readonly Language[], ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
    const owners = new Map<string, bigint>();
    const patterns = new Map<string, Pattern>();
    for (const [i, language] of languages.entries()) {
      for (const pattern of language) {
        owners.set(pattern.key, (owners.get(pattern.key) ?? 0n) | (1n << BigInt(i)));
        patterns.set(pattern.key, pattern);
      }
    }
    for (const [key, { symbols }] of patterns) {
      const first = this.#symbols.length;
      this.#starts.push(first);
      for (const symbol of [...symbols, undefined]) {
        this.#symbols.push(symbol);
        this.#firsts.push(first);
        this.#owners.push(owners.get(key)!);
      }
    }
  }

  start(): State {
    return this.#stateOf(this.#starts, 0n);
  }

  step({ places, full }: State, char: string): State {
    const next: number[] = [];
    for (const place of places) {
      const symbol = this.#symbols[place];
      if (symbol !== undefined && accepts(symbol, char)) next.push(symbol.repeated ? place : place + 1);
    }
    return this.#stateOf(next, full);
  }

  /** One character of each kind that may lead somewhere else: those named here, a colon, and one that is not named. */
  charactersAt({ places }: State): readonly string[] {
    if (places.length === 0) return [];
    const named = new Set<string>();
    const taken = new Set<string>();
    for (const place of places) {
      const symbol = this.#symbols[place];
      if (symbol === undefined || symbol.kind === 'any') continue;
      const char = symbol.kind === 'segment' ? ':' : symbol.char;
      if (this.#ignoreCase && taken.has(char.toLowerCase())) continue;
      named.add(char);
      taken.add(char.toLowerCase());
      if (symbol.kind === 'fold' && !this.#ignoreCase) {
        for (const spelling of [char.toLowerCase(), char.toUpperCase()]) if (spelling.length === 1) named.add(spelling);
      }
    }
    return [...named, otherCharacter(taken)];
  }

  /** `reached`: places in ascending order, some of them twice. */
  #stateOf(reached: readonly number[], before: bigint): State {
    const all: number[] = [];
    let last = -1;
    let full = before;
    for (let place of reached) {
      while (place > last) {
        last = place;
        all.push(place);
        const symbol = this.#symbols[place];
        if (symbol?.repeated !== true) break;
        place += 1;
        // A run to the very end holds whatever follows.
        if (symbol.kind === 'any' && this.#symbols[place] === undefined) full |= this.#owners[place]!;
      }
    }
    const places: number[] = [];
    let mask = full;
    let covered = -1;
    for (let i = all.length - 1; i >= 0; i -= 1) {
      const place = all[i]!;
      const owners = this.#owners[place]!;
      // Within a pattern a later run holds all that an earlier place would.
      if (this.#firsts[place] === covered || (owners | full) === full) continue;
      const symbol = this.#symbols[place];
      if (symbol === undefined) mask |= owners;
      else if (symbol.repeated && symbol.kind === 'any') covered = this.#firsts[place]!;
      places.push(place);
    }
    places.reverse();
    return { places, full, mask, key: `${full} ${places.join(' ')}` };
  }
}
