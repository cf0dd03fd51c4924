import { ALERT, chart, day, milliseconds, SHADES, timeAxis } from './specification.js';
import type { ChartSize, ChartSpecification } from './specification.js';

const SEVERITIES = ['critical', 'security', 'functional', 'cosmetic'] as const;

/** What {@link driftOverTime} draws of one scan; a `DriftReport` fits as it is. */
export interface ScanSummary {
  readonly tenantId: string;
  readonly scanCompletedAt: number;
  /** How many differences of each severity the scan found. */
  readonly summary: Readonly<Partial<Record<(typeof SEVERITIES)[number], number>>>;
}

/** Drift by severity, scan by scan, the most severe at the foot where columns compare best. */
export function driftOverTime(scans: ReadonlyArray<ScanSummary>, size: ChartSize = {}): ChartSpecification {
  const values = scans.flatMap((scan) =>
    SEVERITIES.map((severity, order) => ({
      at: milliseconds(scan.scanCompletedAt), severity, order, count: scan.summary[severity] ?? 0,
    })),
  );
  const first = scans[0];
  const last = scans[scans.length - 1];
  const open = last === undefined ? 0 : SEVERITIES.reduce((sum, severity) => sum + (last.summary[severity] ?? 0), 0);
  const subtitle = first === undefined || last === undefined
    ? 'no scan'
    : `differences found a scan, ${day(first.scanCompletedAt)} to ${day(last.scanCompletedAt)}; ${open} now`;
  // A few scans make narrow columns, not wide ones.
  const width = Math.min(size.width ?? 720, Math.max(160, 64 * scans.length));
  return chart(`Drift of ${first?.tenantId ?? 'the tenant'}`, subtitle, { ...size, width }, {
    data: { values },
    mark: { type: 'bar', stroke: 'white', strokeWidth: 0.5 },
    encoding: {
      x: { field: 'at', type: 'ordinal', timeUnit: 'utcyearmonthdatehoursminutes', axis: { ...timeAxis('%e %b'), labelAngle: 0 } },
      y: { field: 'count', type: 'quantitative', title: 'differences', axis: { tickMinStep: 1, format: 'd' } },
      order: { field: 'order' },
      color: { field: 'severity', type: 'nominal', sort: [...SEVERITIES],
        scale: { domain: [...SEVERITIES], range: [ALERT, SHADES[0], SHADES[1], SHADES[3]] } },
    },
  });
}
