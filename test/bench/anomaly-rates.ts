/**
 * How often each rule alarms where nothing is wrong: `tsx test/bench/anomaly-rates.ts`. Normal, skewed (lognormal, σ
 * 0.5) and seasonal (±20 % over twelve periods) costs, with 3, 6 and 12 periods of history.
 */
import { detectAnomalies } from '../../src/cost-allocation/anomalies/detect.js';
import { alarmRate } from '../cost-allocation/simulated-costs.js';

const TRIALS = 20_000;
const costs = {
  normal: (normal: () => number) => 1000 + 50 * normal(),
  skewed: (normal: () => number) => 1000 * Math.exp(0.5 * normal()),
  seasonal: (normal: () => number, period: number) => 1000 + 50 * normal() + 200 * Math.sin((Math.PI * period) / 6),
};
const rules = [
  ['plain', { mode: 'plain' }],
  ['calibrated at 2.28 %', { mode: 'calibrated' }],
  ['calibrated at 5 %', { mode: 'calibrated', falseAlarmRate: 0.05 }],
] as const;

for (const [name, options] of rules) {
  for (const [kind, cost] of Object.entries(costs)) {
    const rates = [3, 6, 12].map((n) =>
      alarmRate(n, TRIALS, cost, (current, history) => {
        return detectAnomalies(current, history, { tenantId: 'any', ...options }).anomalies.length > 0;
      }),
    );
    console.log(`${name}, ${kind} costs: ${rates.map((r) => `${(100 * r).toFixed(2)} %`).join(', ')} (n = 3, 6, 12)`);
  }
}
