import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../src/prelude.js';
import { dailyAnomalies } from '../../../src/cost-allocation/anomalies/daily.js';
import { Decimal } from '../../../src/money/decimal.js';
import { normalSource } from '../../capacity-forecast/simulated-noise.js';

const START = Date.UTC(2024, 11, 15) / 1000;
const DAYS = 120;

/** A hundred a day with 5 % of noise, weekends at a half, growth of a tenth of a percent a day. */
function costs(change: (cost: number, day: number, date: Date) => number | null): (Decimal | null)[] {
  const normal = normalSource(42);
  return Array.from({ length: DAYS }, (_, day) => {
    const date = new Date((START + day * 86_400) * 1000);
    const weekend = date.getUTCDay() % 6 === 0 ? 0.5 : 1;
    const cost = change(100 * weekend * Math.exp(0.05 * normal() + 0.001 * day), day, date);
    return cost === null ? null : new Decimal(cost.toFixed(2));
  });
}
const flagged = (change: (cost: number, day: number, date: Date) => number | null) =>
  orThrow(dailyAnomalies({ start: START, costs: costs(change) }));

describe('dailyAnomalies', () => {
  it('is silent on weekends, growth, missing days and a fee on each first of the month', () => {
    const usual = flagged((c, day, date) => (day % 19 === 5 ? null : c + (date.getUTCDate() === 1 ? 80 : 0)));
    expect(usual).toEqual([]);
  });

  it('reports a spike on its day, with an excess that is exact', () => {
    const [spike, ...others] = flagged((c, day) => (day === 70 ? 2.5 * c : c));
    expect(others).toEqual([]);
    expect(spike).toMatchObject({ index: 70, kind: 'spike', day: START + 70 * 86_400 });
    expect(spike!.expected.plus(spike!.excess).equals(spike!.cost)).toBe(true);
    expect(spike!.excess.dividedBy(spike!.expected).toNumber()).toBeCloseTo(1.5, 0);
  });

  it('reports a lasting step once', () => {
    const [step, ...others] = flagged((c, day) => (day >= 70 ? 1.8 * c : c));
    expect(others).toEqual([]);
    expect(step!.index).toBe(70);
  });

  it('reports a leak that no single day shows, within three weeks', () => {
    const found = flagged((c, day) => c * Math.exp(0.035 * Math.max(0, day - 60)));
    expect(found[0]!.index).toBeGreaterThan(60);
    expect(found[0]!.index).toBeLessThanOrEqual(81);
  });

  it('judges each day from the days before it alone', () => {
    const all = costs((c, day) => (day === 70 || day === 100 ? 3 * c : c));
    const whole = orThrow(dailyAnomalies({ start: START, costs: all }));
    for (const length of [71, 90, 101]) {
      const early = orThrow(dailyAnomalies({ start: START, costs: all.slice(0, length) }));
      expect(early).toEqual(whole.filter((a) => a.index < length));
    }
  });

  it('leaves days alone whose bills are not settled', () => {
    const all = costs((c, day) => (day === DAYS - 1 ? 3 * c : c));
    expect(orThrow(dailyAnomalies({ start: START, costs: all }, { unsettledDays: 2 }))).toEqual([]);
    expect(orThrow(dailyAnomalies({ start: START, costs: all }))).toHaveLength(1);
  });

  it('judges nothing without history, and bears zero, credits and constant costs', () => {
    expect(orThrow(dailyAnomalies({ start: START, costs: [] }))).toEqual([]);
    expect(flagged((c, day) => (day % 9 === 0 ? -c : day % 10 === 0 ? 0 : c))).toEqual([]);
    const flat = Array.from({ length: 60 }, (_, day) => new Decimal(day === 50 ? 12 : 10));
    expect(orThrow(dailyAnomalies({ start: START, costs: flat }))).toEqual([]);
    const doubled = flat.with(50, new Decimal(20));
    expect(orThrow(dailyAnomalies({ start: START, costs: doubled })).map((a) => a.index)).toEqual([50]);
  });
});
