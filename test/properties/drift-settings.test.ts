import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DriftDetector, driftRules } from '../../src/drift/index.js';
import { memoryDriftPorts } from '../../src/adapters/memory/index.js';
import { judgeSetting } from '../../src/drift/settings/judge.js';
import { SECURITY_SETTINGS } from '../../src/drift/settings/security-settings.js';
import { orThrow } from '../../src/prelude.js';
import { runs } from './runs.js';

const types = fc.constantFrom(
  ...new Set(SECURITY_SETTINGS.flatMap((setting) => setting.types.map((type) => type.replace('*', 'x')))),
);
const keys = fc.constantFrom(...new Set(SECURITY_SETTINGS.flatMap((setting) => setting.paths.flat())));
const path = fc.array(fc.oneof(keys, fc.nat(3), fc.string()), { maxLength: 4 });
const words = ['true', 'Enabled', 'off', 'NONE', 'all', 'TLS1_0', '0.0.0.0/0', '--profiling=true'];
const value = fc.oneof(
  fc.constantFrom<unknown>(...words, false, true, 0, null, undefined, [], {}),
  fc.dictionary(keys, fc.constantFrom<unknown>(...words, false, true, {}), { maxKeys: 3 }),
  fc.array(fc.dictionary(keys, fc.constantFrom<unknown>(...words, false, true), { maxKeys: 2 }), { maxLength: 3 }),
  fc.jsonValue(),
);
const grave = (severity: string): boolean => severity === 'security' || severity === 'critical';

describe('judgeSetting', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(types, path, fc.anything(), fc.anything(), (resourceType, at, before, after) => {
        for (const { reason, sources } of judgeSetting({ resourceType, path: at, before, after }))
          expect(reason.length * sources.length).toBeGreaterThan(0);
      }),
    );
  });

  it('finds nothing grave where nothing changed', () => {
    fc.assert(
      fc.property(types, path, value, (resourceType, at, same) => {
        const judged = judgeSetting({ resourceType, path: at, before: same, after: structuredClone(same) });
        expect(judged.filter(({ severity }) => grave(severity))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('answers the same whatever the order of keys', () => {
    const turned = (given: unknown): unknown =>
      typeof given === 'object' && given !== null && !Array.isArray(given)
        ? Object.fromEntries(Object.entries(given).reverse())
        : given;
    fc.assert(
      fc.property(types, value, value, (resourceType, before, after) => {
        const severities = (one: unknown, other: unknown): readonly string[] =>
          judgeSetting({ resourceType, path: ['x'], before: one, after: other })
            .map(({ severity }) => severity)
            .sort();
        expect(severities(turned(before), turned(after))).toEqual(severities(before, after));
      }),
    );
  });
});

describe('a detector that compares only what is declared', () => {
  const detector = new DriftDetector(memoryDriftPorts({ resources: [], now: new Date(0) }), {
    rules: orThrow(driftRules({ declaredOnly: true })),
  });

  it('tells of what nobody declared only where it is grave', () => {
    fc.assert(
      fc.property(types, fc.dictionary(keys, value, { maxKeys: 4 }), (resourceType, live) => {
        const named = { resourceId: 'r', resourceType, tenantId: 't' };
        for (const { severity, driftType } of orThrow(detector.detectResourceDrift(named, {}, live))) {
          expect(driftType).toBe('key_added');
          expect(grave(severity)).toBe(true);
        }
      }),
    );
  });
});
