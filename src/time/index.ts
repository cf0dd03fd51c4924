export { epochToDate as dateOf, epochSeconds, toEpochSeconds, type EpochSeconds } from './epoch-seconds.js';
export {
  intersection,
  overlapSeconds,
  period,
  interval,
  toInterval,
  type Period,
  type PointInTime,
  type Interval,
} from './period.js';
export { getBucket, getBuckets, getLatestBuckets, type Granularity } from './buckets.js';
export { systemClock, type Clock } from './clock.js';
export { getWallTime, getZone, type WallTime, type Zone } from './zone.js';
export { day, isoWeek, lastMonths, month } from './calendar.js';
