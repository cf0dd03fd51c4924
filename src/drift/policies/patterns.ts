/** One place of a pattern: a character, a character in either case, any character, or any but a colon. */
export interface Symbol {
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

export const toPattern = (symbols: readonly Symbol[]): Pattern => {
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
