import type { Decimal } from '../money/index.js';
import { toAxisNumber } from './amount.js';
import { createChart, type ChartSpecification, type Plot } from './specification.js';
import { getTextWidth } from './text.js';
import { createValueAxis } from './value-axis.js';

/** One bar: its name, where it begins and ends, and what is written at its end. */
export interface Bar {
  readonly name: string;
  readonly from: Decimal;
  readonly to: Decimal;
  readonly label: string;
  readonly shade: string;
}

const ROW = 28;

/** How high a plot of so many bars is, unless its host says otherwise. */
export const getBarsHeight = (bars: number): number => ROW * bars + 12;

/** Bars that lie, one below the other in the order given, so that long names can be read; figures stand beside them. */
export function horizontalBars(
  title: string,
  subtitle: string,
  plot: Plot,
  unit: string,
  bars: readonly Bar[],
): ChartSpecification {
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
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: {
      grid: false,
      labelLimit: 0,
      labelExpr: `truncate(datum.label, ${Math.floor(Math.max(110, Math.min(320, plot.width * 0.6)) / getTextWidth('x'))}, 'center')`,
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
export function mergeSmallest<A extends { readonly name: string; readonly amount: Decimal }>(
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
