export { dateOf, epochSeconds, secondsOf, type EpochSeconds } from './epoch-seconds.js';
export {
  intersection,
  overlapSeconds,
  period,
  span,
  spanOf,
  type Period,
  type PointInTime,
  type Span,
} from './period.js';
export { bucketContaining, bucketsOf, latestCompleteBuckets, type Granularity } from './buckets.js';
export { systemClock, type Clock } from './clock.js';
export { wallTime, zoneOf, type WallTime, type Zone } from './zone.js';
export { day, isoWeek, lastMonths, month } from './calendar.js';
