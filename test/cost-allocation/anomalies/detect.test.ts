import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnomalyOptions, detectAnomalies } from '../../../src/cost-allocation/anomalies/detect.js';
import { CostAnomaly } from '../../../src/cost-allocation/model/anomaly.js';
import { Decimal } from '../../../src/money/decimal.js';
import { tTail } from '../../../src/stats/distributions.js';

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

/**
 * Share of normal periods on which a rule alarms, without simulating them: a rule that alarms beyond mean + c · deviation
 * of the history, whatever the history, does so where Student's t of n - 1 exceeds c / √(1 + 1 / n). Finds c by halving.
 */
function alarmShare(history: ReadonlyArray<number>, options: AnomalyOptions): number {
  const n = history.length;
  const mean = history.reduce((total, v) => total + v, 0) / n;
  const deviation = Math.sqrt(history.reduce((total, v) => total + (v - mean) ** 2, 0) / (n - 1));
  const periods = history.map((v) => new Decimal(v));
  let [silent, alarmed] = [0, 64];
  while (alarmed - silent > 1e-4) {
    const c = (silent + alarmed) / 2;
    const { anomalies } = detectAnomalies(new Decimal(mean + c * deviation), periods, options);
    if (anomalies.length > 0) alarmed = c;
    else silent = c;
  }
  return tTail(alarmed / Math.sqrt(1 + 1 / n), n - 1);
}

describe('false alarms on normal costs', () => {
  const histories = (n: number) => {
    const cost = fc.integer({ min: 100, max: 100_000 });
    return fc.array(cost, { minLength: n, maxLength: n }).filter((values) => new Set(values).size > 1);
  };

  it.each([
    [3, 0.1127],
    [6, 0.0616],
    [12, 0.0405],
  ])('the plain rule with %d periods of any costs raises one on a share of %d', (n, expected) => {
    fc.assert(
      fc.property(histories(n), (history) => {
        expect(alarmShare(history, tenant)).toBeCloseTo(expected, 3);
      }),
      { numRuns: 10 },
    );
  });

  it.each([3, 6, 12])('the calibrated rule with %d periods of any costs keeps its stated rate', (n) => {
    const rates = fc.double({ min: 0.01, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(histories(n), rates, (history, falseAlarmRate) => {
        const share = alarmShare(history, { ...tenant, mode: 'calibrated', falseAlarmRate });
        expect(share).toBeCloseTo(falseAlarmRate, 3);
      }),
      { numRuns: 10 },
    );
  });

  it('a rate that is none gives way to that of two deviations', () => {
    const check = (falseAlarmRate: number) =>
      detectAnomalies(d('300'), list('90', '100', '115'), { ...tenant, mode: 'calibrated', falseAlarmRate });
    expect(check(7)).toEqual(check(0.0227501319481792));
    expect(check(Number.NaN)).toEqual(check(0.0227501319481792));
  });
});
