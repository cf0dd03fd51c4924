import { describe, expect, it } from 'vitest';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { anomalyCauses, costTrend, driftOverTime, forecastFan, moneySources } from '../../src/charts/index.js';
import type { ChartSpecification } from '../../src/charts/index.js';
import { Decimal } from '../../src/money/index.js';

const OCTOBER = Date.UTC(2026, 9, 1) / 1000;
const DAY = 86_400;
const amount = (text: string): Decimal => new Decimal(text);

/** Compiles as a notebook would, refusing every warning, and gives the picture back. */
async function draw(specification: ChartSpecification): Promise<string> {
  const complaints: string[] = [];
  const complain = (...text: readonly unknown[]): never => {
    complaints.push(text.join(' '));
    return undefined as never;
  };
  const logger = { level: () => logger, error: complain, warn: complain, info: () => logger, debug: () => logger } as never;
  const { spec } = compile(structuredClone(specification) as unknown as TopLevelSpec, { logger });
  const svg = await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
  expect(complaints).toEqual([]);
  return svg;
}

const fan = forecastFan({
  forecast: {
    tenantId: 'acme',
    metric: 'storage_used_gb',
    predictions: [[OCTOBER + DAY, 810], [OCTOBER + 2 * DAY, 820]],
    lowerBoundP10: [800, 790],
    upperBoundP90: [820, 850],
    modelType: 'ensemble',
  },
  history: [{ timestamp: OCTOBER - DAY, value: 790 }, { timestamp: OCTOBER, value: 800 }],
  regimeChanges: [{ timestamp: OCTOBER - DAY, kind: 'level' }],
  capacity: 840,
  exhaustion: OCTOBER + 1.5 * DAY,
});

const trend = costTrend(
  [{
    tenantId: 'acme',
    periodStart: OCTOBER,
    periodEnd: OCTOBER + 31 * DAY,
    breakdown: { compute: amount('1000.25'), storage: amount('0') },
    totalAllocated: amount('1000.25'),
  }],
  { currency: 'EUR' },
);

const sources = moneySources({
  tenantId: 'acme',
  periodStart: OCTOBER,
  periodEnd: OCTOBER + 31 * DAY,
  sources: [{ source: 'own storage', amount: amount('120.01') }, { source: 'own compute', amount: amount('812.33') }],
  total: amount('932.34'),
  currency: 'EUR',
});

const anomaly = anomalyCauses({
  tenantId: 'acme',
  baselineMean: amount('1000'),
  currentCost: amount('1620.50'),
  severity: 'high',
  causes: [{ cause: 'new resources', amount: amount('700') }, { cause: 'price', amount: amount('-80') }],
  currency: 'EUR',
});

const drift = driftOverTime([
  { tenantId: 'acme', scanCompletedAt: OCTOBER, summary: { critical: 1, cosmetic: 2 } },
  { tenantId: 'acme', scanCompletedAt: OCTOBER + DAY, summary: { functional: 3 } },
]);

describe('charts', () => {
  it.each(Object.entries({ fan, trend, sources, anomaly, drift }))('%s compiles without a warning and is plain JSON', async (_, chart) => {
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
    expect(await draw(chart)).toContain(chart.title.text);
  });

  it.each(Object.entries({ trend: costTrend([]), drift: driftOverTime([]) }))('%s of nothing is an empty chart', async (_, chart) => {
    expect(await draw(chart)).toContain('<svg');
  });

  it('a fan opens at the last measurement and names metric, unit and dates', async () => {
    const [band] = fan['layer'] as [{ data: { values: readonly object[] } }];
    expect(band.data.values[0]).toEqual({ at: OCTOBER * 1000, value: 800, low: 800, high: 800 });
    expect(band.data.values[2]).toEqual({ at: (OCTOBER + 2 * DAY) * 1000, value: 820, low: 790, high: 850 });
    expect(fan.title).toEqual({
      text: 'Storage used of acme',
      subtitle: [
        'GB; history, expected course, and the range from P10 to P90',
        'model ensemble; P90 reaches the capacity on 2026-10-02',
      ],
    });
    const svg = await draw(fan);
    expect(svg).toContain('level change, 2026-09-30');
    expect(svg).toContain('capacity 840 GB');
  });

  it('a trend leaves out what costs nothing and writes the total above the column', async () => {
    const svg = await draw(trend);
    expect(svg).toContain('>1,000.25<');
    expect(svg).not.toContain('storage');
    expect(trend.title.subtitle).toEqual(['EUR, by category, 2026-10-01 to 2026-10-31']);
  });

  it('sources stand largest first with their exact figures', () => {
    const { values } = sources['data'] as { values: readonly { source: string; label: string }[] };
    expect(values.map(({ source, label }) => [source, label])).toEqual([['own compute', '812.33'], ['own storage', '120.01']]);
  });

  it('the steps of an anomaly lead from the usual cost to the current one, what is not explained included', () => {
    const { values } = anomaly['data'] as { values: readonly { step: string; from: number; to: number; label: string }[] };
    expect(values.map(({ step, from, to, label }) => [step, from, to, label])).toEqual([
      ['usual', 0, 1000, '1,000.00'],
      ['new resources', 1000, 1700, '+700.00'],
      ['price', 1700, 1620, '-80.00'],
      ['not explained', 1620, 1620.5, '0.50'],
      ['now', 0, 1620.5, '1,620.50'],
    ]);
  });

  it('drift counts every severity of every scan, and says how much is open now', () => {
    const { values } = drift['data'] as { values: readonly { severity: string; count: number }[] };
    expect(values).toHaveLength(8);
    expect(values.filter(({ count }) => count > 0).map(({ severity, count }) => [severity, count])).toEqual([
      ['critical', 1], ['cosmetic', 2], ['functional', 3],
    ]);
    expect(drift.title.subtitle).toEqual(['differences found a scan, 2026-10-01 to 2026-10-02; 3 now']);
  });
});
