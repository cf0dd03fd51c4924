import type { Work } from './search.js';

/**
 * Wildcard patterns as languages. A pattern is a row of symbols; a language is the union of some patterns. Several
 * languages are told apart by walking all their patterns at once (subset construction of the product automaton), which
 * gives every combination of "in this one, not in that one" that some text has, with the shortest such text.
 */

/** One place of a pattern: a character, a character in either case, any character, or any but a colon. */
interface Symbol {
  readonly kind: 'char' | 'fold' | 'any' | 'segment';
  readonly char: string;
  /** Any number of them, none included. */
  readonly repeated: boolean;
}

/** A pattern, and the text that tells it from other patterns. */
export interface Pattern {
  readonly symbols: readonly Symbol[];
  readonly key: string;
}

const ANY: Symbol = { kind: 'any', char: '', repeated: false };
const RUN: Symbol = { kind: 'any', char: '', repeated: true };
const SEGMENT_CHARACTER: Symbol = { kind: 'segment', char: '', repeated: false };
const SEGMENT_RUN: Symbol = { kind: 'segment', char: '', repeated: true };

const toPattern = (symbols: readonly Symbol[]): Pattern => {
  // Two runs in a row are one: nothing else makes the same language of `**` and `*`.
  const kept = symbols.filter((symbol, i) => !(symbol.repeated && symbols[i - 1] === symbol));
  return { symbols: kept, key: kept.map(keyOf).join('') };
};

const keyOf = ({ kind, char, repeated }: Symbol): string =>
  kind === 'char'
    ? `'${char}`
    : kind === 'fold'
      ? `~${char.toLowerCase()}`
      : `${kind === 'any' ? '?' : ':'}${repeated ? '*' : '1'}`;

const charSymbol = (char: string, ignoreCase: boolean): Symbol => ({
  kind: ignoreCase && char.toLowerCase() !== char.toUpperCase() ? 'fold' : 'char',
  char,
  repeated: false,
});

/** The pattern of one text, character by character. */
export const literalPattern = (text: string, ignoreCase = false): Pattern =>
  toPattern(text.split('').map((char) => charSymbol(char, ignoreCase)));

/** A pattern with `*` and `?`; `${*}`, `${?}` and `${$}` are the characters themselves. */
export function wildcardPattern(text: string, ignoreCase = false): Pattern {
  const known = ignoreCase ? knownFolded : knownExact;
  const pattern = known.get(text) ?? toPattern(wildcardSymbols(text, ignoreCase, RUN, ANY));
  if (known.size >= MAX_KNOWN) known.clear();
  if (text.length <= MAX_KNOWN_LENGTH) known.set(text, pattern);
  return pattern;
}

// The same patterns are asked for again and again, by the search and by every replay of an example.
const [knownExact, knownFolded] = [new Map<string, Pattern>(), new Map<string, Pattern>()];
const [MAX_KNOWN, MAX_KNOWN_LENGTH] = [2_000, 200];

/** An ARN pattern: the wildcards of the first five of its six parts do not reach over a colon. */
export function arnPattern(text: string): Pattern | undefined {
  const parts = text.split(':');
  if (parts.length < 6) return undefined;
  const head = parts
    .slice(0, 5)
    .flatMap((part) => [...wildcardSymbols(part, false, SEGMENT_RUN, SEGMENT_CHARACTER), charSymbol(':', false)]);
  return toPattern([...head, ...wildcardSymbols(parts.slice(5).join(':'), false, RUN, ANY)]);
}

function wildcardSymbols(text: string, ignoreCase: boolean, run: Symbol, one: Symbol): Symbol[] {
  const symbols: Symbol[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    const escaped = char === '$' && text[i + 1] === '{' && '*?$'.includes(text[i + 2] ?? ' ') && text[i + 3] === '}';
    if (escaped) {
      symbols.push(charSymbol(text[i + 2]!, ignoreCase));
      i += 3;
    } else symbols.push(char === '*' ? run : char === '?' ? one : charSymbol(char, ignoreCase));
  }
  return symbols;
}

/** A text of a pattern, with the same character wherever any may stand. */
export const withRunsAs = ({ symbols }: Pattern, char: string): string =>
  symbols.map((symbol) => (symbol.kind === 'char' || symbol.kind === 'fold' ? symbol.char : char)).join('');

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
