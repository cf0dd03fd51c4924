import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { compileGlob, encodePath, ONE, type Path, RUN, STEP, wildcardMatcher } from '../../src/drift/path.js';
import { orThrow } from '../../src/prelude.js';

// Few characters, so that patterns and paths meet; those that minimatch treats specially are among them.
const segment: fc.Arbitrary<string | number> = fc.oneof(
  fc.nat({ max: 12 }),
  fc.string({ unit: fc.constantFrom('a', 'b', '0', '.', '*', '?', '[', ']', '\\', '"', '!', '{', '\n'), maxLength: 4 }),
);
const path: fc.Arbitrary<Path> = fc.array(segment, { maxLength: 4 });

const PIECES = ['**', '.*', '[0]', '[*]', '["a.b"]', '\\*', '\\.', '\\\\'];
const piece = fc.constantFrom(...'abab0.**?[]"!{+(@', ...PIECES);
const pattern = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

const placeAndPattern = path
  .filter(({ length }) => length > 0)
  .chain((place) => fc.tuple(fc.constant(place), patternOf(place)));

describe('a glob against minimatch', () => {
  it('matches what minimatch matches with steps for characters and everything but * and ? escaped', () => {
    fc.assert(
      fc.property(fc.oneof(pattern, path.chain(patternOf)), path, (glob, place) => {
        const oracle = minimatch(inMinimatch(glob));
        const compiled = orThrow(compileGlob(glob));
        expect(compiled.matches(place)).toBe(place.length > 0 && oracle(encodePath(place)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('matches the place it was made from, whichever characters its wildcards took', () => {
    fc.assert(
      fc.property(placeAndPattern, ([place, glob]) => {
        expect(orThrow(compileGlob(glob)).matches(place)).toBe(true);
        expect(minimatch(inMinimatch(glob))(encodePath(place))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees on bare wildcards over two letters, where pieces overlap the most', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 });
    const wild = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(wild, text, (glob, word) => {
        const own = wildcardMatcher(glob.replaceAll('*', RUN).replaceAll('?', ONE));
        expect(own(word)).toBe(minimatch(glob)(word));
      }),
      { numRuns: 5_000 },
    );
  });
});

function minimatch(glob: string): (text: string) => boolean {
  const options = { dot: true, nobrace: true, nocomment: true, noext: true, noglobstar: true, nonegate: true } as const;
  const compiled = new Minimatch(glob, { ...options, platform: 'linux' });
  return (text) => compiled.match(text);
}

/** A pattern that matches a place: its segments in brackets, some characters of the whole taken by wildcards. */
function patternOf(place: Path): fc.Arbitrary<string> {
  const spelled = place.flatMap((step) =>
    typeof step === 'number' || step === ''
      ? [`[${JSON.stringify(step)}]`]
      : ['.', ...step.split('').map((character) => `\\${character}`)],
  );
  return fc.array(fc.nat({ max: 5 }), { minLength: spelled.length, maxLength: spelled.length }).map((choices) => {
    const text = spelled.map((token, i) =>
      choices[i] === 0 ? '*' : choices[i] === 1 && token[0] === '\\' ? '?' : token,
    );
    return (text[0] === '.' ? text.slice(1) : text).join('') || '*';
  });
}

/** The pattern as minimatch spells it, by the rules of the docstring of `compileGlob`, read off one character a time. */
function inMinimatch(glob: string): string {
  const literal = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');
  const tokens = glob.match(/\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]|\\[\s\S]|[\s\S]/g)!;
  const spelled = tokens.map((token) => {
    if (token === '*' || token === '?') return token;
    if (token === '.') return STEP;
    if (token === '[*]') return `${STEP}*`;
    if (/^\[\d+\]$/.test(token)) return STEP + token.slice(1, -1);
    if (token.startsWith('["')) return STEP + literal(JSON.parse(token.slice(1, -1)) as string);
    return literal(token.length === 2 ? token[1]! : token);
  });
  const stands = tokens[0] === '*' || (tokens[0]!.startsWith('[') && tokens[0]!.length > 1);
  return (stands ? '' : STEP) + spelled.join('');
}
