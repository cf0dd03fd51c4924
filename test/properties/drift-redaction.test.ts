import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import { decode } from '../../src/codec/decode.js';
import { DriftDetector, DriftRecord, HistoryEntry, RecordedValue } from '../../src/drift/index.js';
import {
  reportAsJson,
  reportAsJunit,
  reportAsMarkdown,
  reportAsSarif,
  reportAsText,
} from '../../src/drift/reports/index.js';
import { orThrow } from '../../src/prelude.js';

// A text that can come from nowhere else.
const secret = fc
  .string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 12, maxLength: 30 })
  .map((text) => `SeCrEt-${text}`);

const hidden = (value: string) =>
  fc.constantFrom<unknown>(
    { master_password: value },
    { db: { credentials: { user: 'u', secretKey: value } } },
    { environment: [{ name: 'API_TOKEN', value }] },
    { user_data: `#!/bin/sh\nexport KEY=AKIAABCDEFGHIJKLMNOP ${value}` },
    { url: `postgres://admin:${value}@db/x` },
    { policy: JSON.stringify({ inner: { clientSecret: value } }) },
    { marked: { below: [value, { and: value }] } },
  );

describe('a sensitive value', () => {
  it('leaves in no record, plan, history entry, report or line of the log', async () => {
    await fc.assert(
      fc.asyncProperty(
        secret.chain((value) => fc.tuple(fc.constant(value), hidden(value))),
        fc.boolean(),
        async ([value, configuration], isDesired) => {
          const sides = isDesired ? { desired: configuration, actual: {} } : { desired: {}, actual: configuration };
          const resource = {
            resourceId: 'r',
            resourceType: 'aws_instance',
            tenantId: 't',
            marks: { sensitive: ['marked'] },
            ...sides,
          };
          const ports = memoryDriftPorts({ resources: [resource], now: new Date(0) });
          const detector = new DriftDetector(ports);
          const report = orThrow(await detector.scanTenantResources('t')());
          expect(report.drifts.length).toBeGreaterThan(0);
          const everything = [
            reportAsJson(report),
            reportAsText(report),
            reportAsMarkdown(report),
            reportAsJunit(report),
            JSON.stringify([reportAsSarif(report), report, detector.generateRemediationPlan(report.drifts), ports]),
            JSON.stringify(ports.storedEntries),
          ].join('\n');
          expect(everything).not.toContain(value);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('shows equal where it is equal and different where it is not, of the same length or not', () => {
    fc.assert(
      fc.property(secret, secret, (left, right) => {
        const detector = new DriftDetector(
          memoryDriftPorts({ resources: [], now: new Date(0), digestKey: 'a key for these tests' }),
        );
        const shown = (value: string): unknown =>
          orThrow(detector.detectResourceDrift('r', {}, { password: value }))[0]!.actualValue;
        expect(shown(left)).toEqual(shown(left));
        expect(JSON.stringify(shown(left)) === JSON.stringify(shown(right))).toBe(left === right);
      }),
    );
  });
});

describe('the wire', () => {
  it('brings every value back as it was', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.bigInt(),
      fc.constantFrom(NaN, Infinity),
      fc.dictionary(fc.constantFrom('$exact', 'a', '__proto__'), fc.oneof(fc.bigInt(), fc.jsonValue())),
    );
    fc.assert(
      fc.property(value, (given) => {
        const sent = JSON.parse(JSON.stringify(RecordedValue.encode(given)));
        const read = orThrow(decode(RecordedValue, sent, 'the value'));
        // JSON knows no -0.
        expect(RecordedValue.encode(read)).toEqual(JSON.parse(JSON.stringify(RecordedValue.encode(given))));
        expect(typeof given === 'bigint' ? read : 'no bigint').toBe(typeof given === 'bigint' ? given : 'no bigint');
      }),
    );
  });

  it('brings records and history back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (actual) => {
        const ports = memoryDriftPorts({
          resources: [{ resourceId: 'r', resourceType: 'x', tenantId: 't', desired: { a: 1 }, actual }],
          now: new Date(0),
        });
        const { drifts } = orThrow(await new DriftDetector(ports).scanTenantResources('t')());
        for (const drift of drifts) {
          const sent = JSON.parse(JSON.stringify(DriftRecord.encode(drift)));
          expect(DriftRecord.encode(orThrow(decode(DriftRecord, sent, 'the record')))).toEqual(sent);
        }
        for (const stored of ports.storedEntries)
          expect(HistoryEntry.encode(orThrow(decode(HistoryEntry, stored, 'the entry')))).toEqual(stored);
      }),
      { numRuns: 30 },
    );
  });
});
