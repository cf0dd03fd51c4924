import { listOf, mapOf, record } from '../codec/record.js';
import { decimalCodec, text } from '../codec/values.js';
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
  toAxisNumber,
  toMilliseconds,
} from './axes.js';
import {
  type ChartSize,
  type ChartSpecification,
  createChart,
  drawChart,
  emptyChart,
  getTextWidth,
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
    return columns(`Cost of ${first.tenantId} by category`, subtitle, toPlotSize(options), currency, sorted);
  });
}

function columns(
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
