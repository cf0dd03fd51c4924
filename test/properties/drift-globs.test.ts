import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePath, type Path } from '../../src/drift/path.js';
import { compileGlob } from '../../src/drift/glob.js';
import { orThrow } from '../../src/prelude.js';
import { runs } from './runs.js';

// Few characters, so that patterns and paths meet; those that minimatch treats specially are among them.
const segment: fc.Arbitrary<string | number> = fc.oneof(
  fc.nat({ max: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'b', '0', '.', '*', '?', '[', ']', '\\', '"', '!', '{', '\n', '/', '😀'),
    maxLength: 4,
  }),
);
const path: fc.Arbitrary<Path> = fc.array(segment, { maxLength: 4 });

const PIECES = ['**', '.*', '[0]', '[*]', '["a.b"]', '\\*', '\\.', '\\\\'];
const piece = fc.constantFrom(...'abab0.**?[]"!{+(@', ...PIECES);
const pattern = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

const placeAndPattern = path
  .filter(({ length }) => length > 0)
  .chain((place) => fc.tuple(fc.constant(place), patternOf(place)));

describe('a glob', () => {
  it('matches what the definition of its wildcards says, step by step', () => {
    fc.assert(
      fc.property(fc.oneof(pattern, path.chain(patternOf)), path, (glob, place) => {
        const compiled = orThrow(compileGlob(glob));
        const expected = place.length > 0 && matchesByDefinition(tokensOf(glob), charactersOf(place));
        expect(compiled.matches(place)).toBe(expected);
        expect(compiled.matchesEncoded(encodePath(place))).toBe(expected);
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('matches the place it was made from, whichever characters its wildcards took', () => {
    fc.assert(
      fc.property(placeAndPattern, ([place, glob]) => {
        expect(orThrow(compileGlob(glob)).matches(place)).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('gives one answer at all positions of a list where it cannot tell them apart', () => {
    fc.assert(
      fc.property(pattern, path, (glob, place) => {
        const compiled = orThrow(compileGlob(glob));
        const moved = place.map((step) => (typeof step === 'number' ? step + 1 : step));
        fc.pre(!compiled.seesPositions);
        expect(compiled.matches(moved)).toBe(
          matchesByDefinition(tokensOf(glob), charactersOf(moved)) && moved.length > 0,
        );
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('agrees with the definition over two letters, where its pieces overlap the most', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1, maxLength: 12 });
    const wild = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(wild, text, (glob, word) => {
        expect(orThrow(compileGlob(glob)).matches([word])).toBe(
          matchesByDefinition(tokensOf(glob), charactersOf([word])),
        );
      }),
      { numRuns: runs(5_000) },
    );
  });
});

// What stands before every segment; no pattern can write it, and only `*` and `?` reach it.
const STEP = 'step';

/** The characters of a place. */
const charactersOf = (place: Path): readonly string[] => place.flatMap((step) => [STEP, ...String(step)]);

/** A pattern as steps, literal characters, `any` for `?` and `run` for `*`, read off the docstring of `compileGlob`. */
function tokensOf(glob: string): readonly string[] {
  const tokens = glob.match(/\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]|\\[\s\S]|[\s\S]/gu)!;
  const spelled = tokens.flatMap((token) => {
    if (token === '*') return ['run'];
    if (token === '?') return ['any'];
    if (token === '.') return [STEP];
    if (token === '[*]') return [STEP, 'run'];
    if (/^\[\d+\]$/.test(token)) return [STEP, ...token.slice(1, -1)];
    if (token.startsWith('["')) return [STEP, ...(JSON.parse(token.slice(1, -1)) as string)];
    return [token.length > 1 && token.startsWith('\\') ? token.slice(1) : token];
  });
  const stands = tokens[0] === '*' || (tokens[0]!.startsWith('[') && tokens[0]!.length > 1);
  return stands ? spelled : [STEP, ...spelled];
}

/** Whether the characters can be divided among the tokens: every way is tried, one column of a table a token. */
function matchesByDefinition(tokens: readonly string[], characters: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const at of reached) {
      if (token === 'run') for (let end = at; end <= characters.length; end++) next.add(end);
      else if (at < characters.length && (token === 'any' || characters[at] === token)) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(characters.length);
}

/** A pattern that matches a place: its segments in brackets, some characters of the whole taken by wildcards. */
function patternOf(place: Path): fc.Arbitrary<string> {
  const spelled = place.flatMap((step) =>
    typeof step === 'number' || step === ''
      ? [`[${JSON.stringify(step)}]`]
      : ['.', ...[...step].map((character) => `\\${character}`)],
  );
  return fc.array(fc.nat({ max: 5 }), { minLength: spelled.length, maxLength: spelled.length }).map((choices) => {
    const text = spelled.map((token, i) =>
      choices[i] === 0 ? '*' : choices[i] === 1 && token[0] === '\\' ? '?' : token,
    );
    return (text[0] === '.' ? text.slice(1) : text).join('') || '*';
  });
}
