import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kubernetesRules } from '../../src/drift/cloud/index.js';
import { KIND_DEFAULTS, OLD_DEFAULTS, POD_DEFAULTS } from '../../src/drift/cloud/kubernetes-defaults.js';
import { compareConfigs, compareThreeWay, driftRules } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';
import { configuration } from './drift-values.js';
import { runs } from './runs.js';

const RULES = orThrow(driftRules(kubernetesRules));
const compare = (desired: unknown, actual: unknown) => orThrow(compareConfigs(desired, actual, RULES));

/** The steps of a place that a pattern reaches, with the shortest text for each `*`. */
const stepsOf = (pattern: string): readonly (string | number)[] =>
  pattern
    .replace(/^\*spec\./, 'spec.template.spec.')
    .replace(/^\*ontainers\./, 'spec.template.spec.containers.')
    .replace(/^\*emplate\./, 'spec.template.')
    .replace(/^\*Probe\./, 'spec.template.spec.containers.*.livenessProbe.')
    .replace(/^\*\./, 'spec.template.spec.')
    .split('.')
    .map((step) => (step === '*' ? 0 : step));

/** An object that holds a value at a place; `undefined` for nothing there. */
function holding(steps: readonly (string | number)[], value: unknown, base: object = {}): object {
  const [step, ...rest] = steps;
  const below = rest.length === 0 ? value : holding(rest, value);
  if (typeof step === 'number') return [{ name: 'n', ...(below as object) }];
  return { ...base, ...(below !== undefined && { [step as string]: below }) };
}

// A protocol and the fields of a key name an element; without one it is another way of saying the same.
const TABLE = [
  ...Object.entries(POD_DEFAULTS).map((entry) => ['apps/v1', 'Deployment', ...entry] as const),
  ...Object.entries(KIND_DEFAULTS).flatMap(([kind, defaults]) =>
    Object.entries(defaults).map((entry) => ['', kind, ...entry] as const),
  ),
  ...OLD_DEFAULTS.flatMap(({ kind, apiVersions, defaults }) =>
    Object.entries(defaults).map((entry) => [apiVersions[0]!, kind, ...entry] as const),
  ),
];

describe('every default of the table', () => {
  it.each(TABLE)('%s %s %s is %j or nothing', (apiVersion, kind, pattern, value) => {
    const steps = stepsOf(pattern);
    const base = { ...(apiVersion !== '' && { apiVersion }), kind };
    const [stated, silent] = [holding(steps, value, base), holding(steps, undefined, base)];
    expect(compare(stated, silent)).toEqual([]);
    expect(compare(silent, stated)).toEqual([]);
    // Alone in its block, and with the block missing.
    expect(steps.some((step) => typeof step === 'number') ? [] : compare(stated, base)).toEqual([]);
    // And any other value is not that one.
    const other = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : 'other';
    if (!pattern.includes('odePort')) expect(compare(stated, holding(steps, other, base))).not.toEqual([]);
  });

  it('stands in the table for more than a hundred places', () => {
    expect(TABLE.length).toBeGreaterThan(100);
  });
});

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 6 });
const pod = (containers: readonly unknown[], more = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { containers, ...more },
});

describe('lists of the API', () => {
  it('with keys say the same in any order, and report a change of one element as one', () => {
    const shuffled = names.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(), ([all, other], at) => {
        const of = (list: readonly string[], changed?: string) =>
          pod(
            list.map((name) => ({
              name,
              image: name === changed ? 'new' : 'old',
              env: list.map((one) => ({ name: one, value: one })),
            })),
          );
        const changed = all[at % all.length]!;
        expect(compare(of(all), of(other))).toEqual([]);
        expect(compare(of(all), of(other, changed)).map(({ path }) => path)).toEqual([
          `spec.containers[${all.indexOf(changed)}].image`,
        ]);
      }),
    );
  });

  it('in order differ in another order', () => {
    fc.assert(
      fc.property(names, fc.nat(), (all, by) => {
        const turned = [...all.slice(1 + (by % (all.length - 1))), ...all.slice(0, 1 + (by % (all.length - 1)))];
        for (const of of [
          (list: readonly string[]) => pod([{ name: 'c', args: list }]),
          (list: readonly string[]) => pod([], { initContainers: list.map((name) => ({ name })) }),
          (list: readonly string[]) => pod([], { tolerations: list.map((key) => ({ key })) }),
        ]) {
          expect(compare(of(all), of(all))).toEqual([]);
          expect(compare(of(all), of(turned))).not.toEqual([]);
        }
      }),
    );
  });
});

describe('quantities', () => {
  const SUFFIXES: readonly (readonly [string, bigint])[] = [
    ['', 1000n],
    ['m', 1n],
    ['k', 10n ** 6n],
    ['M', 10n ** 9n],
    ['G', 10n ** 12n],
    ['Ki', 1_024_000n],
    ['Mi', 1_048_576_000n],
    ['Gi', 1_073_741_824_000n],
  ];
  const quantity = fc.tuple(fc.bigInt({ min: 0n, max: 4096n }), fc.constantFrom(...SUFFIXES));
  it('are equal exactly where their thousandths are', () => {
    fc.assert(
      fc.property(quantity, quantity, ([n, [s, scale]], [m, [t, other]]) => {
        const of = (text: string) => pod([{ name: 'c', resources: { limits: { memory: text } } }]);
        expect(compare(of(`${n}${s}`), of(`${m}${t}`)).length === 0).toBe(n * scale === m * other);
      }),
    );
  });
});

describe('three sides', () => {
  it('of which two and two are one report as two sides do', () => {
    fc.assert(
      fc.property(configuration, configuration, (one, other) => {
        expect(orThrow(compareThreeWay(one, one, one))).toEqual([]);
        expect(orThrow(compareThreeWay(one, other, other))).toEqual([]);
        const declaredOnly = orThrow(driftRules({ declaredOnly: true }));
        const between = orThrow(compareConfigs(one, other, declaredOnly));
        // Applied as declared: everything that differs was changed in what runs.
        expect(orThrow(compareThreeWay(one, one, other)).map(({ path, kind }) => `${path} ${kind}`)).toEqual(
          between.map(({ path }) => `${path} out_of_band`),
        );
        // Runs as applied: everything that differs has not been applied, or has left the declaration.
        const kinds = new Set(orThrow(compareThreeWay(other, one, other)).map(({ kind }) => kind));
        for (const kind of kinds) expect(['not_applied', 'removed_from_declaration']).toContain(kind);
      }),
      { numRuns: runs(200) },
    );
  });
});
