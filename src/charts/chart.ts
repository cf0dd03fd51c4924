import type { DriftSeverity } from '../drift/model/drift-record.js';
import { decode } from '../codec/decode.js';
import type * as t from '../codec/io-ts.js';

/** What a host may choose of any chart. */
export interface ChartSize {
  /** Pixels of the plot itself, axes and title not counted. Default 720. */
  readonly width?: number;
  /** Pixels of the plot itself. Default 280; bars that lie take what they need. */
  readonly height?: number;
}

/** The size to draw at; what is no number of pixels counts as not given. */
export function toPlotSize(size: unknown, height = 280): Required<ChartSize> {
  return { width: readSide(size, 'width') ?? 720, height: readSide(size, 'height') ?? height };
}

function readSide(size: unknown, side: keyof ChartSize): number | undefined {
  try {
    const asked: unknown = (size as ChartSize)[side];
    return typeof asked === 'number' && asked >= 40 && asked <= 20_000 ? asked : undefined;
  } catch {
    return undefined;
  }
}

/** Text and lines. */
const INK = '#1a1a1a';
/** What should be seen second. */
export const MUTED = '#6a6a6a';
/** What asks for attention: a limit, and the day on which it is reached. */
export const ALERT = '#9b2226';

// Shades that stay apart in black and white: nothing is told by hue alone. Their grey values are in the comments, 0
// is black.
/** A measured line, a bar that stands alone. */
export const DARK = '#12355b'; // 47
/** A range around a line, a bar that takes away. */
export const LIGHT = '#a9c4e0'; // 191
/** A bar that adds. */
export const STRONG = '#c2571a'; // 112

/** Severities of drift, the gravest darkest. */
export const SEVERITY_SHADES: Readonly<Record<DriftSeverity, string>> = {
  critical: '#7f1d1d',
  security: STRONG,
  functional: '#7fabd0',
  cosmetic: '#d5dde3',
}; // 58 112 162 219

/** About how many pixels a text is wide: nobody can measure it before it is drawn. */
export const getTextWidth = (text: string, fontSize = 11): number => text.length * fontSize * 0.56;

/**
 * What renderers without a canvas take for the width of a character: a title that is longer than the plot widens the
 * picture.
 */
const CHARACTER_WIDTH = 0.8;

/**
 * A text cut in its middle, so that it is about so many pixels wide: names differ at their ends as often as at their
 * starts.
 */
function shorten(text: string, width: number, fontSize: number): string {
  const most = Math.max(3, Math.floor(width / (CHARACTER_WIDTH * fontSize)));
  if (text.length <= most) return text;
  return `${text.slice(0, Math.ceil((most - 1) / 2))}…${text.slice(text.length - Math.floor((most - 1) / 2))}`;
}

/** A text in lines of about so many pixels, broken between words. */
function wrap(text: string, width: number, fontSize = 12): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== undefined && (line.length + 1 + word.length) * CHARACTER_WIDTH * fontSize <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

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
