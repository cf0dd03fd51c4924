import type { UsageDataPoint } from '@omnicloud/domain/capacity-forecast';
import { normal, seeded } from '../random.js';

export const NOW = new Date('2026-11-01T00:00:00Z');
export const CAPACITY_GB = 1200;

/** A year of storage, hour by hour: growth, weekdays, and a migration in July that added to it for good. */
export function sampleUsage(): readonly UsageDataPoint[] {
  const random = seeded(20251101);
  const end = NOW.getTime() / 1000;
  const migration = Date.parse('2026-07-14T00:00:00Z') / 1000;
  return Array.from({ length: 365 * 24 }, (_, hour) => {
    const timestamp = end - (365 * 24 - hour) * 3600;
    const date = new Date(timestamp * 1000);
    const weekday = date.getUTCDay() % 6 === 0 ? -9 : 4;
    const daily = 6 * Math.sin((2 * Math.PI * (date.getUTCHours() - 8)) / 24);
    const level = 520 + hour / 24 + (timestamp >= migration ? 140 : 0);
    return { timestamp, value: Math.round((level + weekday + daily + 4 * normal(random)) * 100) / 100 };
  });
}
