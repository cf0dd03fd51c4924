import type { UsageDataPoint } from '@omnicloud/domain/capacity-forecast';
export declare const NOW: Date;
export declare const CAPACITY_GB = 1200;
/** A year of storage, hour by hour: growth, weekdays, and a migration in July that added to it for good. */
export declare function sampleUsage(): readonly UsageDataPoint[];
