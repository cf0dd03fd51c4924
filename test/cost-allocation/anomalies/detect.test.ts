import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CostAnomaly } from '../../../src/cost-allocation/model/anomaly.js';
import { detectAnomalies } from '../../../src/cost-allocation/anomalies/detect.js';
import { Decimal } from '../../../src/money/index.js';
import { alarmRate } from '../simulated-costs.js';

const d = (text: string): Decimal => new Decimal(text);
const list = (...texts: string[]): Decimal[] => texts.map(d);
const tenant = { tenantId: 'acme' };
const alarms = (current: string, ...history: string[]): boolean =>
  detectAnomalies(d(current), list(...history), tenant).anomalies.length > 0;

describe('the plain rule', () => {
  it('is strict: exactly two deviations above the mean is no anomaly, the next digit is one', () => {
    // 90, 100, 110: mean 100, sample deviation exactly 10.
    expect(alarms('120', '90', '100', '110')).toBe(false);
    expect(alarms('120.000000000000000000000001', '90', '100', '110')).toBe(true);
  });

  it('takes the sample deviation: steady growth by equal steps is exactly two deviations, so it is silent', () => {
    expect(alarms('400', '100', '200', '300')).toBe(false);
    expect(alarms('400.01', '100', '200', '300')).toBe(true);
  });

  it('decides exactly where the mean has no end', () => {
    // 0, 0, 1: mean 1/3, deviation √(1/3); the threshold is 1/3 + 2/√3 = 1.48803387171...
    expect(alarms('1.488033871', '0', '0', '1')).toBe(false);
    expect(alarms('1.488033872', '0', '0', '1')).toBe(true);
  });

  it('tells what it found', () => {
    const { anomalies } = detectAnomalies(d('250.00'), list('90.00', '100.00', '110.00'), tenant);
    expect(anomalies).toHaveLength(1);
    const [anomaly] = anomalies;
    expect(anomaly).toMatchObject({ tenantId: 'acme', severity: 'critical', zScore: 15, relativeIncrease: 1.5 });
    expect(anomaly!.baselineMean.toFixed()).toBe('100');
    expect(anomaly!.baselineStdDev.toFixed()).toBe('10');
    expect(anomaly!.increase.toFixed()).toBe('150');
    expect(CostAnomaly.decode(CostAnomaly.encode(anomaly!))._tag).toBe('Right');
  });

  it('needs more than 1 % and one currency unit where the baseline never varied, and gives no z', () => {
    expect(alarms('101', '100', '100', '100')).toBe(false);
    expect(alarms('101.01', '100', '100', '100')).toBe(true);
    expect(alarms('1009', '1000', '1000')).toBe(false);
    expect(alarms('2', '1.50', '1.50')).toBe(false);
    expect(detectAnomalies(d('50'), list('0', '0'), tenant).anomalies[0]).toMatchObject({
      zScore: null,
      relativeIncrease: null,
      severity: 'critical',
    });
  });

  it('judges nothing before there are two periods, and says why', () => {
    expect(detectAnomalies(d('900'), [], tenant)).toEqual({
      anomalies: [],
      notJudged: 'a baseline needs 2 complete periods, there are 0',
    });
    expect(detectAnomalies(d('900'), list('1'), tenant).notJudged).toContain('there are 1');
  });

  it('does not depend on the order of the history, nor on the unit where it varied', () => {
    const cents = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 2, maxLength: 8 }), cents, (history, current) => {
        const at = (factor: string, values: number[]): Decimal[] => values.map((v) => d(String(v)).times(factor));
        const plain = detectAnomalies(d(String(current)), at('1', history), tenant);
        const mirrored = detectAnomalies(d(String(current)), at('1', [...history].reverse()), tenant);
        expect(mirrored).toEqual(plain);
        // A flat baseline has a floor of one currency unit, so there the unit does matter.
        const varied = new Set(history).size > 1;
        const dear = detectAnomalies(d(String(current)).times('1e30'), at('1e30', history), tenant);
        expect(varied ? dear.anomalies.length : plain.anomalies.length).toBe(plain.anomalies.length);
      }),
    );
  });
});

describe('false alarms on normal costs', () => {
  const normalCost = (normal: () => number): number => 1000 + 50 * normal();
  const rate = (n: number, mode: 'plain' | 'calibrated', falseAlarmRate?: number): number =>
    alarmRate(n, 4000, normalCost, (current, history) => {
      const options = { ...tenant, mode, ...(falseAlarmRate !== undefined && { falseAlarmRate }) };
      return detectAnomalies(current, history, options).anomalies.length > 0;
    });

  it.each([
    [3, 0.1127],
    [6, 0.062],
    [12, 0.04],
  ])('the plain rule with %d periods raises one on a share of about %d', (n, expected) => {
    expect(Math.abs(rate(n, 'plain') - expected)).toBeLessThan(0.015);
  });

  it.each([3, 6, 12])('the calibrated rule with %d periods keeps its stated rate within a tenth', (n) => {
    expect(Math.abs(rate(n, 'calibrated', 0.2) / 0.2 - 1)).toBeLessThan(0.1);
  });

  it('a rate that is none gives way to that of two deviations', () => {
    const check = (falseAlarmRate: number) =>
      detectAnomalies(d('300'), list('90', '100', '115'), { ...tenant, mode: 'calibrated', falseAlarmRate });
    expect(check(7)).toEqual(check(0.0227501319481792));
    expect(check(Number.NaN)).toEqual(check(0.0227501319481792));
  });
});
