import { ALERT, chart, day, milliseconds, nameOfMetric, SHADES, timeAxis, utcScale } from './specification.js';
import type { ChartSize, ChartSpecification } from './specification.js';

/** What {@link forecastFan} draws; a `ForecastResult` fits `forecast` as it is. */
export interface ForecastFanInput {
  readonly forecast: {
    readonly tenantId: string;
    readonly metric: string;
    /** Seconds since the epoch and the expected value, oldest first. */
    readonly predictions: ReadonlyArray<readonly [number, number]>;
    readonly lowerBoundP10: ReadonlyArray<number>;
    readonly upperBoundP90: ReadonlyArray<number>;
    readonly modelType: string;
  };
  readonly history: ReadonlyArray<{ readonly timestamp: number; readonly value: number }>;
  readonly regimeChanges?: ReadonlyArray<{ readonly timestamp: number; readonly kind: string }>;
  /** What there is today, in the metric's unit: drawn as a line to be crossed. */
  readonly capacity?: number;
  /** When the P90 path crosses the capacity, in seconds since the epoch. */
  readonly exhaustion?: number | null;
}

/** A metric's past, its expected course and the range it will stay in nine times of ten on either side. */
export function forecastFan(input: ForecastFanInput, size: ChartSize = {}): ChartSpecification {
  const { forecast, history, regimeChanges = [], capacity, exhaustion } = input;
  const { name, unit } = nameOfMetric(forecast.metric);
  const last = history[history.length - 1];
  const reached = exhaustion === undefined || exhaustion === null ? [] : [`P90 reaches the capacity on ${day(exhaustion)}`];
  const subtitle = [
    `${unit === '' ? '' : `${unit}; `}history, expected course, and the range from P10 to P90`,
    [`model ${forecast.modelType}`, ...reached].join('; '),
  ];
  const fan = forecast.predictions.map(([at, value], i) => ({
    at: milliseconds(at), value, low: forecast.lowerBoundP10[i], high: forecast.upperBoundP90[i],
  }));
  // The fan opens at the last measurement, so that nothing hangs in the air.
  if (last !== undefined) {
    fan.unshift({ at: milliseconds(last.timestamp), value: last.value, low: last.value, high: last.value });
  }
  const past = history.map(({ timestamp, value }) => ({ at: milliseconds(timestamp), value }));
  const x = { field: 'at', type: 'temporal', scale: utcScale, axis: timeAxis('%e %b %Y') };
  const y = (field: string): object => ({ field, type: 'quantitative', title: unit, scale: { zero: capacity !== undefined } });
  return chart(`${name} of ${forecast.tenantId}`, subtitle, size, {
    layer: [
      { data: { values: fan }, mark: { type: 'area', color: SHADES[2], opacity: 0.7 },
        encoding: { x, y: y('low'), y2: { field: 'high' } } },
      { data: { values: past }, mark: { type: 'line', color: SHADES[0], strokeWidth: 1.5 }, encoding: { x, y: y('value') } },
      { data: { values: fan }, mark: { type: 'line', color: SHADES[0], strokeWidth: 2, strokeDash: [6, 3] },
        encoding: { x, y: y('value') } },
      ...regimeChanges.flatMap((change) => marker(change.timestamp, `${change.kind} change`, '#555555')),
      ...(capacity === undefined ? [] : capacityLine(capacity, unit)),
      ...(exhaustion === undefined || exhaustion === null ? [] : marker(exhaustion, 'P90 reaches capacity', ALERT)),
    ],
  });
}

function marker(at: number, label: string, color: string): readonly object[] {
  const values = [{ at: milliseconds(at), label: `${label}, ${day(at)}` }];
  const x = { field: 'at', type: 'temporal', scale: utcScale };
  return [
    { data: { values }, mark: { type: 'rule', color, strokeDash: [2, 3] }, encoding: { x } },
    { data: { values }, mark: { type: 'text', color, align: 'right', dx: -5, y: 8 },
      encoding: { x, text: { field: 'label' } } },
  ];
}

function capacityLine(capacity: number, unit: string): readonly object[] {
  const values = [{ capacity, label: `capacity ${capacity} ${unit}`.trim() }];
  const y = { field: 'capacity', type: 'quantitative' };
  return [
    { data: { values }, mark: { type: 'rule', color: ALERT, strokeWidth: 1.5 }, encoding: { y } },
    { data: { values }, mark: { type: 'text', color: ALERT, align: 'left', baseline: 'bottom', x: 4, dy: -3 },
      encoding: { y, text: { field: 'label' } } },
  ];
}
