import { decimalCodec, listOf, optional, record, text } from '../codec/index.js';
import { Decimal } from '../money/index.js';
import { formatAmount, formatWithCurrency } from './amount.js';
import { formatDays, instant } from './dates.js';
import { mergeSmallest, getBarsHeight, horizontalBars } from './lying-bars.js';
import { DARK, LIGHT } from './shades.js';
import { type ChartSize, toPlotSize } from './size.js';
import { type ChartSpecification, drawChart, emptyChart } from './specification.js';

/** One source of a tenant's cost: its own charges of a category, a share of a pool, an amortised reservation. */
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
      const from = new Decimal(0);
      return horizontalBars(
        title,
        subtitle,
        toPlotSize(size, getBarsHeight(parts.length)),
        currency,
        parts.map(({ name, amount }) => ({
          name,
          from,
          to: amount,
          label: formatAmount(amount),
          shade: amount.isNegative() ? LIGHT : DARK,
        })),
      );
    },
  );
}
