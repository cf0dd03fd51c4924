import type { EpochSeconds } from '../../time/index.js';
import type { ForecastGranularity } from '../model/index.js';

/** UTC calendar buckets as whole numbers: neighbours differ by one, whatever their lengths. */
export interface BucketCalendar {
  indexOf(timestamp: number): number;
  startOf(index: number): EpochSeconds;
}

export const DAY = 86_400;
const HOUR = 3_600;
/** The epoch was a Thursday; ISO weeks start on Monday. */
const MONDAY = -3 * DAY;

/** The buckets of a granularity; the same as `bucketContaining` in UTC, without a Date a point. */
export function bucketCalendar(granularity: ForecastGranularity): BucketCalendar {
  switch (granularity) {
    case 'hourly':
      return evenCalendar(HOUR, 0);
    case 'daily':
      return evenCalendar(DAY, 0);
    case 'weekly':
      return evenCalendar(7 * DAY, MONDAY);
    case 'monthly':
      return MONTHS;
  }
}

function evenCalendar(length: number, origin: number): BucketCalendar {
  return {
    indexOf: (timestamp) => Math.floor((timestamp - origin) / length),
    startOf: (index) => (index * length + origin) as EpochSeconds,
  };
}

const MONTHS: BucketCalendar = {
  indexOf: (timestamp) => {
    const date = new Date(timestamp * 1000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
  startOf: (index) => {
    const date = new Date(0);
    // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
    date.setUTCFullYear(Math.floor(index / 12), index - 12 * Math.floor(index / 12), 1);
    return (date.getTime() / 1000) as EpochSeconds;
  },
};
