import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import { decode } from '../../src/codec/decode.js';
import { DriftDetector, type DriftPorts, Suppression } from '../../src/drift/index.js';
import { reportAsText } from '../../src/drift/reports/index.js';
import { orThrow } from '../../src/prelude.js';

const DAY = 86_400;
const NOW = 100 * DAY;

const suppression = (changes: Partial<Record<keyof Suppression, unknown>> = {}): Suppression =>
  orThrow(
    decode(
      Suppression,
      {
        suppressionId: 's1',
        tenantId: 't',
        resourceId: 'r',
        resourceType: '*',
        pattern: 'size',
        owner: 'ann',
        reason: 'autoscaler',
        createdAt: 0,
        expiresAt: NOW + 30 * DAY,
        ...changes,
      },
      'the suppression',
    ),
  );

const scanOf = async (
  actual: unknown,
  suppressions: readonly Suppression[],
  desired: unknown = { size: 2 },
  override: (ports: DriftPorts) => Partial<DriftPorts> = () => ({}),
) => {
  const ports = memoryDriftPorts({
    resources: [{ resourceId: 'r', resourceType: 'aws_autoscaling_group', tenantId: 't', desired, actual }],
    now: new Date(NOW * 1000),
    suppressions,
  });
  const report = orThrow(await new DriftDetector({ ...ports, ...override(ports) }).scanTenantResources('t')());
  return {
    open: report.drifts.map(({ configPath }) => configPath),
    quiet: report.suppressed.map(({ suppressionId, drift }) => `${suppressionId} ${drift.configPath}`),
    notices: report.suppressionNotices.map(({ suppressionId, kind }) => `${suppressionId} ${kind}`),
    failures: report.failures,
    handedOn: ports.reconciliations.length + ports.escalations.length,
  };
};

describe('a suppression', () => {
  it('keeps a drift out of the report, out of history and out of every hand', async () => {
    expect(await scanOf({ size: 36 }, [suppression()])).toEqual({
      open: [],
      quiet: ['s1 size'],
      notices: [],
      failures: [],
      handedOn: 0,
    });
  });

  it('holds only while the value is the pinned one: quiet at 36, open at 37', async () => {
    expect(await scanOf({ size: 36 }, [suppression({ pinnedValue: 36 })])).toMatchObject({
      open: [],
      quiet: ['s1 size'],
    });
    expect(await scanOf({ size: '36' }, [suppression({ pinnedValue: 36 })])).toMatchObject({ open: [] });
    expect(await scanOf({ size: 37 }, [suppression({ pinnedValue: 36 })])).toMatchObject({
      open: ['size'],
      notices: ['s1 unpinned'],
    });
  });

  it('can pin a secret by its digest', async () => {
    const ports = memoryDriftPorts({ resources: [], now: new Date(0) });
    const [{ actualValue: digest } = {}] = orThrow(
      new DriftDetector(ports).detectResourceDrift('r', {}, { password: 'hunter2' }),
    );
    const pinned = suppression({ pattern: 'password', pinnedValue: digest });
    expect(await scanOf({ password: 'hunter2' }, [pinned], {})).toMatchObject({ open: [] });
    expect(await scanOf({ password: 'hunter3' }, [pinned], {})).toMatchObject({ open: ['password'] });
  });

  it('ends on its day, and is told about a week before', async () => {
    expect(await scanOf({ size: 3 }, [suppression({ expiresAt: NOW + 6 * DAY })])).toMatchObject({
      open: [],
      notices: ['s1 expiring'],
    });
    expect(await scanOf({ size: 3 }, [suppression({ expiresAt: NOW + 8 * DAY })])).toMatchObject({
      open: [],
      notices: [],
    });
    expect(await scanOf({ size: 3 }, [suppression({ expiresAt: NOW + 1 })])).toMatchObject({ open: [] });
    expect(await scanOf({ size: 3 }, [suppression({ expiresAt: NOW })])).toMatchObject({
      open: ['size'],
      notices: ['s1 expired'],
      handedOn: 1,
    });
  });

  it('holds for a critical drift by one owner alone never', async () => {
    const found = await scanOf({ publicly_accessible: true }, [suppression({ pattern: '*' })], {
      publicly_accessible: false,
    });
    expect(found).toMatchObject({ open: ['publicly_accessible'], quiet: [], notices: ['s1 refused'], handedOn: 1 });
  });

  const open = { publicly_accessible: true };
  const closed = { publicly_accessible: false };
  const accepted = (changes: Parameters<typeof suppression>[0] = {}) =>
    suppression({ pattern: '*', approvedBy: 'bob', createdAt: NOW - DAY, expiresAt: NOW + 89 * DAY, ...changes });

  it('accepts a critical drift with a second approver for 90 days, and shows who did', async () => {
    const ports = memoryDriftPorts({
      resources: [{ resourceId: 'r', resourceType: 'aws_db_instance', tenantId: 't', desired: closed, actual: open }],
      now: new Date(NOW * 1000),
      suppressions: [accepted()],
    });
    const report = orThrow(await new DriftDetector(ports).scanTenantResources('t')());
    expect(report.drifts).toEqual([]);
    expect(report.suppressed).toMatchObject([
      { drift: { severity: 'critical' }, acceptance: { owner: 'ann', approvedBy: 'bob', expiresAt: NOW + 89 * DAY } },
    ]);
    expect(report.suppressionNotices).toMatchObject([{ kind: 'accepted' }]);
    expect(reportAsText(report)).toContain('critical, accepted by ann and bob until');
    expect(ports.escalations).toEqual([]);
  });

  it.each([
    ['the owner approves alone', { approvedBy: ' Ann ' }, 'refused'],
    ['it is for more than 90 days', { createdAt: NOW - 2 * DAY }, 'refused'],
    ['it has ended', { createdAt: NOW - 80 * DAY, expiresAt: NOW }, 'expired'],
    ['the value is not the pinned one', { pinnedValue: false }, 'unpinned'],
  ])('accepts no critical drift where %s', async (_, changes, notice) => {
    const found = await scanOf(open, [accepted(changes)], closed);
    expect(found).toMatchObject({ open: ['publicly_accessible'], notices: [`s1 ${notice}`], handedOn: 1 });
  });

  it('is dead where nothing drifts any more, if the scan saw all it points at', async () => {
    expect(await scanOf({ size: 2 }, [suppression()])).toMatchObject({ notices: ['s1 dead'] });
    const blind = (ports: DriftPorts) => ({
      actual: {
        ...ports.actual,
        readResource: () => {
          throw new Error('no access');
        },
      },
    });
    expect((await scanOf({ size: 2 }, [suppression()], { size: 2 }, blind)).notices).toEqual([]);
  });

  it('is about its resource, its type and its place alone', async () => {
    for (const other of [
      { resourceId: 'q' },
      { resourceType: 'aws_instance' },
      { pattern: 'sizes' },
      { pattern: 'size.x' },
    ]) {
      expect((await scanOf({ size: 3 }, [suppression(other)])).open).toEqual(['size']);
    }
    expect(
      (
        await scanOf({ size: 3 }, [
          suppression({ resourceId: '*', resourceType: 'aws_autoscaling_group', pattern: '*' }),
        ])
      ).open,
    ).toEqual([]);
  });

  it('is named by its id where several would do, in whatever order they come', async () => {
    const both = [suppression({ suppressionId: 's2' }), suppression({ suppressionId: 's1' })];
    expect((await scanOf({ size: 3 }, both)).quiet).toEqual(['s1 size']);
    expect((await scanOf({ size: 3 }, both.reverse())).quiet).toEqual(['s1 size']);
  });

  it('that cannot be read keeps every drift in sight, and every hand off', async () => {
    const found = await scanOf({ size: 3 }, [], { size: 2 }, () => ({
      suppressions: {
        listSuppressions: () => {
          throw new Error('down');
        },
      },
    }));
    expect(found).toMatchObject({ open: ['size'], handedOn: 0, failures: [{ stage: 'suppressions' }] });
  });

  it('with a pattern that cannot be used is a failure of the report, not of the scan', async () => {
    const hostile = suppression({ pattern: 'a'.repeat(20_000) });
    expect(await scanOf({ size: 3 }, [hostile, suppression({ suppressionId: 's2' })])).toMatchObject({
      open: [],
      failures: [{ stage: 'suppressions', errorTag: 'InvalidRule' }],
    });
  });

  it.each([['owner'], ['reason'], ['expiresAt'], ['pattern']] as const)('without %s is none', (field) => {
    expect(decode(Suppression, { ...suppression(), [field]: undefined }, 'the suppression')._tag).toBe('Left');
  });
});
