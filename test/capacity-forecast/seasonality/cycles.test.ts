import { describe, expect, it } from 'vitest';
import {
  type CalendarCycle,
  createDesignMatrix,
  visibleCycles,
} from '../../../src/capacity-forecast/seasonality/cycles.js';

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

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const times = (step: number, count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i * step);
const matrix = (step: number, count: number) =>
  createDesignMatrix(times(step, count), step, visibleCycles(step, count));
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

describe('designMatrix', () => {
  it('begins with the polynomials of Legendre, one degree for each turn of the longest cycle', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    // Three weeks: constant, x, (3x² - 1) / 2, (5x³ - 3x) / 2 on [-1, 1].
    expect(blocks[0]!.from).toBe(4);
    expect(columns.slice(0, 4).map((c) => c[0])).toEqual([1, -1, 1, -1]);
    expect(columns.slice(0, 4).map((c) => c.at(-1))).toEqual([1, 1, 1, 1]);
    const x = columns[1]![100]!;
    expect(columns[2]![100]).toBeCloseTo((3 * x * x - 1) / 2, 12);
    expect(columns[3]![100]).toBeCloseTo((5 * x ** 3 - 3 * x) / 2, 12);
  });

  it('bends at most four times, and at least keeps a line', () => {
    expect(matrix(HOUR_SECONDS, 20 * 24 * 7).blocks[0]!.from).toBe(5);
    expect(matrix(HOUR_SECONDS, Math.ceil(1.95 * 24)).blocks[0]!.from).toBe(2);
  });

  it('gives each cycle a cosine and a sine for each harmonic, side by side', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    // Six harmonics of a day; of a week thirteen without the seventh, which is the day itself.
    expect(blocks.map((b) => [b.cycle.name, b.from, b.to])).toEqual([
      ['daily', 4, 16],
      ['weekly', 16, 40],
    ]);
    expect(columns).toHaveLength(40);
    expect(columns[4]![6]).toBeCloseTo(Math.cos(Math.PI / 2), 12);
    expect(columns[5]![6]).toBeCloseTo(Math.sin(Math.PI / 2), 12);
    expect(columns[7]![3]).toBeCloseTo(Math.sin(Math.PI / 2), 12);
  });

  it('keeps waves of whole cycles orthogonal to each other and to the constant', () => {
    const { columns, blocks } = matrix(HOUR_SECONDS, 21 * 24);
    const waves = columns.slice(blocks[0]!.from);
    waves.forEach((a, i) => {
      expect(dot(a, columns[0]!)).toBeCloseTo(0, 8);
      waves.slice(i + 1).forEach((b) => expect(dot(a, b)).toBeCloseTo(0, 8));
    });
  });

  it('leaves out harmonics that the sampling cannot tell apart', () => {
    // Every sixth hour shows the day itself, no multiple: half of four samples is the limit.
    const [daily] = matrix(6 * HOUR_SECONDS, 60).blocks;
    expect(daily!.to - daily!.from).toBe(2);
  });

  it('runs a month in parts of the month at hand', () => {
    const { columns, blocks } = matrix(DAY_SECONDS, 120);
    const monthly = blocks.find((b) => b.cycle.name === 'monthly')!;
    // 1 January, 1 February and 1 March 1970 all begin a cycle.
    for (const first of [0, 31, 59]) expect(columns[monthly.from]![first]).toBeCloseTo(1, 12);
  });
});
