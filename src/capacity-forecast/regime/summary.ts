import type { RegimeSummary } from '../model/regime.js';
import { sortToMedian } from '../series/moments.js';
import { fitLine } from './stretches.js';

const DAY = 86_400;
/** The level next to a change is read from at least this many values. */
const MIN_NEAR_VALUES = 5;

/** A series with everything that describes one of its stretches. */
export interface DescribedSeries {
  /** Season taken out; NaN is a gap. */
  readonly rest: Float64Array;
  /** The season at its size of the time. */
  readonly season: Float64Array;
  readonly step: number;
  /** Samples in the longest cycle; 0 without a season. */
  readonly cycle: number;
}

/** The stretch before a change; its level is read next to its end. */
export function summarizeBefore(series: DescribedSeries, from: number, at: number): RegimeSummary {
  return summarize(series, from, at, Math.max(from, at - nearLength(series)), at);
}

/** The stretch after a change; its level is read next to its beginning. */
export function summarizeAfter(series: DescribedSeries, at: number, to: number): RegimeSummary {
  return summarize(series, at, to, at, Math.min(to, at + nearLength(series)));
}

const nearLength = ({ cycle }: DescribedSeries): number => Math.max(MIN_NEAR_VALUES, cycle);

function summarize(series: DescribedSeries, from: number, to: number, nearFrom: number, nearTo: number): RegimeSummary {
  const { rest, season, step } = series;
  const { slope, start } = fitLine(rest, from, to);
  let squares = 0;
  let seasonSquares = 0;
  let points = 0;
  for (let i = from; i < to; i++) {
    seasonSquares += season[i]! ** 2;
    if (Number.isNaN(rest[i]!)) continue;
    squares += (rest[i]! - start - slope * (i - from)) ** 2;
    points++;
  }
  return {
    level: sortToMedian(rest.subarray(nearFrom, nearTo).filter((v) => !Number.isNaN(v))),
    slopePerDay: (slope * DAY) / step,
    spread: Math.sqrt(squares / Math.max(1, points - 2)),
    seasonSpread: Math.sqrt(seasonSquares / Math.max(1, to - from)),
    points,
  };
}
