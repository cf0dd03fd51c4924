import { insufficientHistory, type InsufficientHistory } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ResourceMetric } from '../model/index.js';
import { DAY } from './calendar.js';
import type { Measurements } from './measurements.js';

/** No forecast rests on less than this. */
export const MIN_HISTORY_DAYS = 14;

/**
 * How many days measurements cover: every gap counts up to a day (or one and a half times the usual gap, where samples
 * are rarer than that), and each measurement stands for the usual gap after it. 14 daily samples are 14 days.
 */
export function historyDays({ times, spacing }: Measurements): number {
  const longest = Math.max(DAY, 1.5 * spacing);
  let covered = times.length === 0 ? 0 : Math.min(spacing, longest);
  for (let i = 1; i < times.length; i++) covered += Math.min(times[i]! - times[i - 1]!, longest);
  return covered / DAY;
}

/** Refuses less than 14 days, half a sample's worth of jitter allowed. */
export function checkHistory(
  metric: ResourceMetric,
  measured: Measurements,
): Either<InsufficientHistory, Measurements> {
  const days = historyDays(measured);
  const jitter = Math.min(measured.spacing, DAY) / 2 / DAY;
  if (days > MIN_HISTORY_DAYS - jitter && measured.times.length >= 3) return E.right(measured);
  const shown = Math.floor(days * 100) / 100;
  return E.left(
    insufficientHistory({ metric, days: shown, neededDays: MIN_HISTORY_DAYS, points: measured.times.length }),
  );
}
