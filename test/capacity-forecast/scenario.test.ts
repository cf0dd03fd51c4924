import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.js';
import { type ForecastResult, WhatIfScenario } from '../../src/capacity-forecast/index.js';
import { E, orThrow } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';
import {
  activeShare,
  applyScenario,
  constantDemand,
  movedDemand,
  parseAmounts,
  toScenarioPlan,
} from '../../src/capacity-forecast/scenario.js';
import { at, DAY } from './simulated-usage.js';

const baseline: ForecastResult = {
  forecastId: 'f',
  tenantId: 'acme',
  metric: 'request_rate',
  granularity: 'daily',
  predictions: [
    [at(0), 100],
    [at(1), 110],
  ],
  lowerBoundP10: [90, 95],
  upperBoundP90: [110, 130],
  quantiles: { '0.1': [90, 95], '0.5': [100, 110], '0.9': [110, 130] },
  modelType: 'theta',
  seasonalityDetected: 'none',
  confidenceScore: 0.9,
  generatedAt: at(0),
};
const nothing = { removed: [], factors: [], additions: [] };
const addition = { amount: 50, uncertainty: 0, dependence: 'own', at: -Infinity, rampDays: 0 } as const;
const values = ({ predictions }: ForecastResult): number[] => predictions.map(([, value]) => value);

describe('a scenario', () => {
  it('that changes nothing is the baseline, bit for bit', () => {
    expect(applyScenario(baseline, nothing)).toBe(baseline);
    expect(applyScenario(baseline, { ...nothing, additions: [{ ...addition, amount: 0 }] })).toBe(baseline);
  });
  it('multiplies level and uncertainty', () => {
    const doubled = applyScenario(baseline, {
      ...nothing,
      factors: [{ factor: 2, at: -Infinity, until: Infinity, rampDays: 0 }],
    });
    expect(values(doubled)).toEqual([200, 220]);
    expect(doubled.lowerBoundP10).toEqual([180, 190]);
    expect(doubled.upperBoundP90).toEqual([220, 260]);
  });
  it('adds a workload of known size without making the forecast less sure', () => {
    const more = applyScenario(baseline, { ...nothing, additions: [addition] });
    expect(values(more)).toEqual([150, 160]);
    expect(more.upperBoundP90).toEqual([160, 180]);
  });
  it('adds the variance of a workload of its own, and the width of one that traffic drives', () => {
    const z = 1.2815515655446004;
    const own = applyScenario(baseline, { ...nothing, additions: [{ ...addition, uncertainty: 0.2 }] });
    expect(own.upperBoundP90[0]).toBeCloseTo(150 + Math.hypot(10, 10 * z), 6);
    const driven = applyScenario(baseline, {
      ...nothing,
      additions: [{ ...addition, uncertainty: 0.2, dependence: 'traffic' }],
    });
    expect(driven.upperBoundP90[0]).toBeCloseTo(150 + 10 + 10 * z, 6);
    expect(driven.lowerBoundP10[0]).toBeCloseTo(150 - 10 - 10 * z, 6);
  });
  it('starts a workload at its instant and lets it grow', () => {
    const later = applyScenario(baseline, { ...nothing, additions: [{ ...addition, at: at(1) }] });
    expect(values(later)).toEqual([100, 160]);
    const ramped = applyScenario(baseline, { ...nothing, additions: [{ ...addition, at: at(0), rampDays: 2 }] });
    expect(values(ramped)[0]).toBeCloseTo(100 + 50 * 0.25, 9);
    expect(values(ramped)[1]).toBeCloseTo(110 + 50 * 0.75, 9);
  });
  it('takes a workload out, never below zero', () => {
    const part = (level: number) => ({ demand: constantDemand(level, 0, baseline), at: -Infinity });
    expect(values(applyScenario(baseline, { ...nothing, removed: [part(30)] }))).toEqual([70, 80]);
    const gone = applyScenario(baseline, { ...nothing, removed: [part(500)] });
    expect(values(gone)).toEqual([0, 0]);
    expect(gone.lowerBoundP10).toEqual([0, 0]);
  });
  it('keeps what stays at least as unsure, for its size, as the whole was', () => {
    const part = { demand: constantDemand(50, 0.2, baseline), at: -Infinity };
    const rest = applyScenario(baseline, { ...nothing, removed: [part] });
    expect(rest.upperBoundP90[0]! - 50).toBeGreaterThanOrEqual(5);
  });
  it('takes out first, multiplies what is left, and adds last', () => {
    const part = { demand: constantDemand(20, 0, baseline), at: -Infinity };
    expect(
      values(
        applyScenario(baseline, {
          removed: [part],
          factors: [{ factor: 2, at: -Infinity, until: Infinity, rampDays: 0 }],
          additions: [addition],
        }),
      ),
    ).toEqual([210, 230]);
  });
  it('keeps a percentage within 100', () => {
    const cpu = applyScenario(
      { ...baseline, metric: 'cpu_utilization' },
      { ...nothing, factors: [{ factor: 2, at: -Infinity, until: Infinity, rampDays: 0 }] },
    );
    expect(values(cpu)).toEqual([100, 100]);
  });
});

describe('a plan', () => {
  it('takes a workload that goes twice out at the earlier instant', () => {
    const plan = toScenarioPlan({
      removeWorkloadId: ['a'],
      retirements: [
        { workloadId: 'a', at: at(3) },
        { workloadId: 'b', at: at(4) },
      ],
    });
    expect(plan).toMatchObject({
      right: {
        removals: [
          { workloadId: 'a', at: -Infinity },
          { workloadId: 'b', at: at(4) },
        ],
      },
    });
  });
  it('reads the short names of metrics and refuses others', () => {
    expect(parseAmounts({ cpu: 100, memory_gb: 500 })).toMatchObject({
      right: new Map([
        ['cpu_utilization', 100],
        ['memory_utilization', 500],
      ]),
    });
    expect(parseAmounts({ gpus: 3 })).toMatchObject({ left: { _tag: 'InvalidForecastOption', value: 'gpus' } });
    expect(parseAmounts(JSON.parse('{"__proto__": 3}') as Record<string, number>)).toMatchObject({
      left: { value: '__proto__' },
    });
  });
  it('runs a workload for the share of a step that it is there', () => {
    expect(activeShare(0, DAY, DAY / 4, 0)).toBe(0.75);
    expect(activeShare(0, DAY, -Infinity, 5)).toBe(1);
    expect(activeShare(0, DAY, 2 * DAY, 0)).toBe(0);
  });
});

describe('changes of traffic with dates', () => {
  const plan = (given: object) => toScenarioPlan(orThrow(decode(WhatIfScenario, given, 'the scenario')));
  const hours: ForecastResult = {
    ...baseline,
    granularity: 'hourly',
    predictions: [0, 1, 2, 3].map((h) => [(h * 3_600) as EpochSeconds, 100] as const),
    lowerBoundP10: [90, 90, 90, 90],
    upperBoundP90: [110, 110, 110, 110],
    quantiles: { '0.1': [90, 90, 90, 90], '0.5': [100, 100, 100, 100], '0.9': [110, 110, 110, 110] },
  };
  const under = (given: object): ForecastResult =>
    applyScenario(hours, { removed: [], factors: orThrow(plan(given)).factors, additions: [] });

  it('multiply the hours that they cover, and leave every other one as it is', () => {
    const made = under({
      traffic_changes: [
        { factor: 1.5, at: 3_600, until: 10_800 },
        { factor: 2, at: 7_200 },
      ],
    });
    expect(made.predictions.map(([, value]) => value)).toEqual([100, 150, 300, 200]);
    expect(made.upperBoundP90).toEqual([110, 165, 330, 220]);
  });

  it('grow evenly over their ramp', () => {
    const made = under({ trafficChanges: [{ factor: 2, at: 0, rampDays: 4 / 24 }] });
    expect(made.predictions.map(([, value]) => value)).toEqual([112.5, 137.5, 162.5, 187.5]);
  });

  it.each([
    [{ trafficMultipler: 2 }, 'trafficMultipler'],
    [{ traffic_multiplier: 2, at: 5 }, 'at'],
    [{ launches: [{ workload: { cpu: 1 }, ramp_dais: 3 }] }, 'ramp_dais'],
    [{ traffic_changes: [{ factor: 2, form: 3 }] }, 'form'],
  ])('refuse a field that they do not know: %o', (given, name) => {
    const read = decode(WhatIfScenario, given, 'the scenario');
    expect(E.isLeft(read) && read.left.message).toContain(name);
  });
});

describe('a migration', () => {
  const other: ForecastResult = {
    ...baseline,
    tenantId: 'other',
    predictions: [
      [at(0), 20],
      [at(1), 70],
    ],
  };
  const whole = { mean: values(baseline), quantiles: baseline.quantiles };
  it.each([
    ['whole', 30, { at: -Infinity }],
    ['of more than there is', 500, { at: -Infinity }],
    ['over two days', 30, { at: at(0), rampDays: 2 }],
    ['of more than there is, over two days', 500, { at: at(0), rampDays: 2 }],
  ])('%s takes from one what it brings to the other: both add up to what they were', (_, size, when) => {
    const part = constantDemand(size, 0.1, baseline);
    const left = applyScenario(baseline, { ...nothing, removed: [{ demand: part, ...when }] });
    const moved = movedDemand(part, whole, 1);
    const got = applyScenario(other, { ...nothing, arriving: [{ demand: moved, ...when }] });
    expect(values(left)[0]!).toBeLessThan(100);
    for (const h of [0, 1])
      expect(values(left)[h]! + values(got)[h]!).toBeCloseTo(values(baseline)[h]! + values(other)[h]!, 9);
  });
  it('counts a percentage in units of where it arrives', () => {
    expect(movedDemand(constantDemand(30, 0, baseline), whole, 0.5).mean).toEqual([15, 15]);
  });
  it('is read as what leaves and what arrives; one side must be named', () => {
    const migrations = [
      { workloadId: 'a', toTenantId: 'other', at: at(3), rampDays: 2 },
      { workloadId: 'b', fromTenantId: 'other' },
    ];
    const plan = toScenarioPlan({ migrations });
    expect(orThrow(plan)).toMatchObject({
      removals: [{ workloadId: 'a', at: at(3), rampDays: 2 }],
      arrivals: [{ workloadId: 'b', fromTenantId: 'other', at: -Infinity, rampDays: 0 }],
    });
    const read = (migration: object) => decode(WhatIfScenario, { migrations: [migration] }, 'the scenario');
    expect(E.isRight(read({ workload_id: 'a', to_tenant_id: 'other' }))).toBe(true);
    for (const wrong of [
      { workloadId: 'a' },
      { workloadId: 'a', toTenantId: 'x', fromTenantId: 'y' },
      { workloadId: 'a', totenant: 'x' },
    ])
      expect(E.isLeft(read(wrong))).toBe(true);
  });
});

describe('a launch', () => {
  it('in the shape of a reference has its amount on average and its form', () => {
    const reference = { mean: [30, 10], quantiles: {} };
    const launched = applyScenario(baseline, { ...nothing, additions: [{ ...addition, reference }] });
    expect(values(launched)).toEqual([175, 135]);
  });
});
