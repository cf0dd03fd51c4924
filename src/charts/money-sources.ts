import type { Decimal } from '../money/index.js';
import { forAxis, forLabel } from './money.js';
import { chart, day, SHADES } from './specification.js';
import type { ChartSize, ChartSpecification } from './specification.js';

/** One source of a tenant's cost: its own charges of a category, a share of a pool, an amortised reservation. */
export interface MoneySource {
  readonly source: string;
  readonly amount: Decimal;
}

/** What {@link moneySources} draws. */
export interface MoneySourcesInput {
  readonly tenantId: string;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly sources: ReadonlyArray<MoneySource>;
  readonly total: Decimal;
  readonly currency?: string;
}

/** Where a tenant's money comes from: one bar a source, largest first, each with its exact figure, adding up to the total. */
export function moneySources(input: MoneySourcesInput, size: ChartSize = {}): ChartSpecification {
  const { currency = '' } = input;
  const values = input.sources
    .filter(({ amount }) => !amount.isZero())
    .toSorted((a, b) => b.amount.comparedTo(a.amount) || (a.source < b.source ? -1 : 1))
    .map(({ source, amount }) => ({ source, amount: forAxis(amount), label: forLabel(amount) }));
  const y = { field: 'source', type: 'nominal', sort: null, title: null, axis: { labelLimit: 320, grid: false } };
  const x = { field: 'amount', type: 'quantitative', title: currency || null };
  const subtitle = `${day(input.periodStart)} to ${day(input.periodEnd - 1)}, ${forLabel(input.total)} ${currency} in all`.trim();
  return chart(`Where the cost of ${input.tenantId} comes from`, subtitle, { height: 28 * values.length + 12, ...size }, {
    data: { values },
    encoding: { y },
    layer: [
      { mark: { type: 'bar', color: SHADES[1], height: 18 }, encoding: { x } },
      { mark: { type: 'text', align: 'left', dx: 5 }, encoding: { x, text: { field: 'label' } } },
    ],
  });
}
