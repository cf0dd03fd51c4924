import { describe, expect, it } from 'vitest';
import { findLastingCrossing } from '../../../src/capacity-forecast/exhaustion/project-exhaustion.js';
import { type ExhaustionInput, projectExhaustion } from '../../../src/capacity-forecast/index.js';
import { orThrow } from '../../../src/prelude.js';
import { at, DAY, HOUR, noisy, usage } from '../simulated-usage.js';

const project = (given: Partial<ExhaustionInput> & Pick<ExhaustionInput, 'points' | 'capacity'>) =>
  orThrow(projectExhaustion({ metric: 'request_rate', now: at(90), ...given }));
const days = (date: number | null): number => (date === null ? Infinity : (date - at(0)) / DAY);

describe('the first crossing that stays', () => {
  it('is interpolated between steps', () => {
    expect(findLastingCrossing([1, 2, 3, 4, 5], 2.5, 1)).toBe(1.5);
  });
  it('is not a single step above', () => {
    expect(findLastingCrossing([1, 9, 1, 1, 1, 3, 4, 5], 2, 1)).toBe(4.5);
  });
  it('is the first seasonal peak that comes again, though the path dips between', () => {
    const path = [1, 1, 3, 1, 1, 1, 3, 1, 1, 1, 3, 1, 1];
    expect(findLastingCrossing(path, 3, 4)).toBe(2);
    expect(findLastingCrossing(path, 3, 1)).toBeUndefined();
  });
  it('is at once where the path begins above, and never where it stays below', () => {
    expect(findLastingCrossing([5, 6, 7], 5, 1)).toBe(0);
    expect(findLastingCrossing([1, 2, 3], 5, 1)).toBeUndefined();
    expect(findLastingCrossing([], 5, 1)).toBeUndefined();
  });
});

describe('the projected exhaustion', () => {
  const line = noisy((day) => 100 + day, 2);
  it('of a straight line is where the line meets the capacity, P90 before P50', () => {
    const dates = project({ points: usage(90, line), capacity: 250 });
    expect(Math.abs(days(dates.p50Date) - 150)).toBeLessThan(6);
    expect(dates.p90Date!).toBeLessThanOrEqual(dates.p50Date!);
    expect(dates.p99Date!).toBeLessThanOrEqual(dates.p90Date!);
    expect(dates.p99Date!).toBeGreaterThan(at(120));
    expect(dates.probability).toBeGreaterThan(0.95);
  });
  it('of exponential growth is earlier than a straight line says', () => {
    const dates = project({
      points: usage(
        90,
        noisy((day) => 100 * 1.02 ** day, 0.5),
      ),
      capacity: 100 * 1.02 ** 150,
    });
    expect(Math.abs(days(dates.p50Date) - 150)).toBeLessThan(3);
  });
  it('never comes for flat usage far below', () => {
    const dates = project({
      points: usage(
        90,
        noisy(() => 10, 0.5),
      ),
      capacity: 1_000,
    });
    expect(dates).toMatchObject({ p50Date: null, p90Date: null, exhaustedNow: false });
    expect(dates.probability).toBeLessThan(0.01);
  });
  it('is now where usage is at the capacity already', () => {
    const dates = project({ points: usage(90, line), capacity: 150 });
    expect(dates).toMatchObject({
      exhaustedNow: true,
      p50Date: at(90),
      p90Date: at(90),
      p99Date: at(90),
      probability: 1,
    });
  });
  it('counts the usual peak of the day, not its mean', () => {
    const points = usage(
      90,
      noisy((day) => 100 + 0.5 * day + 30 * Math.sin(2 * Math.PI * day), 2),
      HOUR,
    );
    const peaks = days(project({ points, capacity: 180 }).p50Date);
    // The mean is there on day 160; a peak of about 1.25 times the mean around day 90.
    expect(peaks).toBeLessThan(115);
  });
  it('meets a daily peak that grows with the level on the day that the peak does', () => {
    const level = (day: number) => 100 + 0.5 * day;
    const points = usage(
      90,
      noisy((day) => level(day) * (1 + 0.4 * Math.sin(2 * Math.PI * day)), 1),
      HOUR,
    );
    // Shapes of logarithms are centered on the geometric mean, 4 % below the mean here: three weeks too early.
    expect(Math.abs(days(project({ points, capacity: 1.4 * level(200) }).p50Date) - 200)).toBeLessThan(8);
  });
  it('is not now because the last day is high, but where three in a row are', () => {
    const lastDays = (above: number) => usage(90, (day) => (day >= 90 - above ? 130 : 100 + 3 * Math.sin(1.7 * day)));
    expect(project({ points: lastDays(1), capacity: 125 }).exhaustedNow).toBe(false);
    expect(project({ points: lastDays(3), capacity: 125 })).toMatchObject({ exhaustedNow: true, p90Date: at(90) });
  });
  it('does not look beyond the horizon', () => {
    const points = usage(90, line);
    expect(project({ points, capacity: 250, horizonDays: 30 }).p90Date).toBeNull();
    expect(project({ points, capacity: 250, horizonDays: 80 }).p90Date).not.toBeNull();
  });
  it('never comes beyond what a percentage can be', () => {
    const points = usage(90, (day) => 40 + 0.5 * day);
    expect(project({ metric: 'cpu_utilization', points, capacity: 120 }).p90Date).toBeNull();
    expect(project({ metric: 'cpu_utilization', points, capacity: 95 }).p90Date).not.toBeNull();
  });
  it('reads points after now as if they were not there', () => {
    const all = usage(120, line);
    expect(project({ points: all, capacity: 250 })).toEqual(project({ points: all.slice(0, 91), capacity: 250 }));
  });
  it('follows a series to its latest regime', () => {
    const points = usage(
      90,
      noisy((day) => (day < 60 ? 500 : 100 + (day - 60)), 2),
    );
    const dates = project({ points, capacity: 200, regimeChanges: [{ timestamp: at(60), confidence: 1 }] });
    expect(Math.abs(days(dates.p50Date) - 160)).toBeLessThan(15);
  });
  it.each([0, -1, NaN, Infinity])('refuses a capacity of %s', (capacity) => {
    const outcome = projectExhaustion({ metric: 'request_rate', points: usage(90, line), now: at(90), capacity });
    expect(outcome).toMatchObject({ left: { _tag: 'InvalidForecastOption', option: 'currentCapacity' } });
  });
  it('of values that are all the same is never or now', () => {
    const points = usage(30, () => 5);
    expect(project({ points, now: at(30), capacity: 6 }).p90Date).toBeNull();
    expect(project({ points, now: at(30), capacity: 5 }).exhaustedNow).toBe(true);
  });
});
