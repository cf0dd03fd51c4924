import type { UsageDataPoint } from '@omnicloud/domain/capacity-forecast';
/** Reads `timestamp,value` rows; a timestamp is an ISO date or seconds since the epoch. */
export declare function readUsage(path: string): Promise<readonly UsageDataPoint[]>;
