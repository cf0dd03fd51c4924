import { type MetricFacts, METRICS } from '../capacity-forecast/metrics.js';
import { listOf, nullable, optional, record } from '../codec/record.js';
import { checked, finiteNumber, text } from '../codec/values.js';
import { createValueAxis, formatDay, getMagnitude, instant, timeAxis, toMilliseconds, utcScale } from './axes.js';
import {
  ALERT,
  type ChartSize,
  type ChartSpecification,
  createChart,
  DARK,
  drawChart,
  emptyChart,
  getTextWidth,
  LIGHT,
  MUTED,
  toPlotSize,
} from './chart.js';

/** An instant that deserves a line of its own: in milliseconds, with what is written above it. */
interface Marker {
  readonly at: number;
  readonly label: string;
  readonly color: string;
}

const LANES = 3;
const LANE_HEIGHT = 14;

/**
 * Dotted lines over the whole height, their labels above the plot in lanes, so that none covers another or the data.
 */
function markerLayers(
  markers: readonly Marker[],
  [start, end]: readonly [number, number],
  width: number,
): readonly object[] {
  const perPixel = Math.max(1, end - start) / width;
  const takenUpTo = Array.from({ length: LANES }, () => -Infinity);
  const within = markers.filter(({ at }) => at >= start && at <= end).toSorted((a, b) => a.at - b.at);
  return within.flatMap(({ at, label, color }) => {
    const line = (at - start) / perPixel;
    const wide = getTextWidth(label) + 8;
    const left = Math.min(line, width - wide);
    const lane = takenUpTo.findIndex((taken) => taken <= left);
    const x = { field: 'at', type: 'temporal', scale: utcScale };
    const rule = { data: { values: [{ at }] }, mark: { type: 'rule', color, strokeDash: [2, 3] }, encoding: { x } };
    // More than the lanes hold keep their line, and lose their label.
    if (lane < 0) return [rule];
    takenUpTo[lane] = left + wide;
    const y = -4 - LANE_HEIGHT * lane;
    const text = {
      type: 'text',
      color,
      align: left < line ? 'right' : 'left',
      dx: left < line ? 4 : -2,
      y,
      baseline: 'bottom',
    };
    return [rule, { data: { values: [{ at, label }] }, mark: text, encoding: { x, text: { field: 'label' } } }];
  });
}

/**
 * `storage_used_gb` as a person reads it: its name and its unit. A metric that the library does not know has its own.
 */
function getMetricLabel(metric: string): Pick<MetricFacts, 'label' | 'unit'> {
  const facts: Readonly<Record<string, MetricFacts>> = METRICS;
  return (Object.hasOwn(facts, metric) ? facts[metric] : undefined) ?? { label: metric, unit: '' };
}

/** A point of a line; null is a gap. */
interface LinePoint {
  readonly at: number;
  readonly value: number | null;
}

/**
 * The points that a line needs at this width: of those that fall into the same pixel the lowest, the highest and the
 * gaps. The picture stays the same, and a year of hours does not weigh a megabyte.
 */
export function thinLine(line: readonly LinePoint[], width: number): readonly LinePoint[] {
  const [first, last] = [line[0], line[line.length - 1]];
  if (first === undefined || last === undefined || line.length <= 3 * width) return line;
  const perPixel = (last.at - first.at) / width || 1;
  const columns = new Map<number, LinePoint[]>();
  for (const point of line) {
    const column = Math.floor((point.at - first.at) / perPixel);
    const points = columns.get(column);
    if (points === undefined) columns.set(column, [point]);
    else points.push(point);
  }
  return Array.from(columns.values(), extremes).flat();
}

function extremes(points: readonly LinePoint[]): readonly LinePoint[] {
  const measured = points.filter(({ value }) => value !== null);
  const lowest = measured.reduce((low, point) => (point.value! < low.value! ? point : low), measured[0]!);
  const highest = measured.reduce((high, point) => (point.value! > high.value! ? point : high), measured[0]!);
  const gap = points.find(({ value }) => value === null);
  return points.filter((point) => point === lowest || point === highest || point === gap);
}

/** What {@link forecastFan} draws; a `ForecastResult` fits `forecast` as it is. */
export interface ForecastFanInput {
  /** The expected course and its range, a value a step. */
  readonly forecast: {
    readonly tenantId: string;
    readonly metric: string;
    /** Seconds since the epoch and the expected value, oldest first. */
    readonly predictions: ReadonlyArray<readonly [number, number]>;
    /** One time in ten the value is below. */
    readonly lowerBoundP10: ReadonlyArray<number>;
    /** One time in ten the value is above. */
    readonly upperBoundP90: ReadonlyArray<number>;
    /** What made it; it stands in the subtitle. */
    readonly modelType: string;
  };
  /** Measurements in any order, timestamps in seconds since the epoch; a value that is not finite leaves a gap. */
  readonly history: ReadonlyArray<{ readonly timestamp: number; readonly value: number }>;
  /** Where the course changed for good: `detectRegimeChange`'s answer fits as it is. */
  readonly regimeChanges?: ReadonlyArray<{ readonly timestamp: number; readonly kind: string }>;
  /** What there is today, in the metric's unit: drawn as a line to be crossed. */
  readonly capacity?: number;
  /** When the P90 path crosses the capacity, in seconds since the epoch; null where it does not. */
  readonly exhaustion?: number | null;
}

const anyNumber = checked('a number', (value): value is number => typeof value === 'number');

/** Seconds since the epoch and a value. */
const step = checked(
  'a pair of seconds and value',
  (value): value is readonly [number, number] =>
    Array.isArray(value) && value.length === 2 && instant.is(value[0]) && finiteNumber.is(value[1]),
);

const ForecastFanCodec = record<ForecastFanInput>('a forecast and its history', {
  forecast: record<ForecastFanInput['forecast']>('a forecast', {
    tenantId: text,
    metric: text,
    predictions: listOf(step),
    lowerBoundP10: listOf(finiteNumber),
    upperBoundP90: listOf(finiteNumber),
    modelType: text,
  }),
  history: listOf(
    record<{ timestamp: number; value: number }>('a measurement', { timestamp: instant, value: anyNumber }),
  ),
  regimeChanges: optional(
    listOf(record<{ timestamp: number; kind: string }>('a regime change', { timestamp: instant, kind: text })),
  ),
  capacity: optional(finiteNumber),
  exhaustion: optional(nullable(instant)),
});

/**
 * A metric's past, its expected course, and the range from P10 to P90: one time in ten it ends up below, one time in
 * ten above. Input that cannot be read gives a chart that says so.
 */
export function forecastFan(input: ForecastFanInput, size: ChartSize = {}): ChartSpecification {
  return drawChart(
    'Forecast',
    { codec: ForecastFanCodec, value: input },
    ({ forecast, history, regimeChanges = [], capacity, exhaustion = null }) => {
      const plot = toPlotSize(size);
      const { label: name, unit } = getMetricLabel(forecast.metric);
      const title = `${name} of ${forecast.tenantId}`;
      const past = history
        .toSorted((a, b) => a.timestamp - b.timestamp)
        .map(({ timestamp, value }) => ({
          at: toMilliseconds(timestamp),
          value: Number.isFinite(value) ? value : null,
        }));
      const fan = fanOf(forecast, past);
      const instants = [...past, ...fan].map(({ at }) => at).toSorted((a, b) => a - b);
      const [start, end] = [instants[0], instants[instants.length - 1]];
      if (start === undefined || end === undefined)
        return emptyChart(title, 'There is no measurement and no forecast.', plot);

      const largest = Math.max(
        Math.abs(capacity ?? 0),
        ...past.map(({ value }) => Math.abs(value ?? 0)),
        ...fan.map(({ high, low }) => Math.max(Math.abs(high), Math.abs(low))),
      );
      const { title: unitTitle, axis, scale } = createValueAxis(largest, unit, plot.height);
      const x = {
        field: 'at',
        type: 'temporal',
        scale: { ...utcScale, domain: [start, end] },
        axis: timeAxis((end - start) / 1000, plot.width),
      };
      const y = (field: string): object => ({
        field,
        type: 'quantitative',
        title: unitTitle,
        axis,
        scale: { zero: capacity !== undefined, ...scale },
      });
      const markers: readonly Marker[] = [
        ...regimeChanges.map(({ timestamp, kind }) => ({
          at: toMilliseconds(timestamp),
          label: `${kind} change, ${formatDay(timestamp)}`,
          color: MUTED,
        })),
        ...(exhaustion === null
          ? []
          : [{ at: toMilliseconds(exhaustion), label: formatDay(exhaustion), color: ALERT }]),
      ];
      const reached = exhaustion === null ? '' : `; P90 reaches the capacity on ${formatDay(exhaustion)}`;
      const legend = 'history (line), expected course (dashes), range from P10 to P90 (band)';
      const subtitle = `${unit === '' ? '' : `${unit}: `}${legend}; model ${forecast.modelType}${reached}`;
      return createChart(title, subtitle, plot, {
        layer: [
          {
            data: { values: fan },
            mark: { type: 'area', color: LIGHT },
            encoding: { x, y: y('low'), y2: { field: 'high' } },
          },
          {
            data: { values: thinLine(past, plot.width) },
            mark: { type: 'line', color: DARK, strokeWidth: 1.2, invalid: 'break-paths-show-path-domains' },
            encoding: { x, y: y('value') },
          },
          {
            data: { values: fan },
            mark: { type: 'line', color: DARK, strokeWidth: 2, strokeDash: [6, 3] },
            encoding: { x, y: y('value') },
          },
          ...markerLayers(markers, [start, end], plot.width),
          ...(capacity === undefined ? [] : capacityLine(capacity, unit, capacity >= largest)),
        ],
      });
    },
  );
}

/** The forecast's steps, from the last measurement on, so that nothing hangs in the air. */
function fanOf(
  { predictions, lowerBoundP10, upperBoundP90 }: ForecastFanInput['forecast'],
  past: ReadonlyArray<{ at: number; value: number | null }>,
) {
  const steps = predictions.map(([at, value], i) => ({
    at: toMilliseconds(at),
    value,
    low: lowerBoundP10[i] ?? value,
    high: upperBoundP90[i] ?? value,
  }));
  const last = past[past.length - 1];
  if (steps.length === 0 || last === undefined || last.value === null) return steps;
  return [{ at: last.at, value: last.value, low: last.value, high: last.value }, ...steps];
}

/** Its label stands above it, or below where nothing in the picture is higher. */
function capacityLine(capacity: number, unit: string, highest: boolean): readonly object[] {
  const { factor, word } = getMagnitude(Math.abs(capacity));
  const figure = (capacity / factor).toLocaleString('en', { maximumSignificantDigits: 6 });
  const values = [{ capacity, label: ['capacity', figure, word, unit].filter((part) => part !== '').join(' ') }];
  const y = { field: 'capacity', type: 'quantitative' };
  const place = { align: 'left', x: 4, baseline: highest ? 'top' : 'bottom', dy: highest ? 4 : -3 };
  const text = { field: 'label' };
  return [
    { data: { values }, mark: { type: 'rule', color: ALERT, strokeWidth: 1.5 }, encoding: { y } },
    {
      data: { values },
      mark: { type: 'text', ...place, color: 'white', stroke: 'white', strokeWidth: 4 },
      encoding: { y, text },
    },
    { data: { values }, mark: { type: 'text', ...place, color: ALERT }, encoding: { y, text } },
  ];
}
