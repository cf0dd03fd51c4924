import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8');
const tagged = (path: string): readonly string[] =>
  [...read(path).matchAll(/^export type (\w+) = TaggedError</gm)].map((match) => match[1]!);

describe('the root', () => {
  it.each(['errors/kernel.ts', 'cost-allocation/errors.ts', 'drift/errors.ts', 'capacity-forecast/errors.ts'])(
    'names every error of %s',
    (path) => {
      const errors = tagged(path);
      expect(errors.length).toBeGreaterThan(5);
      const listed = new Set(read('index.ts').match(/\w+/g));
      expect(errors.filter((name) => !listed.has(name))).toEqual([]);
    },
  );
});
