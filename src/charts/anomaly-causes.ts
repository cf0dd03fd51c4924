import { decimalCodec, listOf, optional, record, text } from '../codec/index.js';
import { Decimal } from '../money/index.js';
import { formatWithCurrency, formatPercent, formatSigned } from './amount.js';
import { mergeSmallest, type Bar, getBarsHeight, horizontalBars } from './lying-bars.js';
import { DARK, LIGHT, STRONG } from './shades.js';
import { type ChartSize, toPlotSize } from './size.js';
import { type ChartSpecification, drawChart, emptyChart } from './specification.js';

/** What {@link anomalyCauses} draws: what was usual, what it is now, and why. A `CostAnomaly` fits as it is. */
export interface AnomalyCausesInput {
  /** Whose cost it is. */
  readonly tenantId: string;
  /** The usual cost. */
  readonly baselineMean: Decimal;
  /** The cost that stands out. */
  readonly currentCost: Decimal;
  /** How grave it is; it stands in the subtitle. */
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

const AnomalyCodec = record<AnomalyCausesInput>('a cost anomaly', {
  tenantId: text,
  baselineMean: decimalCodec,
  currentCost: decimalCodec,
  severity: text,
  suggestedCauses: optional(
    listOf(
      record<{ kind: string; subject: string; amount: Decimal }>('a cause', {
        kind: text,
        subject: text,
        amount: decimalCodec,
      }),
    ),
  ),
  causes: optional(
    listOf(record<{ cause: string; amount: Decimal }>('a cause', { cause: text, amount: decimalCodec })),
  ),
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
    const subtitle = `${severity}: ${formatWithCurrency(currentCost, currency)} instead of ${formatWithCurrency(baselineMean, currency)}${share}`;
    const bars = toBars(anomaly, increase);
    if (bars.length === 0) return emptyChart(title, `${subtitle}: nothing changed`, toPlotSize(size));
    return horizontalBars(
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
