import type { Decimal } from '../money/index.js';
import { forAxis, forLabel } from './money.js';
import { chart, day, milliseconds, SHADES, timeAxis } from './specification.js';
import type { ChartSize, ChartSpecification } from './specification.js';

/** What {@link costTrend} draws; the list that `getHistoricalCosts` answers fits as it is. */
export interface CostOfPeriod {
  readonly tenantId: string;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly breakdown: Readonly<Record<string, Decimal>>;
  readonly totalAllocated: Decimal;
}

/** A tenant's costs period by period, stacked by category, the total above each column. */
export function costTrend(
  history: ReadonlyArray<CostOfPeriod>,
  options: ChartSize & { readonly currency?: string } = {},
): ChartSpecification {
  const { currency = '' } = options;
  const values = history.flatMap((result) =>
    Object.entries(result.breakdown)
      .filter(([, amount]) => !amount.isZero())
      .map(([category, amount]) => ({ at: milliseconds(result.periodStart), category, amount: forAxis(amount) })),
  );
  const totals = history.map((result) => ({
    at: milliseconds(result.periodStart),
    total: forAxis(result.totalAllocated),
    label: forLabel(result.totalAllocated),
  }));
  const first = history[0];
  const last = history[history.length - 1];
  const subtitle = first === undefined || last === undefined
    ? 'no complete period'
    : `${currency === '' ? '' : `${currency}, `}by category, ${day(first.periodStart)} to ${day(last.periodEnd - 1)}`;
  const x = { field: 'at', type: 'ordinal', timeUnit: 'utcyearmonthdate', axis: { ...timeAxis('%e %b %Y'), labelAngle: 0 },
    scale: { paddingInner: 0.25 } };
  return chart(`Cost of ${first?.tenantId ?? 'the tenant'}`, subtitle, options, {
    layer: [
      { data: { values }, mark: { type: 'bar', stroke: 'white', strokeWidth: 0.5 },
        encoding: { x, y: { field: 'amount', type: 'quantitative', title: currency || null, stack: 'zero' },
          color: { field: 'category', type: 'nominal', scale: { range: [...SHADES] } } } },
      { data: { values: totals }, mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { x, y: { field: 'total', type: 'quantitative' }, text: { field: 'label' } } },
    ],
  });
}
