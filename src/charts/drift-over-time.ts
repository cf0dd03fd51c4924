import { listOf, optional, record } from '../codec/record.js';
import { count, text } from '../codec/values.js';
import { bandAxis, createValueAxis, formatDays, instant, timeAxis, toMilliseconds, utcScale } from './axes.js';
import {
  type ChartSize,
  type ChartSpecification,
  createChart,
  drawChart,
  emptyChart,
  SEVERITY_SHADES,
  toPlotSize,
} from './chart.js';

const SEVERITIES = ['critical', 'security', 'functional', 'cosmetic'] as const;

type Summary = Readonly<Partial<Record<(typeof SEVERITIES)[number], number>>>;

/** What {@link driftOverTime} draws of one scan; a `DriftReport` fits as it is. */
export interface ScanSummary {
  /** Whose resources were scanned; the title names the first. */
  readonly tenantId: string;
  /** Seconds since the epoch. */
  readonly scanCompletedAt: number;
  /** How many differences of each severity the scan found. */
  readonly summary: Readonly<Partial<Record<(typeof SEVERITIES)[number], number>>>;
}

const ScansCodec = listOf(
  record<ScanSummary>('a scan', {
    tenantId: text,
    scanCompletedAt: instant,
    summary: record<Summary>('the counts of a scan', {
      critical: optional(count),
      security: optional(count),
      functional: optional(count),
      cosmetic: optional(count),
    }),
  }),
);

/**
 * Drift by severity, scan by scan where each stands in time, the most severe at the foot where columns compare best.
 * Input that cannot be read gives a chart that says so.
 */
export function driftOverTime(scans: ReadonlyArray<ScanSummary>, size: ChartSize = {}): ChartSpecification {
  return drawChart('Drift by severity', { codec: ScansCodec, value: scans }, (read) => {
    const sorted = read.toSorted((a, b) => a.scanCompletedAt - b.scanCompletedAt);
    const [first, last] = [sorted[0], sorted[sorted.length - 1]];
    if (first === undefined || last === undefined)
      return emptyChart('Drift by severity', 'There is no scan yet.', toPlotSize(size));
    const now = totalOf(last.summary);
    const days = formatDays(first.scanCompletedAt, last.scanCompletedAt);
    const count = now === 0 ? 'none' : now.toLocaleString('en');
    const subtitle = `differences found by each scan, ${days}; ${count} in the latest`;
    return columns(`Drift of ${first.tenantId}`, subtitle, toPlotSize(size), sorted);
  });
}

function columns(
  title: string,
  subtitle: string,
  asked: Required<ChartSize>,
  scans: readonly ScanSummary[],
): ChartSpecification {
  // A few scans make narrow columns, not wide ones.
  const plot = { ...asked, width: Math.min(asked.width, Math.max(240, 64 * scans.length)) };
  const instants = scans.map(({ scanCompletedAt }) => scanCompletedAt);
  const widths = widthsOf(instants);
  const values = scans.flatMap(({ scanCompletedAt, summary }, i) =>
    SEVERITIES.map((severity, rank) => {
      const foot = SEVERITIES.slice(0, rank).reduce((sum, lower) => sum + (summary[lower] ?? 0), 0);
      const count = summary[severity] ?? 0;
      const [from, to] = [-0.5, 0.5].map((half) => toMilliseconds(scanCompletedAt + half * widths[i]!));
      return { from, to, severity, count, foot, top: foot + count };
    }),
  );
  const span = instants[instants.length - 1]! - instants[0]!;
  const {
    title: unit,
    axis,
    scale,
  } = createValueAxis(Math.max(...scans.map(({ summary }) => totalOf(summary))), 'differences', plot.height);
  const domain = SEVERITIES.filter((severity) => values.some((part) => part.severity === severity && part.count > 0));
  return createChart(title, subtitle, plot, {
    data: { values },
    mark: { type: 'rect', ...(scans.length > plot.width / 8 ? {} : { stroke: 'white', strokeWidth: 0.5 }) },
    encoding: {
      x: {
        field: 'from',
        type: 'temporal',
        axis: scans.length < 3 ? bandAxis(instants.map(toMilliseconds), plot.width) : timeAxis(span, plot.width),
        scale: { ...utcScale, nice: false, padding: 6 },
      },
      x2: { field: 'to' },
      y: { field: 'foot', type: 'quantitative', title: unit, axis: { ...axis, tickMinStep: 1 }, scale },
      y2: { field: 'top' },
      // A scan that found nothing keeps its place on the axis, and shows nothing.
      opacity: { condition: { test: 'datum.count > 0', value: 1 }, value: 0 },
      color: {
        field: 'severity',
        type: 'nominal',
        sort: domain,
        legend: domain.length === 0 ? null : {},
        scale: { domain, range: domain.map((severity) => SEVERITY_SHADES[severity]) },
      },
    },
  });
}

const totalOf = (summary: Summary): number => SEVERITIES.reduce((sum, severity) => sum + (summary[severity] ?? 0), 0);

/** How many seconds wide each scan's column is: most of the usual pause between two, and never into its neighbour's. */
function widthsOf(instants: readonly number[]): readonly number[] {
  const pauses = instants.slice(1).map((at, i) => at - instants[i]!);
  const usual = pauses.filter((pause) => pause > 0).toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 86_400;
  return instants.map(
    (_, i) =>
      0.8 *
      Math.min(usual, ...([pauses[i - 1], pauses[i]].filter((pause) => pause !== undefined && pause > 0) as number[])),
  );
}
