import { describe, expect, it } from 'vitest';
import bundles from '../tsup.config.js';
import { Decimal } from '../src/money/decimal.js';

// What throws on purpose, simulates a whole year, or starts threads.
const LEFT_OUT = /^(Decimal|orThrow|promised|simulate|workerPool)$/;

const LONG = 'Zq'.repeat(10_000);
const SHOWN = /(?:Zq){51}/;
const MAX_MESSAGE = 1001;

const cyclic: Record<string, unknown> = { a: 1 };
cyclic['self'] = [cyclic];
let deep: unknown = 1;
for (let level = 0; level < 5000; level += 1) deep = level % 2 === 0 ? { a: deep } : [deep];
const trap = (): never => {
  throw new Error('a trap');
};
const trapped: object = new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const huge = new Decimal('1e9000000000000000');

/** What nobody should pass, by name. */
const VALUES: Readonly<Record<string, unknown>> = {
  undefined,
  null: null,
  NaN: Number.NaN,
  'a number': -1.5,
  'a big integer': 10n ** 400n,
  'an empty text': '',
  'a long text': LONG,
  'a symbol': Symbol('s'),
  'an empty list': [],
  'an empty object': {},
  'a mixed list': [null, undefined, 5, 'x', {}],
  'hostile keys': JSON.parse('{"__proto__":{"a":1},"constructor":1,"toString":2}') as unknown,
  'a cycle': cyclic,
  'many levels': deep,
  'a trapped proxy': trapped,
  'a revoked proxy': revoked,
  'a date of nothing': new Date(Number.NaN),
  'a huge decimal': huge,
  'long ids and huge amounts': { cost: huge, amount: huge, tenantId: LONG, resourceId: LONG, currency: LONG },
  'long texts': [LONG, LONG],
  'a map': new Map([[LONG, huge]]),
};

const TOO_LATE = Symbol('too late');
const tooLate = (): Promise<symbol> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(TOO_LATE), 3000).unref();
  });

/** What came out of a call: an error or its `Left` is looked at, what can be called or awaited is. */
async function look(outcome: unknown, depth = 0): Promise<string | undefined> {
  if (Object.values(VALUES).includes(outcome)) return undefined;
  if (typeof outcome === 'function') return depth < 2 ? look((outcome as () => unknown)(), depth + 1) : undefined;
  if (outcome instanceof Promise) {
    // A function that answers with a promise rejects with the error; work that is to be called never does.
    const settled = depth === 0 ? outcome.catch((error: unknown) => error) : outcome;
    return look(await Promise.race([settled, tooLate()]), depth + 1);
  }
  if (outcome === TOO_LATE) return 'it does not end';
  const { left } = (typeof outcome === 'object' && outcome !== null ? outcome : {}) as { readonly left?: unknown };
  const error = left ?? outcome;
  if (!(error instanceof Error)) return undefined;
  if (error.message.includes('\n')) return `a message of several lines: ${error.message.slice(0, 200)}`;
  if (SHOWN.test(error.message)) return `a message with more than 100 characters: ${error.message.slice(0, 200)}`;
  if (error.message.length > MAX_MESSAGE) return `a message of ${error.message.length} characters`;
  return '_tag' in error ? undefined : `${error.name} without a tag`;
}

/** What goes wrong as a function is called with every value, alone and together. */
async function problemsOf(call: (...values: readonly unknown[]) => unknown): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(VALUES)) {
    for (const values of [[value], [value, value, value], [{}, value]]) {
      try {
        const problem = await look(call(...values));
        if (problem !== undefined) problems.push(`${values.length} × ${name}: ${problem}`);
      } catch (error) {
        problems.push(`${values.length} × ${name}: it throws ${String(error).slice(0, 200)}`);
      }
    }
  }
  return problems;
}

const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value));

type Callable = readonly [name: string, call: (...values: readonly unknown[]) => unknown];

/** Everything of an export that can be called. */
function callablesOf(name: string, value: unknown): readonly Callable[] {
  if (typeof value === 'function' && !isClass(value)) return [[name, value as Callable[1]]];
  if (typeof value === 'function') {
    const Made = value as new (...values: readonly unknown[]) => Readonly<Record<string, Callable[1]>>;
    const methods = Object.entries(Object.getOwnPropertyDescriptors(value.prototype as object)).filter(
      ([key, { value: method }]) => key !== 'constructor' && typeof method === 'function',
    );
    return [
      [`new ${name}`, (...values) => void new Made(...values)],
      ...methods.map(([key]): Callable => [`${name}.${key}`, (...values) => new Made({})[key]!(...values)]),
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  if ('decode' in value && 'is' in value) {
    const codec = value as Readonly<Record<'decode' | 'is', Callable[1]>>;
    return [
      [`${name}.decode`, (given) => void codec.decode(given)],
      [`${name}.is`, (given) => codec.is(given)],
    ];
  }
  return Object.entries(value).flatMap(([key, member]): readonly Callable[] =>
    typeof member === 'function' ? [[`${name}.${key}`, member as Callable[1]]] : [],
  );
}

const entries = Object.entries((bundles as { readonly entry: Readonly<Record<string, string>> }).entry).filter(
  // The helpers of tests are called by tests alone.
  ([entry]) => !/worker|^testing/.test(entry),
);

describe('whatever value the public API is given, it throws nothing, and shows 100 characters of it at most', () => {
  it.each(entries)('%s', async (entry, path) => {
    const exported = (await import(new URL(`../${path}`, import.meta.url).href)) as Readonly<Record<string, unknown>>;
    const found: Record<string, readonly string[]> = {};
    for (const [name, value] of Object.entries(exported)) {
      if (LEFT_OUT.test(name)) continue;
      // The classes of adapters are ports: what they throw is caught by who calls them.
      if (entry.startsWith('adapters/') && typeof value === 'function' && isClass(value)) continue;
      for (const [label, call] of callablesOf(name, value)) {
        const problems = await problemsOf(call);
        if (problems.length > 0) found[label] = problems.slice(0, 6);
      }
    }
    expect(found).toEqual({});
  });
});
