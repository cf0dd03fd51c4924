/** A source of choices that depends on its seed alone (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<A>(choices: readonly A[]): A {
    return choices[this.below(choices.length)]!;
  }

  text(alphabet: string, longest: number): string {
    return Array.from({ length: this.below(longest + 1) }, () => alphabet[this.below(alphabet.length)]).join('');
  }
}

/** Text near a valid one: pieces dropped, doubled, swapped, or replaced by what breaks parsers. */
export function mutate(random: Random, text: string): string {
  let mutated = text;
  for (let i = random.below(6); i > 0; i -= 1) {
    const at = random.below(mutated.length + 1);
    const until = Math.min(mutated.length, at + random.below(8));
    const piece = random.pick([
      '',
      '',
      random.pick(HOSTILE),
      mutated.slice(at, until).repeat(2),
      mutated.slice(random.below(mutated.length + 1)).slice(0, 9),
    ]);
    mutated = mutated.slice(0, at) + piece + mutated.slice(until);
  }
  return mutated;
}

/** Words that have broken software before. */
export const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '9007199254740993',
  '0x10',
  '\u0000',
  '\ud800',
  '\uffff',
  '\\',
  '"',
  '""',
  "'",
  '[',
  ']',
  '{',
  '}',
  '*',
  '?',
  '/',
  '//',
  '.',
  '..',
  ',',
  ';',
  '\n',
  '\r\n',
  '\t',
  '%',
  'null',
  'true',
  '٣',
  'ﬀ',
  '𝟘',
] as const;

/** Any JSON-like value, hostile keys included. */
export function jsonValue(random: Random, depth = 4): unknown {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return random.pick([null, true, false, '', [], {}]);
  if (kind === 1) return random.pick([0, -0, 1, -1, 8080, 0.1, 1e21, 2 ** 53, Number.NaN, Infinity, 5e-324]);
  if (kind <= 4) return random.chance(0.5) ? random.pick(HOSTILE) : random.text('abc.[]"\\/*0189 ', 12);
  if (kind === 5)
    return random.pick(['8080', 'True', '10.0.0.0/8', '1Gi', '5m', 'tcp', '{"a":1}', 'arn:aws:s3:::b', 1n]);
  const size = random.below(5);
  if (kind === 6) return Array.from({ length: size }, () => jsonValue(random, depth - 1));
  const key = (): string => (random.chance(0.3) ? random.pick(HOSTILE) : random.text('abcd.', 4));
  return Object.fromEntries(Array.from({ length: size }, () => [key(), jsonValue(random, depth - 1)]));
}
