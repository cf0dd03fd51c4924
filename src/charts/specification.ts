import { decode, type t } from '../codec/index.js';
import { toPlotSize } from './size.js';
import type { ChartSize } from './size.js';
import { MUTED, INK } from './shades.js';
import { shorten, wrap } from './text.js';

/** A Vega-Lite 6 specification: plain JSON, for notebooks, editors, web pages, or `vega-lite`'s own compiler. */
export interface ChartSpecification {
  /** The version of Vega-Lite that it is written for. */
  readonly $schema: string;
  /** Title and subtitle in one line, for those who hear the picture. */
  readonly description: string;
  /** What stands above the picture. The subtitle is a list of lines. */
  readonly title: { readonly text: string; readonly subtitle: readonly string[] };
  /** Data, marks and axes, as Vega-Lite names them. */
  readonly [field: string]: unknown;
}

/** A plot's size in pixels, both given. */
export type Plot = Required<ChartSize>;

/**
 * Draws what a caller gave. Input that cannot be read gives a chart that says why, in words: a page with five charts
 * should not lose four of them to the fifth.
 */
export function drawChart<A>(
  what: string,
  input: { readonly codec: t.Type<A, unknown>; readonly value: unknown },
  draw: (input: A) => ChartSpecification,
): ChartSpecification {
  const read = decode(input.codec, input.value, 'what should be drawn');
  return read._tag === 'Right' ? draw(read.right) : emptyChart(what, read.left.message, toPlotSize(undefined));
}

/** A chart without anything to draw: its title, and the reason where the picture would be. */
export function emptyChart(title: string, reason: string, plot: Plot): ChartSpecification {
  return createChart(
    title,
    '',
    { ...plot, height: 60 },
    {
      data: { values: [{ reason: wrap(reason, plot.width) }] },
      mark: { type: 'text', align: 'left', baseline: 'top', x: 0, y: 4, fontSize: 13 },
      encoding: { text: { field: 'reason' } },
    },
  );
}

/** The frame that all charts share: title, size, fonts and quiet axes. */
export function createChart(
  title: string,
  subtitle: string,
  plot: Plot,
  body: Readonly<Record<string, unknown>>,
): ChartSpecification {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: [title, subtitle].filter((line) => line !== '').join('; '),
    title: {
      text: shorten(title, plot.width + 50, 16),
      subtitle: subtitle === '' ? [] : wrap(subtitle, plot.width + 50),
    },
    ...plot,
    ...body,
    config: {
      background: 'white',
      font: 'Helvetica, Arial, sans-serif',
      view: { stroke: null },
      title: { anchor: 'start', fontSize: 16, color: INK, subtitleColor: MUTED, subtitleFontSize: 12, offset: 14 },
      axis: {
        labelColor: INK,
        titleColor: INK,
        labelFontSize: 11,
        titleFontSize: 12,
        titleFontWeight: 'normal',
        grid: false,
        domainColor: MUTED,
        tickColor: MUTED,
      },
      axisY: { grid: true, gridColor: '#e4e4e4', domain: false, ticks: false },
      legend: {
        title: null,
        labelColor: INK,
        labelFontSize: 11,
        orient: 'top',
        symbolSize: 120,
        columns: Math.max(1, Math.floor(plot.width / 90)),
      },
      text: { color: INK, fontSize: 11 },
    },
  };
}
