import type { RegimeChangeEvent, UsageDataPoint } from '../model/index.js';

export function regimeChangesOf(_points: ReadonlyArray<UsageDataPoint>, _sensitivity: number): ReadonlyArray<RegimeChangeEvent> {
  return [];
}
