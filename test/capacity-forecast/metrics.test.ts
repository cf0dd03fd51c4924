import { describe, expect, expectTypeOf, it } from 'vitest';
import { type MetricFacts, METRICS } from '../../src/capacity-forecast/metrics.js';
import { RESOURCE_METRICS, type ResourceMetric } from '../../src/capacity-forecast/model/usage.js';

describe('METRICS', () => {
  it('has the facts of every metric, and of nothing else', () => {
    expect(Object.keys(METRICS).sort()).toEqual([...RESOURCE_METRICS].sort());
    expectTypeOf<keyof typeof METRICS>().toEqualTypeOf<ResourceMetric>();
  });

  it('does not compile without the facts of a member', () => {
    const { request_rate: _, ...incomplete } = METRICS;
    // @ts-expect-error request_rate is missing
    const table: Readonly<Record<ResourceMetric, MetricFacts>> = incomplete;
    expect(table).toBe(incomplete);
    // @ts-expect-error the bounds are missing
    const facts: MetricFacts = { kind: 'rate', unit: 'x', step: null, priceBasis: 'unit', aliases: [] };
    expect(facts.bounds).toBeUndefined();
  });

  it('keeps percentages from 0 to 100 and everything else from 0 up', () => {
    for (const { kind, bounds } of Object.values(METRICS))
      expect(bounds).toEqual(kind === 'percent' ? [0, 100] : [0, Infinity]);
  });

  it('has no alias twice, and none that is the name of another metric', () => {
    const names = RESOURCE_METRICS.flatMap((metric) => [metric, ...METRICS[metric].aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});
