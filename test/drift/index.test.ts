import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import * as cloud from '../../src/drift/cloud/index.js';
import * as history from '../../src/drift/history/index.js';
import * as drift from '../../src/drift/index.js';
import * as reports from '../../src/drift/reports/index.js';
import { E } from '../../src/prelude.js';

const refuse = (): never => {
  throw new Error('not to be read');
};
const proxy: object = new Proxy(
  {},
  { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
);
const getter: object = Object.defineProperty({}, 'x', { enumerable: true, get: refuse });
const knot: Record<string, unknown> = {};
knot['self'] = knot;
const VALUES: readonly unknown[] = [
  undefined,
  null,
  5,
  NaN,
  5n,
  'text',
  Symbol('s'),
  refuse,
  [],
  [null],
  [proxy],
  {},
  proxy,
  getter,
  knot,
  new Date(NaN),
  {
    spec: proxy,
    rules: proxy,
    table: proxy,
    tree: proxy,
    patch: proxy,
    sensitive: proxy,
    resource: proxy,
    siblings: proxy,
  },
];

// Constructors and guards of errors have rules of their own.
const NOT_HERE =
  /^(?:DriftDetector|orThrow|is(?!Flapping).*|(?:invalid|cyclic|unreadable|duplicate|ambiguous)[A-Z].*|patchRefused|redactedPatch|tamperedHistory)$/;
const FUNCTIONS = Object.entries({ ...drift, ...cloud, ...history, ...reports }).filter(
  (entry): entry is [string, (...given: unknown[]) => unknown] =>
    typeof entry[1] === 'function' && !NOT_HERE.test(entry[0]),
);

describe('whatever it is given', () => {
  it.each(FUNCTIONS)('%s throws nothing', (_, call) => {
    const thirds = [undefined, null, proxy, {}, []];
    const every = VALUES.flatMap((first) => VALUES.flatMap((second) => thirds.map((third) => [first, second, third])));
    expect(() => every.forEach((given) => call(...given))).not.toThrow();
  });

  it('covers every public function', () => {
    expect(FUNCTIONS.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'applyRemediation',
        'compareConfigs',
        'compileGlob',
        'driftRules',
        'episodeFigures',
        'explainConfigs',
        'exposureDelta',
        'extendRules',
        'entryHash',
        'isFlapping',
        'appendEntry',
        'meanSecondsToRemediate',
        'parsePath',
        'printPath',
        'redact',
        'remediationPlan',
        'reportAsJson',
        'reportAsSarif',
        'rulesFromSchema',
        'toPointer',
        'verifyChain',
        'withoutSiblingDuplicates',
      ]),
    );
  });
});

describe('a function that cannot read what it is given', () => {
  const none = undefined as never;

  it('answers with what holds for nothing', () => {
    expect([drift.printPath(none), drift.toPointer(none), history.entryHash(none)]).toEqual(['', '', '']);
    expect(drift.redact('s', [], {}, none)).toBeUndefined();
    expect(history.isFlapping(none)).toBe(false);
    expect(history.meanSecondsToRemediate(none)).toBeUndefined();
    expect(history.episodeFigures([null, { openings: 'x' }] as never)).toEqual({
      open: 0,
      reopened: 0,
      flapping: 0,
      meanSecondsToRemediate: null,
      oldestOpenSince: null,
    });
    expect(drift.exposureDelta(proxy, proxy, 'aws_security_group').at(['ingress'])).toBeUndefined();
  });

  it('answers with an error that says what it expected', () => {
    expect(drift.compareConfigs({}, {}, { rules: {} } as never)).toMatchObject({
      left: { _tag: 'InvalidRule', what: 'rules' },
    });
    expect(drift.extendRules(none, {})).toMatchObject({ left: { _tag: 'InvalidRule', what: 'rules' } });
    expect(cloud.rulesFromSchema({}, null as never)).toMatchObject({ left: { _tag: 'InvalidRule' } });
    expect(history.verifyChain([null] as never)).toMatchObject({ left: { _tag: 'TamperedHistory' } });
    expect(history.verifyChain(none)).toMatchObject({
      left: { _tag: 'TamperedHistory', reason: 'it is no list of entries' },
    });
    expect(drift.applyRemediation({}, proxy as never)).toMatchObject({ left: { _tag: 'PatchRefused' } });
  });

  it('links an entry that cannot be read so that the chain is refused', () => {
    expect(E.isLeft(history.verifyChain([history.appendEntry(proxy as never, undefined)]))).toBe(true);
  });

  it('writes no report as a scan that saw nothing, in every form', () => {
    expect(reports.reportAsText(none)).toContain('coverage 0 %');
    expect(reports.reportAsMarkdown(none)).toContain('no drift report');
    expect(reports.reportAsJunit(proxy as never)).toContain('errors="1"');
    expect(JSON.parse(reports.reportAsJson(none))).toMatchObject({ coverage: { fraction: 0 } });
    expect(JSON.parse(reports.reportAsSarif(none))).toMatchObject({
      runs: [{ invocations: [{ executionSuccessful: false }] }],
    });
  });
});

describe('a detector', () => {
  const ports = memoryDriftPorts({
    resources: [{ resourceId: 'r', resourceType: 't', tenantId: 'acme', desired: { a: 1 }, actual: { a: 2 } }],
    now: new Date(0),
  });
  const make = (given: unknown, options?: unknown): drift.DriftDetector =>
    new drift.DriftDetector(given as never, options as never);

  it('answers with an error, whatever it was made of', async () => {
    for (const given of VALUES) {
      const detector = make(given);
      expect(E.isLeft(detector.detectResourceDrift('r', {}, { a: 1 }))).toBe(true);
      expect(E.isLeft(await detector.scanTenantResources('acme')())).toBe(true);
      expect(E.isLeft(await detector.getDriftHistory('r')())).toBe(true);
    }
    for (const options of [proxy, { rules: proxy }, { rules: {} }, { rulesFor: refuse }, { rulesFor: () => proxy }])
      expect(make(ports, options).detectResourceDrift('r', {}, { a: 1 })).toMatchObject({
        left: { _tag: 'InvalidRule' },
      });
    expect(E.isLeft(await make(ports, { scan: { rateLimits: proxy } }).scanTenantResources('acme')())).toBe(true);
  });

  it('throws nothing, whatever it is asked', async () => {
    const detector = make(ports);
    for (const first of VALUES)
      for (const second of VALUES) {
        detector.detectResourceDrift(first as never, second, first);
        detector.detectResourceDrift('r', first, second);
        expect(typeof detector.classifyDriftSeverity(first as never)).toBe('string');
        detector.generateRemediationPlan(first as never);
        await detector.scanTenantResources(first as never, second as never)();
        await detector.getDriftHistory(first as never, second as never)();
        const other = make(ports);
        other.registerComparator(first as never, second as never);
        other.markFieldUnordered(first as never);
        other.addSeverityRule(first as never, second as never, first as never);
      }
  });

  it('blames the argument for resource types that are no list', async () => {
    const outcome = await make(ports).scanTenantResources('acme', 5 as never)();
    expect(outcome).toMatchObject({ left: { _tag: 'DecodeError', what: 'the list of resource types' } });
  });

  it('calls one resource unreadable where the host has no rules for it, and goes on', async () => {
    const two = memoryDriftPorts({
      resources: ['a', 'b'].map((resourceId) => ({
        resourceId,
        resourceType: 't',
        tenantId: 'acme',
        desired: { a: 1 },
        actual: { a: 2 },
      })),
      now: new Date(0),
    });
    const outcome = await make(two, {
      rulesFor: ({ resourceId }: { resourceId: string }) => (resourceId === 'a' ? refuse() : undefined),
    }).scanTenantResources('acme')();
    expect(outcome).toMatchObject({
      right: { coverage: { unreadable: 1, drifted: 1 }, failures: [{ resourceId: 'a', errorTag: 'InvalidRule' }] },
    });
  });
});
