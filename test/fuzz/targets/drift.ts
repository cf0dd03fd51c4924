import { cloudEquivalences } from '../../../src/drift/cloud/index.js';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import type { Equivalence } from '../../../src/drift/equivalence/equivalence.js';
import { EQUIVALENCES } from '../../../src/drift/equivalence/registry.js';
import { parsePath, printPath, toPointer } from '../../../src/drift/path.js';
import { compileGlob } from '../../../src/drift/glob.js';
import { driftRules } from '../../../src/drift/rules.js';
import { E } from '../../../src/prelude.js';
import { HOSTILE, jsonValue, mutate, type Random } from '../random.js';
import { type FuzzTarget, must } from '../target.js';

const segments = (random: Random): (string | number)[] =>
  Array.from({ length: random.below(8) }, () =>
    random.chance(0.3) ? random.below(100) : random.chance(0.3) ? random.pick(HOSTILE) : random.text('ab.[]"\\ 0', 6),
  );

export const paths: FuzzTarget = {
  name: 'paths',
  input: (random) => ({ path: segments(random), text: mutate(random, 'a.b[0]["c.d"].e') }),
  check(input) {
    const { path, text } = input as { path: (string | number)[]; text: string };
    const read = parsePath(printPath(path));
    must(
      E.isRight(read) && JSON.stringify(read.right) === JSON.stringify(path),
      `${printPath(path)} is read differently`,
    );
    toPointer(path);
    const other = parsePath(text);
    if (E.isLeft(other)) return;
    const again = parsePath(printPath(other.right));
    must(E.isRight(again) && JSON.stringify(again.right) === JSON.stringify(other.right), `${text} is not stable`);
  },
};

export const globs: FuzzTarget = {
  name: 'globs',
  input: (random) => ({
    path: segments(random),
    pattern: mutate(random, random.pick(['*.port', 'a[*].b', '*a*a*a*a*a*a*a*b', '**', '["a.b"].*'])),
  }),
  check(input) {
    const { path, pattern } = input as { path: (string | number)[]; pattern: string };
    const glob = compileGlob(pattern);
    if (E.isRight(glob)) glob.right.matches(path);
  },
};

/** Every comparator by its name. */
const COMPARATORS: ReadonlyMap<string, Equivalence> = new Map([...EQUIVALENCES, ...Object.entries(cloudEquivalences)]);

export const comparison: FuzzTarget = {
  name: 'comparison',
  input: (random) => ({
    desired: jsonValue(random),
    actual: random.chance(0.5) ? jsonValue(random) : undefined,
    unordered: random.chance(0.5),
    everywhere: random.chance(0.5),
  }),
  check(input) {
    const { desired, actual, unordered, everywhere } = input as {
      desired: unknown;
      actual: unknown;
      unordered: boolean;
      everywhere: boolean;
    };
    const rules = driftRules({
      ...(unordered ? { unordered: ['*'] } : {}),
      ...(everywhere ? { globalComparators: [...COMPARATORS.values()] } : {}),
    });
    must(E.isRight(rules), 'plain rules were refused');
    const same = compareConfigs(desired, desired, rules.right);
    must(E.isRight(same) && same.right.length === 0, 'a value differs from itself');
    const there = compareConfigs(desired, actual, rules.right);
    const back = compareConfigs(actual, desired, rules.right);
    must(E.isRight(there) && E.isRight(back), 'a plain value was refused');
    must((there.right.length === 0) === (back.right.length === 0), 'equality depends on the side');
  },
};

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  cidr: ['10.0.0.0/8', '::ffff:1.2.3.4/96', '2001:db8::/32', '0.0.0.0/0'],
  json: ['{"a":[1,2,{"b":null}]}', '[]', '"x"'],
  iam_policy: ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"*"}]}'],
  quantity: ['1Gi', '500m', '1e3', '0.5'],
  duration: ['1h30m', 'PT1M', '60s', '5400'],
  timestamp: ['2026-10-01T00:00:00Z', '2026-10-01T02:00:00+02:00'],
  protocol: ['tcp', '6', '-1', 'all'],
};

export const equivalences: FuzzTarget = {
  name: 'equivalences',
  input: (random) => {
    const name = random.pick([...COMPARATORS.keys()]);
    const sample = (): string =>
      mutate(random, random.pick(SAMPLES[name] ?? ['8080', 'True', 'arn:aws:iam::1:role/a', 'Example.COM.']));
    return { name, left: sample(), right: sample() };
  },
  check(input) {
    const { name, left, right } = input as { name: string; left: string; right: string };
    const rules = driftRules({ comparators: { '*': COMPARATORS.get(name)! } });
    must(E.isRight(rules), `${name} is no comparator`);
    const differs = (a: unknown, b: unknown): boolean => {
      const found = compareConfigs({ v: a }, { v: b }, rules.right);
      must(E.isRight(found), `${name} refused text`);
      return found.right.length > 0;
    };
    must(!differs(left, left), `${name}: a text differs from itself`);
    must(differs(left, right) === differs(right, left), `${name}: equality depends on the side`);
  },
};
