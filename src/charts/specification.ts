/** A Vega-Lite 6 specification: plain JSON, for notebooks, editors, web pages, or `vega-lite`'s own compiler. */
export interface ChartSpecification {
  readonly $schema: string;
  /** The subtitle is a list of lines. */
  readonly title: { readonly text: string; readonly subtitle: readonly string[] };
  readonly [field: string]: unknown;
}

/** What a host may choose of any chart. */
export interface ChartSize {
  /** Pixels of the plot itself, axes and title not counted. Default 720. */
  readonly width?: number;
  /** Pixels of the plot itself. Default 280. */
  readonly height?: number;
}

const INK = '#1a1a1a';
const FAINT = '#767676';

/**
 * Shades that stay apart in black and white, darkest first. Nothing is told by hue alone: lines differ in their dashes
 * too, and areas in lightness.
 */
export const SHADES = ['#12355b', '#3f7cac', '#8fb8de', '#c9d6df', '#6b705c', '#a5a58d'] as const;
export const ALERT = '#9b2226';

/** The frame that all charts share: title, size, fonts and quiet axes. */
export function chart(
  title: string,
  subtitle: string | readonly string[],
  size: ChartSize,
  body: Readonly<Record<string, unknown>>,
): ChartSpecification {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, subtitle: typeof subtitle === 'string' ? [subtitle] : subtitle },
    width: size.width ?? 720,
    height: size.height ?? 280,
    ...body,
    config: {
      background: 'white',
      font: 'Helvetica, Arial, sans-serif',
      view: { stroke: null },
      title: { anchor: 'start', fontSize: 16, color: INK, subtitleColor: FAINT, subtitleFontSize: 12, offset: 14 },
      axis: { labelColor: INK, titleColor: INK, labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', grid: false,
        domainColor: FAINT, tickColor: FAINT },
      axisY: { grid: true, gridColor: '#e4e4e4', domain: false, ticks: false },
      legend: { title: null, labelColor: INK, labelFontSize: 11, orient: 'top', symbolSize: 120 },
      text: { color: INK, fontSize: 11 },
    },
  };
}

/** A time axis in UTC. */
export const timeAxis = (format: string): object => ({ title: null, format, labelOverlap: true, tickCount: 8 });
export const utcScale = { type: 'utc' } as const;

/** Seconds since the epoch as Vega reads time: milliseconds. */
export const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** 2026-03-01, in UTC. */
export function day(seconds: number): string {
  return new Date(milliseconds(seconds)).toISOString().slice(0, 10);
}

/** `storage_used_gb` as a person reads it: its name and its unit. */
export function nameOfMetric(metric: string): { readonly name: string; readonly unit: string } {
  const known: Readonly<Record<string, readonly [string, string]>> = {
    cpu_utilization: ['CPU utilisation', '%'],
    memory_utilization: ['Memory utilisation', '%'],
    storage_used_gb: ['Storage used', 'GB'],
    network_bandwidth_mbps: ['Network bandwidth', 'Mbit/s'],
    instance_count: ['Instances', 'instances'],
    request_rate: ['Request rate', 'requests/s'],
  };
  const [name, unit] = known[metric] ?? [metric, ''];
  return { name, unit };
}
