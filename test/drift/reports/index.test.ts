import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import { decode } from '../../../src/codec/decode.js';
import { DriftDetector, DriftReport } from '../../../src/drift/index.js';
import {
  failsGate,
  reportAsJson,
  reportAsJunit,
  reportAsMarkdown,
  reportAsSarif,
  reportAsText,
} from '../../../src/drift/reports/index.js';
import { orThrow } from '../../../src/prelude.js';

const resources = (id = 'web', value: unknown = 'v2') => [
  {
    resourceId: id,
    resourceType: 'service',
    tenantId: 'acme',
    desired: { image: 'v1', tags: { a: '1' } },
    actual: { image: value, tags: { a: '2' } },
  },
  {
    resourceId: 'open',
    resourceType: 'aws_security_group',
    tenantId: 'acme',
    desired: { ingress: [] },
    actual: { ingress: [{ cidr: '0.0.0.0/0', port: 22 }] },
  },
  { resourceId: 'quiet', resourceType: 'service', tenantId: 'acme', desired: { size: 1 }, actual: { size: 1 } },
];

async function reportOf(given = resources()): Promise<DriftReport> {
  const ports = memoryDriftPorts({
    resources: given,
    now: new Date('2026-03-01T12:00:00Z'),
    digestKey: 'a key for these tests',
  });
  const blind = {
    ...ports,
    actual: {
      ...ports.actual,
      readResource: (one: { resourceId: string; tenantId: string; resourceType: string }, signal: AbortSignal) => {
        if (one.resourceId === 'quiet') throw new Error('no <access> & "more"');
        return ports.actual.readResource(one, signal);
      },
    },
  };
  return orThrow(await new DriftDetector(blind).scanTenantResources('acme')());
}

describe('a report', () => {
  it('as JSON is read back as it was', async () => {
    const report = await reportOf();
    expect(DriftReport.encode(orThrow(decode(DriftReport, JSON.parse(reportAsJson(report)), 'the report')))).toEqual(
      DriftReport.encode(report),
    );
    expect(JSON.parse(reportAsJson(report))).toMatchObject({
      tenant_id: 'acme',
      coverage: { in_sync: 0 },
      drifts: [{ config_path: 'ingress[0]' }, { config_path: 'image' }, { config_path: 'tags.a' }],
    });
  });

  it('as text lists the most severe first', async () => {
    expect(reportAsText(await reportOf())).toBe(
      [
        'Drift of tenant acme at 2026-03-01T12:00:00.000Z',
        '3 resources: 0 in sync, 2 drifted, 0 missing, 0 extra, 1 unreadable (coverage 66.6 %)',
        '3 drifts: 1 critical, 0 security, 1 functional, 1 cosmetic',
        '',
        'CRITICAL open (aws_security_group)',
        '  ingress[0] is {"cidr":"0.0.0.0/0","port":22} and is not declared',
        '  because all port 22 (0.0.0.0/0) became reachable from the whole internet',
        '  remedy: remove ingress[0], or declare it (needs a person)',
        '',
        'FUNCTIONAL web (service)',
        '  image is "v2", declared was "v1"',
        '  because it may change how the resource behaves',
        '  remedy: set image to the declared value',
        '',
        'COSMETIC web (service)',
        '  tags.a is "2", declared was "1"',
        '  because it names or explains, and changes nothing',
        '  remedy: set tags.a to the declared value',
        '',
        'Not seen:',
        '  read quiet: the actual port failed in readResource: Error: no <access> & "more"',
        '',
      ].join('\n'),
    );
  });

  it('as SARIF 2.1.0 has a result a drift, with a level, a place and a fingerprint that stays', async () => {
    const [log, again] = [
      JSON.parse(reportAsSarif(await reportOf(), { toolVersion: '1.2.3' })),
      JSON.parse(reportAsSarif(await reportOf(resources('web', 'v3')))),
    ] as { runs: { results: Record<string, unknown>[]; tool: object; invocations: object[] }[]; version: string }[];
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { semanticVersion: '1.2.3' } }, invocations: [{ executionSuccessful: false }] }],
    });
    const results = log!.runs[0]!.results;
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['key_added/critical', 'error'],
      ['value_changed/functional', 'warning'],
      ['value_changed/cosmetic', 'note'],
    ]);
    expect(results[1]).toMatchObject({
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'drift/acme/web' } },
          logicalLocations: [{ fullyQualifiedName: 'service/web#image' }],
        },
      ],
    });
    expect(results.map((result) => result['partialFingerprints'])).toEqual(
      again!.runs[0]!.results.map((result) => result['partialFingerprints']),
    );
  });

  it('as JUnit XML has a case a resource: a failure for drift, an error for what was not read', async () => {
    const text = reportAsJunit(await reportOf());
    expect(text).toContain('<testsuites name="drift" tests="3" failures="2" errors="1" skipped="0" time="0.000">');
    expect(text).toContain(
      '<testcase name="open" classname="aws_security_group"><failure type="critical" message="1 drift, most severe critical">',
    );
    expect(text).toContain('no &#60;access&#62; &#38; &#34;more&#34;');
  });

  it('as SARIF says on the rule how severe it is, and fingerprints an element by its content', async () => {
    const at = async (before: readonly object[]) => {
      const rule = { cidr: '0.0.0.0/0', port: 22 };
      const [, group] = resources();
      const given = [{ ...group!, desired: { ingress: before }, actual: { ingress: [...before, rule] } }];
      return JSON.parse(reportAsSarif(await reportOf(given as ReturnType<typeof resources>))).runs[0];
    };
    const [run, moved] = [await at([]), await at([{ cidr: '10.0.0.0/8', port: 1 }])];
    const { ruleIndex, partialFingerprints } = run.results[0];
    expect(run.tool.driver.rules[ruleIndex]).toMatchObject({
      id: 'key_added/critical',
      properties: { 'security-severity': '9.5' },
    });
    expect(moved.results[0].partialFingerprints).toEqual(partialFingerprints);
  });

  it('counts a resource whose drifts are suppressed the same in every form', async () => {
    const report = await reportOf();
    const [drift] = report.drifts.filter(({ resourceId }) => resourceId === 'open');
    const quiet: DriftReport = {
      ...report,
      drifts: report.drifts.filter((one) => one !== drift),
      suppressed: [{ suppressionId: 's1', drift: drift! }],
    };
    expect(reportAsJunit(quiet)).toContain('tests="3" failures="1" errors="1" skipped="1"');
    expect(reportAsText(quiet)).toContain('2 drifts: 1 critical, 0 security, 1 functional, 1 cosmetic, 1 suppressed');
    expect(
      JSON.parse(reportAsSarif(quiet)).runs[0].results.filter((one: object) => 'suppressions' in one),
    ).toHaveLength(1);
    expect(JSON.parse(reportAsJson(quiet)).suppressed).toHaveLength(1);
    expect(reportAsMarkdown({ ...quiet, drifts: [] })).toContain('No drift is open.');
  });

  it('as Markdown is a table that no value breaks', async () => {
    const text = reportAsMarkdown(await reportOf(resources('a|b', '<script>| `x` [l](u)\n# h')));
    const rows = text.split('\n').filter((line) => line.startsWith('| functional | a'));
    expect(rows).toHaveLength(1);
    expect(rows[0]!.match(/\|/g)).toHaveLength(6);
    expect(text).not.toContain('<script>');
  });

  it('is well formed in every form, whatever the ids and values', async () => {
    const hostile = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(hostile, fc.anything(), async (id, value) => {
        const report = await reportOf(resources(id, value));
        JSON.parse(reportAsJson(report));
        JSON.stringify(reportAsSarif(report));
        const xml = reportAsJunit(report);
        // Nothing but the tags of the report itself, and only characters that XML allows.
        expect(xml.replaceAll(/<\/?(?:testsuites?|testcase|failure|error)\b[^<>]*>|<\?xml[^<>]*>/g, '')).not.toMatch(
          /[<>]/,
        );
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        expect(
          reportAsText(report)
            .split('\n')
            .filter((line) => /^(?:CRITICAL|FUNCTIONAL|COSMETIC|SECURITY) /.test(line)).length,
        ).toBe(report.drifts.length);
        reportAsMarkdown(report);
      }),
      { numRuns: 60 },
    );
  });
});

const scan = async (desired: object, actual: object): Promise<DriftReport> => {
  const resource = { resourceId: 'r', resourceType: 'aws_db_instance', tenantId: 't', desired, actual };
  const ports = memoryDriftPorts({ resources: [resource], now: new Date(0) });
  return orThrow(await new DriftDetector(ports).scanTenantResources('t')());
};

describe('a gate', () => {
  it('fails from its severity on', async () => {
    const encrypted = await scan({ storage_encrypted: true, tags: { a: '1' } }, { storage_encrypted: false, tags: {} });
    expect(['cosmetic', 'functional', 'security', 'critical'].map((one) => failsGate(encrypted, one as never))).toEqual(
      [true, true, true, false],
    );
    expect(failsGate(await scan({ size: 1 }, { size: 2 }), 'security')).toBe(false);
  });

  it('does not count what is suppressed', async () => {
    const report = await scan({ storage_encrypted: true }, { storage_encrypted: false });
    const suppressed = report.drifts.map((drift) => ({ suppressionId: 's', drift }));
    expect(failsGate({ ...report, drifts: [], suppressed }, 'security')).toBe(false);
  });

  it('fails where resources were not read, unless less is enough', async () => {
    const report = await scan({ size: 1 }, { size: 1 });
    const half = { ...report, coverage: { ...report.coverage, unreadable: 1, fraction: 0.5 } };
    expect(failsGate(half, 'critical')).toBe(true);
    expect(failsGate(half, 'critical', { minCoverage: 0.5 })).toBe(false);
    const unlisted = { stage: 'list', errorTag: 'PortFailure', message: 'no' } as const;
    expect(failsGate({ ...report, failures: [unlisted] }, 'critical')).toBe(true);
  });

  it('fails for what is no report, and for a severity that does not exist', async () => {
    expect(failsGate(undefined as never, 'security')).toBe(true);
    expect(failsGate({} as never, 'security')).toBe(true);
    expect(failsGate(await scan({}, {}), 'grave' as never)).toBe(true);
  });
});
