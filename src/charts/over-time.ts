import { listOf, mapOf, optional, record } from '../codec/record.js';
import { count, decimalCodec, text } from '../codec/values.js';
import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from '../cost-allocation/model/cost-category.js';
import { Decimal } from '../money/decimal.js';
import {
  bandAxis,
  createValueAxis,
  formatAmount,
  formatDays,
  formatShort,
  getMagnitude,
  instant,
  timeAxis,
  toAxisNumber,
  toMilliseconds,
  utcScale,
} from './axes.js';
import {
  type ChartSize,
  type ChartSpecification,
  createChart,
  drawChart,
  emptyChart,
  getTextWidth,
  SEVERITY_SHADES,
  toPlotSize,
} from './chart.js';

/** What {@link costTrend} draws of one period; the list that `getHistoricalCosts` answers fits as it is. */
export interface CostOfPeriod {
  /** Whose cost it is; the title names the first. */
  readonly tenantId: string;
  /** Seconds since the epoch. */
  readonly periodStart: number;
  /** Seconds since the epoch, not in the period any more. */
  readonly periodEnd: number;
  /** Amounts by category; what is zero is left out. */
  readonly breakdown: Readonly<Record<string, Decimal>>;
  /** What the categories come to together. */
  readonly totalAllocated: Decimal;
}

const CostHistoryCodec = listOf(
  record<CostOfPeriod>('the cost of a period', {
    tenantId: text,
    periodStart: instant,
    periodEnd: instant,
    breakdown: mapOf(decimalCodec),
    totalAllocated: decimalCodec,
  }),
);

/**
 * A tenant's costs period by period, stacked by category, the total above each column. What is negative hangs below
 * zero. Input that cannot be read gives a chart that says so.
 */
export function costTrend(
  history: ReadonlyArray<CostOfPeriod>,
  options: ChartSize & { readonly currency?: string } = {},
): ChartSpecification {
  return drawChart('Cost by category', { codec: CostHistoryCodec, value: history }, (periods) => {
    const sorted = periods.toSorted((a, b) => a.periodStart - b.periodStart);
    const [first, last] = [sorted[0], sorted[sorted.length - 1]];
    if (first === undefined || last === undefined)
      return emptyChart('Cost by category', 'There is no complete period yet.', toPlotSize(options));
    const currency = readCurrency(options);
    const subtitle = [currency, formatDays(first.periodStart, last.periodEnd - 1)]
      .filter((part) => part !== '')
      .join(', ');
    return costColumns(`Cost of ${first.tenantId} by category`, subtitle, toPlotSize(options), currency, sorted);
  });
}

function costColumns(
  title: string,
  subtitle: string,
  asked: Required<ChartSize>,
  currency: string,
  history: readonly CostOfPeriod[],
): ChartSpecification {
  // A few periods make narrow columns, not wide ones.
  const plot = { ...asked, width: Math.min(asked.width, Math.max(240, 72 * history.length)) };
  const values = history.flatMap(({ periodStart, breakdown }) =>
    Object.entries(breakdown)
      .filter(([, amount]) => !amount.isZero())
      .map(([category, amount]) => ({
        at: toMilliseconds(periodStart),
        category,
        rank: getRank(category),
        amount: toAxisNumber(amount),
      })),
  );
  const band = plot.width / history.length;
  const totals = history.map(({ periodStart, breakdown }) => ({
    at: toMilliseconds(periodStart),
    top: toAxisNumber(
      Object.values(breakdown)
        .filter((amount) => amount.isPositive())
        .reduce((sum, amount) => sum.plus(amount), new Decimal(0)),
    ),
  }));
  const largest = Math.max(...totals.map(({ top }) => top), ...values.map(({ amount }) => Math.abs(amount)));
  const write = chooseLabel(history, band, getMagnitude(largest).factor);
  const labelled = totals.map((column, i) => ({ ...column, label: write(history[i]!.totalAllocated) }));
  const { title: unit, axis, scale } = createValueAxis(largest, currency, plot.height);
  const x = {
    field: 'at',
    type: 'ordinal',
    axis: bandAxis(
      totals.map(({ at }) => at),
      plot.width,
    ),
    scale: { paddingInner: band < 6 ? 0 : 0.25 },
  };
  const y = (field: string): object => ({ field, type: 'quantitative', title: unit, axis, scale });
  const domain = [...new Set(values.map(({ category }) => category))].toSorted(
    (a, b) => getRank(a) - getRank(b) || (a < b ? -1 : 1),
  );
  const range = domain.map(
    (category) => CATEGORY_FACTS[COST_CATEGORIES[getRank(category) % COST_CATEGORIES.length] as CostCategory].color,
  );
  return createChart(title, subtitle, plot, {
    layer: [
      {
        data: { values },
        mark: { type: 'bar', ...(band < 6 ? {} : { stroke: 'white', strokeWidth: 0.5 }) },
        encoding: {
          x,
          y: { ...y('amount'), stack: 'zero' },
          order: { field: 'rank' },
          color: {
            field: 'category',
            type: 'nominal',
            scale: { domain, range },
            legend: domain.length === 0 ? null : {},
          },
        },
      },
      {
        data: { values: labelled },
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { x, y: y('top'), text: { field: 'label' } },
      },
    ],
  });
}

/** How totals are written so that neighbours do not touch: exactly, roughly, or not at all. */
function chooseLabel(history: readonly CostOfPeriod[], band: number, factor: number): (total: Decimal) => string {
  const fits = (write: (total: Decimal) => string): boolean =>
    history.every(({ totalAllocated }) => getTextWidth(write(totalAllocated)) <= band);
  return [formatAmount, (total: Decimal) => formatShort(total, factor)].find(fits) ?? (() => '');
}

/** Categories keep their place and shade from chart to chart; one that is not known stands behind. */
function getRank(category: string): number {
  const rank = (COST_CATEGORIES as readonly string[]).indexOf(category);
  return rank < 0 ? COST_CATEGORIES.length : rank;
}

function readCurrency(options: unknown): string {
  try {
    const { currency } = options as { currency?: unknown };
    return typeof currency === 'string' ? currency : '';
  } catch {
    return '';
  }
}

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
    return driftColumns(`Drift of ${first.tenantId}`, subtitle, toPlotSize(size), sorted);
  });
}

function driftColumns(
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
