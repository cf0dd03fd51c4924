import { listOf, optional, record } from '../codec/record.js';
import { decimalCodec, text } from '../codec/values.js';
import { Decimal } from '../money/decimal.js';
import {
  createValueAxis,
  formatAmount,
  formatDays,
  formatPercent,
  formatSigned,
  formatWithCurrency,
  instant,
  toAxisNumber,
} from './axes.js';
import {
  type ChartSize,
  type ChartSpecification,
  createChart,
  DARK,
  drawChart,
  emptyChart,
  getTextWidth,
  LIGHT,
  type Plot,
  STRONG,
  toPlotSize,
} from './chart.js';

/** One bar: its name, where it begins and ends, and what is written at its end. */
interface Bar {
  readonly name: string;
  readonly from: Decimal;
  readonly to: Decimal;
  readonly label: string;
  readonly shade: string;
}

const ROW = 28;

/** How high a plot of so many bars is, unless its host says otherwise. */
const getBarsHeight = (bars: number): number => ROW * bars + 12;

/** Bars that lie, one below the other in the order given, so that long names can be read; figures stand beside them. */
function drawBars(title: string, subtitle: string, plot: Plot, unit: string, bars: readonly Bar[]): ChartSpecification {
  const values = bars.map(({ name, from, to, label, shade }) => ({
    name,
    from: toAxisNumber(from),
    to: toAxisNumber(to),
    label,
    shade,
    left: Math.min(toAxisNumber(from), toAxisNumber(to)),
    right: Math.max(toAxisNumber(from), toAxisNumber(to)),
    falls: to.lt(from),
  }));
  const lowest = Math.min(0, ...values.map(({ left }) => left));
  const highest = Math.max(0, ...values.map(({ right }) => right));
  const { title: unitTitle, axis, scale } = createValueAxis(Math.max(highest, -lowest), unit, plot.width / 1.6);
  // Figures stand outside their bars, and the axis leaves them room.
  const room = (falls: boolean): number =>
    Math.max(0, ...values.filter((bar) => bar.falls === falls).map(({ label }) => getTextWidth(label) + 10));
  const perPixel = (highest - lowest) / Math.max(40, plot.width - room(false) - room(true));
  const domain = { domain: [lowest - room(true) * perPixel, highest + room(false) * perPixel], nice: false };
  const labelWidth = Math.max(110, Math.min(320, plot.width * 0.6));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: {
      grid: false,
      labelLimit: 0,
      labelExpr: `truncate(datum.label, ${Math.floor(labelWidth / getTextWidth('x'))}, 'center')`,
    },
  };
  const x = (field: string): object => ({
    field,
    type: 'quantitative',
    title: unitTitle,
    axis,
    scale: highest > lowest ? domain : scale,
  });
  const figures = (falls: boolean): object => ({
    transform: [{ filter: falls ? 'datum.falls' : '!datum.falls' }],
    mark: { type: 'text', align: falls ? 'right' : 'left', dx: falls ? -5 : 5 },
    encoding: { x: x(falls ? 'left' : 'right'), text: { field: 'label' } },
  });
  return createChart(title, subtitle, plot, {
    data: { values },
    encoding: { y },
    layer: [
      {
        mark: { type: 'bar', height: 18 },
        encoding: { x: x('from'), x2: { field: 'to' }, color: { field: 'shade', type: 'nominal', scale: null } },
      },
      {
        mark: { type: 'rule', color: '#6a6a6a' },
        encoding: { x: { datum: 0 }, y: { value: 0 }, y2: { value: plot.height } },
      },
      figures(false),
      figures(true),
    ],
  });
}

/** Bars under one name become one, and what is beyond `most` becomes one more, so that nothing is lost from sight. */
function mergeSmallest<A extends { readonly name: string; readonly amount: Decimal }>(
  most: number,
  parts: readonly A[],
): ReadonlyArray<{ readonly name: string; readonly amount: Decimal }> {
  const byName = new Map<string, Decimal>();
  for (const { name, amount } of parts) byName.set(name, byName.get(name)?.plus(amount) ?? amount);
  const merged = Array.from(byName, ([name, amount]) => ({ name, amount })).filter(({ amount }) => !amount.isZero());
  const bySize = merged.toSorted((a, b) => b.amount.abs().comparedTo(a.amount.abs()) || (a.name < b.name ? -1 : 1));
  if (bySize.length <= most) return bySize;
  const rest = bySize.slice(most - 1);
  const amount = rest.map((part) => part.amount).reduce((sum, part) => sum.plus(part));
  return [...bySize.slice(0, most - 1), { name: `${rest.length} more`, amount }];
}

/** One source of a tenant's cost: its own charges of a category, a share of a pool, an amortized reservation. */
export interface MoneySource {
  /** As it should be written beside its bar. */
  readonly source: string;
  /** What it comes to; negative for credits and refunds. */
  readonly amount: Decimal;
}

/** What {@link moneySources} draws. */
export interface MoneySourcesInput {
  /** Whose cost it is. */
  readonly tenantId: string;
  /** Seconds since the epoch. */
  readonly periodStart: number;
  /** Seconds since the epoch, not in the period any more. */
  readonly periodEnd: number;
  /** In any order; what is zero is left out, and of more than twenty the smallest become one bar. */
  readonly sources: ReadonlyArray<MoneySource>;
  /** What they come to together. */
  readonly total: Decimal;
  /** ISO 4217; it stands at the axis. */
  readonly currency?: string;
}

const SourcesCodec = record<MoneySourcesInput>('the sources of a cost', {
  tenantId: text,
  periodStart: instant,
  periodEnd: instant,
  sources: listOf(record<MoneySource>('a source', { source: text, amount: decimalCodec })),
  total: decimalCodec,
  currency: optional(text),
});

const MAX_BARS = 20;

/**
 * Where a tenant's money comes from: one bar a source, largest first, each with its exact figure, adding up to the
 * total. Input that cannot be read gives a chart that says so.
 */
export function moneySources(input: MoneySourcesInput, size: ChartSize = {}): ChartSpecification {
  return drawChart(
    'Cost by source',
    { codec: SourcesCodec, value: input },
    ({ tenantId, periodStart, periodEnd, sources, total, currency = '' }) => {
      const title = `Cost of ${tenantId} by source`;
      const subtitle = `${formatDays(periodStart, periodEnd - 1)}, ${formatWithCurrency(total, currency)} in all`;
      const parts = mergeSmallest(
        MAX_BARS,
        sources.map(({ source: name, amount }) => ({ name, amount })),
      ).toSorted((a, b) => b.amount.comparedTo(a.amount));
      if (parts.length === 0) return emptyChart(title, `${subtitle}: no cost`, toPlotSize(size));
      return drawBars(
        title,
        subtitle,
        toPlotSize(size, getBarsHeight(parts.length)),
        currency,
        parts.map(({ name, amount }) => ({
          name,
          from: ZERO,
          to: amount,
          label: formatAmount(amount),
          shade: amount.isNegative() ? LIGHT : DARK,
        })),
      );
    },
  );
}

/** What {@link anomalyCauses} draws: what was usual, what it is now, and why. A `CostAnomaly` fits as it is. */
export interface AnomalyCausesInput {
  /** Whose cost it is. */
  readonly tenantId: string;
  /** The usual cost. */
  readonly baselineMean: Decimal;
  /** The cost that stands out. */
  readonly currentCost: Decimal;
  /** How much it matters; it stands in the subtitle. */
  readonly severity: string;
  /** What made the cost change, as `detectCostAnomalies` finds it. */
  readonly suggestedCauses?: ReadonlyArray<{
    readonly kind: string;
    readonly subject: string;
    readonly amount: Decimal;
  }>;
  /** The same under names of your own; they stand before the suggested ones. */
  readonly causes?: ReadonlyArray<{ readonly cause: string; readonly amount: Decimal }>;
  /** ISO 4217; it stands at the axis. */
  readonly currency?: string;
}

const NamedCause = record<{ cause: string; amount: Decimal }>('a cause', { cause: text, amount: decimalCodec });
const SuggestedCause = record<{ kind: string; subject: string; amount: Decimal }>('a cause', {
  kind: text,
  subject: text,
  amount: decimalCodec,
});
const AnomalyCodec = record<AnomalyCausesInput>('a cost anomaly', {
  tenantId: text,
  baselineMean: decimalCodec,
  currentCost: decimalCodec,
  severity: text,
  suggestedCauses: optional(listOf(SuggestedCause)),
  causes: optional(listOf(NamedCause)),
  currency: optional(text),
});

const MAX_CAUSES = 12;

/**
 * An anomaly as steps that lead from the usual cost to the current one: a bar a cause, largest first, each from where
 * the one above it ended, and the whole change below them. What no cause explains has a bar of its own. Input that
 * cannot be read gives a chart that says so.
 */
export function anomalyCauses(input: AnomalyCausesInput, size: ChartSize = {}): ChartSpecification {
  return drawChart('Cost anomaly', { codec: AnomalyCodec, value: input }, (anomaly) => {
    const { tenantId, severity, currentCost, baselineMean, currency = '' } = anomaly;
    const increase = currentCost.minus(baselineMean);
    const title = `Cost anomaly of ${tenantId}`;
    const share =
      baselineMean.isPositive() && !baselineMean.isZero() ? ` (${formatPercent(increase, baselineMean)})` : '';
    const [cost, usual] = [currentCost, baselineMean].map((amount) => formatWithCurrency(amount, currency));
    const subtitle = `${severity}: ${cost} instead of ${usual}${share}`;
    const bars = toBars(anomaly, increase);
    if (bars.length === 0) return emptyChart(title, `${subtitle}: nothing changed`, toPlotSize(size));
    return drawBars(
      title,
      subtitle,
      toPlotSize(size, getBarsHeight(bars.length)),
      `${currency} against the usual cost`.trim(),
      bars,
    );
  });
}

function toBars({ causes = [], suggestedCauses = [] }: AnomalyCausesInput, increase: Decimal): readonly Bar[] {
  const named = [
    ...causes.map(({ cause: name, amount }) => ({ name, amount })),
    ...suggestedCauses.map(({ kind, subject, amount }) => ({
      name: [kind.replaceAll('_', ' '), subject].filter((part) => part !== '').join(': '),
      amount,
    })),
  ];
  const parts = mergeSmallest(MAX_CAUSES, named);
  const explained = parts.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  const all = [...parts, { name: 'not explained', amount: increase.minus(explained) }].filter(
    ({ amount }) => !amount.isZero(),
  );
  let reached = ZERO;
  const bars = all.map(({ name, amount }): Bar => {
    const from = reached;
    reached = reached.plus(amount);
    return { name, from, to: reached, label: formatSigned(amount), shade: amount.isNegative() ? LIGHT : STRONG };
  });
  return bars.length === 0
    ? []
    : [...bars, { name: 'in all', from: ZERO, to: increase, label: formatSigned(increase), shade: DARK }];
}

const ZERO = new Decimal(0);
