import { decimalCodec, listOf, optional, record, text } from '../codec/index.js';
import { Decimal } from '../money/index.js';
import { forLabel, inCurrency } from './amount.js';
import { days, instant } from './dates.js';
import { atMost, heightOf, lyingBars } from './lying-bars.js';
import { DARK, LIGHT } from './shades.js';
import { type ChartSize, pixels } from './size.js';
import { type ChartSpecification, drawn, nothingToDraw } from './specification.js';

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

const Input = record<MoneySourcesInput>('the sources of a cost', {
  tenantId: text,
  periodStart: instant,
  periodEnd: instant,
  sources: listOf(record<MoneySource>('a source', { source: text, amount: decimalCodec })),
  total: decimalCodec,
  currency: optional(text),
});

const MOST_BARS = 20;

/**
 * Where a tenant's money comes from: one bar a source, largest first, each with its exact figure, adding up to the
 * total. Input that cannot be read gives a chart that says so.
 */
export function moneySources(input: MoneySourcesInput, size: ChartSize = {}): ChartSpecification {
  return drawn(
    'Cost by source',
    { codec: Input, value: input },
    ({ tenantId, periodStart, periodEnd, sources, total, currency = '' }) => {
      const title = `Cost of ${tenantId} by source`;
      const subtitle = `${days(periodStart, periodEnd - 1)}, ${inCurrency(total, currency)} in all`;
      const parts = atMost(
        MOST_BARS,
        sources.map(({ source: name, amount }) => ({ name, amount })),
      ).toSorted((a, b) => b.amount.comparedTo(a.amount));
      if (parts.length === 0) return nothingToDraw(title, `${subtitle}: no cost`, pixels(size));
      const from = new Decimal(0);
      return lyingBars(
        title,
        subtitle,
        pixels(size, heightOf(parts.length)),
        currency,
        parts.map(({ name, amount }) => ({
          name,
          from,
          to: amount,
          label: forLabel(amount),
          shade: amount.isNegative() ? LIGHT : DARK,
        })),
      );
    },
  );
}
