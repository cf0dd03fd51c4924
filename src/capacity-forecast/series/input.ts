import { type ForecastError, unusableSeries } from '../../errors/forecast.js';
import { show } from '../../errors/show.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { countKnown, fillGaps } from './fill-gaps.js';
import { findMeasurementOutliers } from './misreadings.js';

/** A series as it came, made fit for arithmetic. */
export interface SeriesInput {
  readonly values: Float64Array;
  readonly missing: number;
  /** Values taken for errors of measurement, and filled in like missing ones. */
  readonly misread: number;
  /** The values are the caller's divided by this power of two; 1 unless they were huge or tiny. */
  readonly unit: number;
}

/**
 * Reads a series. A `Float64Array` without gaps is used as it stands, never copied. Values so large or so small that
 * their squares would leave the range of a double are divided by a power of two, which loses no digit.
 */
export function readSeries(raw: ArrayLike<number>, period: number | undefined): Either<ForecastError, SeriesInput> {
  const given = toFloat64(raw);
  const wanted = 'at least 2 finite numbers in a list';
  if (!given) return E.left(unusableSeries({ found: show(raw), expected: wanted }));
  const known = countKnown(given);
  const wrong = findMeasurementOutliers(given);
  const filled = fillGaps(removeAt(given, wrong), period);
  if (!filled) {
    return E.left(unusableSeries({ found: `${known} finite of ${given.length} values`, expected: wanted }));
  }
  const unit = scaleUnit(filled);
  const values = unit === 1 ? filled : filled.map((value) => value / unit);
  return E.right({ values, missing: given.length - known, misread: wrong.length, unit });
}

function removeAt(values: Float64Array, positions: readonly number[]): Float64Array {
  if (positions.length === 0) return values;
  const left = values.slice();
  for (const position of positions) left[position] = NaN;
  return left;
}

function toFloat64(raw: unknown): Float64Array | undefined {
  if (raw instanceof Float64Array) return raw;
  if (typeof raw !== 'object' || raw === null) return undefined;
  const length: unknown = (raw as { length?: unknown }).length;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > 2 ** 31) return undefined;
  const list = raw as ArrayLike<unknown>;
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = typeof list[i] === 'number' ? (list[i] as number) : NaN;
  return values;
}

function scaleUnit(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || (largest > 1e-60 && largest < 1e60)) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}
