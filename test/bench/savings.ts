/**
 * Reservations against hindsight: simulated demand years whose best reservation is known afterwards. How much more than
 * that the recommended one costs, and how often it beats buying none where reserving pays at all.
 *
 *   npm run bench:savings [-- --years 500 --seed 1]
 */
import { parseArgs } from 'node:util';
import type { ResourcePrice } from '../../src/capacity-forecast/index.js';
import { estimateSavings } from '../../src/capacity-forecast/savings.js';
import { Decimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { chance } from './simulated-growth.js';

const { values: given } = parseArgs({
  options: { years: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
/** Walks are shown, and left out of the sums: what is best for them is chance. */
const KINDS = ['steady', 'growing', 'seasonal', 'bursty', 'shrinking', 'walk'] as const;
const SUMMED = KINDS.length - 1;
const HOUR = 3_600;
const YEAR_HOURS = 8_760;
const START = 1_700_006_400;

/** Hourly demand in whole instances: a history, and the year after it. A season needs two years to be seen. */
function simulate(kind: (typeof KINDS)[number], seed: number): { history: number[]; future: number[] } {
  const { uniform, normal } = chance(seed);
  const past = (kind === 'seasonal' ? 730 : 180) * 24;
  const base = uniform(20, 200);
  const yearly = kind === 'growing' ? uniform(0.1, 1) : kind === 'shrinking' ? uniform(-0.5, -0.1) : 0;
  const daily = uniform(0.05, 0.4);
  const weekend = uniform(0, 0.3);
  const season = kind === 'seasonal' ? uniform(0.1, 0.4) : 0;
  const phase = uniform(0, 2 * Math.PI);
  const noise = uniform(0.02, 0.1);
  let burst = 0;
  let lasting = 0;
  let walked = 1;
  const demand = Array.from({ length: past + YEAR_HOURS }, (_, hour) => {
    const day = hour / 24;
    lasting = 0.98 * lasting + 0.2 * normal();
    if (kind === 'bursty' && burst <= 0 && uniform(0, 1) < 1 / 120) burst = uniform(2, 24);
    burst -= 1;
    if (kind === 'walk') walked = Math.max(0.05, walked + 0.004 * normal());
    const grown = base * (1 + yearly) ** ((hour - past) / YEAR_HOURS);
    const shape = 1 + daily * Math.sin((2 * Math.PI * (hour - 8)) / 24) - (Math.floor(day) % 7 >= 5 ? weekend : 0);
    const year = 1 + season * Math.sin((2 * Math.PI * day) / 365.25 + phase);
    return Math.max(0, Math.round(grown * shape * year * walked * (1 + noise * lasting) * (burst > 0 ? 1.8 : 1)));
  });
  return { history: demand.slice(0, past), future: demand.slice(past) };
}

/** What a year costs in on-demand hours, with so many units reserved at a share of the rate. */
function yearCost(future: readonly number[], units: number, share: number): number {
  return future.reduce((sum, use) => sum + Math.max(0, use - units), 0) + units * share * future.length;
}

/** The best in hindsight: demand exceeded in just the break-even share of the year's hours. */
function bestCost(future: readonly number[], share: number): number {
  const sorted = [...future].sort((a, b) => a - b);
  return yearCost(future, sorted[Math.min(sorted.length - 1, Math.floor((1 - share) * sorted.length))]!, share);
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const count = Math.floor(Number(given.years) / SUMMED);
const allExtra: number[] = [];
let paysAll = 0;
let beatsAll = 0;
for (const kind of KINDS) {
  const extra: number[] = [];
  let pays = 0;
  let beats = 0;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const seed = Number(given.seed) + 15_485 * i + 32_452 * KINDS.indexOf(kind);
    const { history, future } = simulate(kind, seed);
    const share = Number(
      chance(seed + 1)
        .uniform(0.45, 0.8)
        .toFixed(3),
    );
    const points = history.map((value, hour) => ({ timestamp: START + hour * HOUR, value }));
    const now = (START + history.length * HOUR) as EpochSeconds;
    const hourly = new Decimal(String(share));
    const price: ResourcePrice = {
      tenantId: 'bench',
      metric: 'instance_count',
      currency: 'USD',
      onDemandHourly: new Decimal(1),
      offers: [{ offerId: 'none', termMonths: 12, paymentOption: 'no_upfront', upfront: new Decimal(0), hourly }],
    };
    const savings = orThrow(estimateSavings({ price, points, now, termMonths: 12 }));
    const units = savings.recommendedReservedUnits;
    const cost = yearCost(future, units, share);
    const none = yearCost(future, 0, share);
    const best = bestCost(future, share);
    extra.push(cost / best - 1);
    if (none - cost >= savings.p10Savings.toNumber() - 0.01 * units * YEAR_HOURS) kept++;
    if (best < none) {
      pays++;
      if (cost < none) beats++;
    }
  }
  const worst = Math.max(...extra);
  console.log(
    `${kind.padEnd(12)} ${(100 * mean(extra)).toFixed(2).padStart(6)} % over the best, worst ${(100 * worst).toFixed(1)} %; beats none in ${beats} of ${pays}; p10 savings kept in ${((100 * kept) / count).toFixed(0)} % (aim: 90)`,
  );
  if (KINDS.indexOf(kind) >= SUMMED) continue;
  allExtra.push(...extra);
  paysAll += pays;
  beatsAll += beats;
}
console.log(
  `\n${allExtra.length} years: ${(100 * mean(allExtra)).toFixed(2)} % over the best in hindsight (aim: at most 3 %)`,
);
console.log(
  `beats buying none in ${((100 * beatsAll) / paysAll).toFixed(1)} % of the years in which reserving pays (aim: at least 95 %)`,
);
