import { describe, expect, it } from 'vitest';
import { type CalendarCycle, visibleCycles } from '../../../src/capacity-forecast/seasonality/cycles.js';

const HOUR = 3600;
const DAY = 86_400;
const names = (cycles: ReadonlyArray<CalendarCycle>): string[] => cycles.map((c) => c.name);

describe('visibleCycles', () => {
  it.each([
    ['hourly for two weeks', HOUR, 14 * 24, ['daily', 'weekly']],
    ['hourly for thirteen days', HOUR, 13 * 24, ['daily']],
    ['daily for ninety days', DAY, 90, ['weekly', 'monthly']],
    ['daily for two years', DAY, 731, ['weekly', 'monthly', 'yearly']],
    ['monthly for four years', 30.44 * DAY, 48, ['yearly']],
    ['twice a day', DAY / 2, 60, ['weekly', 'monthly'].slice(0, 1)],
  ])('%s shows %j', (_, step, cells, expected) => {
    expect(names(visibleCycles(step, cells))).toEqual(expected);
  });
});

describe('phases', () => {
  const [daily, weekly, monthly] = visibleCycles(HOUR, 24 * 200) as [CalendarCycle, CalendarCycle, CalendarCycle];
  const at = (text: string): number => Date.parse(text) / 1000;

  it('start with the UTC day, with Monday and with the first of the month', () => {
    expect(daily.phase(at('2026-03-05T06:00:00Z'))).toBe(0.25);
    expect(weekly.phase(at('2026-03-02T00:00:00Z'))).toBe(0);
    expect(monthly.phase(at('2026-03-01T00:00:00Z'))).toBe(0);
  });

  it('put the middle of a short month in its middle', () => {
    expect(monthly.phase(at('2026-02-15T00:00:00Z'))).toBe(0.5);
    expect(monthly.phase(at('2026-07-16T12:00:00Z'))).toBe(0.5);
  });

  it('are positive before the epoch too', () => {
    expect(daily.phase(-DAY / 4)).toBe(0.75);
  });
});
