import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { thinLine } from '../../src/charts/forecast-fan.js';
import {
  anomalyCauses,
  type ChartSpecification,
  costTrend,
  driftOverTime,
  forecastFan,
  moneySources,
} from '../../src/charts/index.js';
import type { CostAnomaly } from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/decimal.js';

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
  const logger = {
    level: () => logger,
    error: complain,
    warn: complain,
    info: () => logger,
    debug: () => logger,
  } as never;
  const { spec } = compile(structuredClone(specification) as unknown as TopLevelSpec, { logger });
  const svg = await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
  expect(complaints).toEqual([]);
  return svg;
}

const fan = forecastFan({
  forecast: {
    tenantId: 'acme',
    metric: 'storage_used_gb',
    predictions: [
      [OCTOBER + DAY, 810],
      [OCTOBER + 2 * DAY, 820],
    ],
    lowerBoundP10: [800, 790],
    upperBoundP90: [820, 850],
    modelType: 'ensemble',
  },
  history: [
    { timestamp: OCTOBER - DAY, value: 790 },
    { timestamp: OCTOBER, value: 800 },
  ],
  regimeChanges: [{ timestamp: OCTOBER - DAY, kind: 'level' }],
  capacity: 840,
  exhaustion: OCTOBER + 1.5 * DAY,
});

const trend = costTrend(
  [
    {
      tenantId: 'acme',
      periodStart: OCTOBER,
      periodEnd: OCTOBER + 31 * DAY,
      breakdown: { compute: amount('1000.25'), storage: amount('0') },
      totalAllocated: amount('1000.25'),
    },
  ],
  { currency: 'EUR' },
);

const sources = moneySources({
  tenantId: 'acme',
  periodStart: OCTOBER,
  periodEnd: OCTOBER + 31 * DAY,
  sources: [
    { source: 'own storage', amount: amount('120.01') },
    { source: 'own compute', amount: amount('812.33') },
  ],
  total: amount('932.34'),
  currency: 'EUR',
});

const anomaly = anomalyCauses({
  tenantId: 'acme',
  baselineMean: amount('1000'),
  currentCost: amount('1620.50'),
  severity: 'high',
  causes: [
    { cause: 'new resources', amount: amount('700') },
    { cause: 'price', amount: amount('-80') },
  ],
  currency: 'EUR',
});

const drift = driftOverTime([
  { tenantId: 'acme', scanCompletedAt: OCTOBER, summary: { critical: 1, cosmetic: 2 } },
  { tenantId: 'acme', scanCompletedAt: OCTOBER + DAY, summary: { functional: 3 } },
]);

interface Rows {
  readonly values: readonly Record<string, unknown>[];
}

/** What a chart's first data set holds. */
function rows(chart: ChartSpecification): readonly Record<string, unknown>[] {
  const { data, layer = [] } = chart as unknown as {
    readonly data?: Rows;
    readonly layer?: readonly { readonly data?: Rows }[];
  };
  return (data ?? layer[0]?.data)?.values ?? [];
}

const HOSTILE = [
  undefined,
  null,
  3,
  'x',
  [null],
  [{}],
  {},
  { history: null },
  { sources: [{ source: null, amount: 3 }], causes: [{ amount: 'x' }] },
  {
    forecast: {
      tenantId: 'a',
      metric: 'm',
      modelType: '',
      predictions: [[1e300, Number.NaN]],
      lowerBoundP10: [],
      upperBoundP90: [],
    },
    history: [],
  },
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
    },
  ),
];

describe('charts', () => {
  it.each(Object.entries({ fan, trend, sources, anomaly, drift }))(
    '%s compiles without a warning and is plain JSON',
    async (_, chart) => {
      expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
      expect(await draw(chart)).toContain(chart.title.text);
    },
  );

  it.each([
    [costTrend([]), 'There is no complete period yet.'],
    [driftOverTime([]), 'There is no scan yet.'],
    [
      moneySources({ tenantId: 'acme', periodStart: 0, periodEnd: DAY, sources: [], total: amount('0') }),
      '1970-01-01, 0.00 in all: no cost',
    ],
    [
      forecastFan({
        forecast: {
          tenantId: 'acme',
          metric: 'm',
          predictions: [],
          lowerBoundP10: [],
          upperBoundP90: [],
          modelType: '',
        },
        history: [],
      }),
      'There is no measurement and no forecast.',
    ],
  ])('of nothing say so (%#)', async (chart, reason) => {
    expect(await draw(chart)).toContain(reason);
  });

  it.each(Object.entries({ forecastFan, costTrend, moneySources, anomalyCauses, driftOverTime }))(
    '%s answers anything with a chart',
    async (_, chartOf) => {
      for (const input of HOSTILE) {
        for (const size of [
          undefined,
          null,
          { width: Number.NaN, height: -3 },
          new Proxy(
            {},
            {
              get: () => {
                throw new Error('no');
              },
            },
          ),
        ]) {
          const chart = (chartOf as (input: unknown, size: unknown) => ChartSpecification)(input, size);
          expect([chart['width'], chart['height']]).toEqual([720, 60]);
          expect(await draw(chart)).toContain('what should be drawn is not as expected');
        }
      }
    },
  );

  it('keep everything in the picture: long names are cut in the middle, and a size that is none counts as not given', () => {
    const name = `${'a'.repeat(200)}-blue`;
    const chart = driftOverTime([{ tenantId: name, scanCompletedAt: OCTOBER, summary: { critical: 1 } }], {
      width: 300,
    });
    expect(chart.title.text).toMatch(/^Drift of a+…a+-blue$/);
    expect(chart.title.text.length).toBeLessThan(40);
    expect(driftOverTime([], { width: Number.NaN })['width']).toBe(720);
  });
});

describe('a forecast fan', () => {
  it('opens at the last measurement and names metric, unit and dates', async () => {
    expect(rows(fan)[0]).toEqual({ at: OCTOBER * 1000, value: 800, low: 800, high: 800 });
    expect(rows(fan)[2]).toEqual({ at: (OCTOBER + 2 * DAY) * 1000, value: 820, low: 790, high: 850 });
    expect(fan.title.text).toBe('Storage used of acme');
    expect(fan.title.subtitle.join(' ')).toBe(
      'GB: history (line), expected course (dashes), range from P10 to P90 (band); model ensemble; P90 reaches the capacity on 2026-10-02',
    );
    const svg = await draw(fan);
    expect(svg).toContain('level change, 2026-09-30');
    expect(svg).toContain('capacity 840 GB');
  });

  it('writes the labels of neighboring changes one above the other, and never left or right of the plot', async () => {
    const change = (at: number) => ({ timestamp: at, kind: 'level' });
    const crowded = forecastFan({
      forecast: {
        tenantId: 'acme',
        metric: 'storage_used_gb',
        predictions: [],
        lowerBoundP10: [],
        upperBoundP90: [],
        modelType: 'naive',
      },
      history: Array.from({ length: 101 }, (_, i) => ({ timestamp: OCTOBER + i * DAY, value: i })),
      regimeChanges: [0, 1, 2, 3, 100].map((i) => change(OCTOBER + i * DAY)),
    });
    const texts = (crowded['layer'] as readonly { mark: { type: string; align?: string; y?: number } }[])
      .map(({ mark }) => mark)
      .filter(({ type }) => type === 'text');
    // The fourth of the neighbors finds no lane, and keeps its line alone.
    expect(texts.map(({ align, y }) => [align, y])).toEqual([
      ['left', -4],
      ['left', -18],
      ['left', -32],
      ['right', -4],
    ]);
  });

  it('counts in millions where the values are, and in powers of ten where they are tiny', async () => {
    const of = (factor: number) =>
      forecastFan({
        forecast: {
          tenantId: 'acme',
          metric: 'request_rate',
          predictions: [[OCTOBER + DAY, 8 * factor]],
          lowerBoundP10: [7 * factor],
          upperBoundP90: [9 * factor],
          modelType: 'naive',
        },
        history: [{ timestamp: OCTOBER, value: 8 * factor }],
        capacity: 10 * factor,
      });
    const million = await draw(of(1e6));
    expect(million).toContain('capacity 10 million requests/s');
    expect(million).toContain('>million requests/s<');
    expect(million).toContain('>8<');
    expect(await draw(of(1e-6))).toContain('>8e-6<');
  });

  it('thins a long line to the extremes of each pixel, so that no peak is lost', () => {
    const line = Array.from({ length: 10_000 }, (_, i) => ({
      at: i,
      value: i === 5003 ? 99 : i === 7001 ? null : i % 7,
    }));
    const thin = thinLine(line, 100);
    expect(thin.length).toBeLessThanOrEqual(301);
    expect(thin).toContainEqual({ at: 5003, value: 99 });
    expect(thin).toContainEqual({ at: 7001, value: null });
    expect(thin.map(({ at }) => at)).toEqual(thin.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(thinLine(line.slice(0, 50), 100)).toHaveLength(50);
  });
});

describe('a cost trend', () => {
  it('leaves out what costs nothing and writes the total above the column', async () => {
    const svg = await draw(trend);
    expect(svg).toContain('>1,000.25<');
    expect(svg).not.toContain('storage');
    expect(trend.title.subtitle).toEqual(['EUR, 2026-10-01 to 2026-10-31']);
  });

  it('writes the total of a column with a refund above what stands, not inside it', () => {
    const chart = costTrend([
      {
        tenantId: 'acme',
        periodStart: OCTOBER,
        periodEnd: OCTOBER + DAY,
        breakdown: { compute: amount('100'), reserved: amount('-30') },
        totalAllocated: amount('70'),
      },
    ]);
    const [, totals] = chart['layer'] as [unknown, { data: { values: unknown } }];
    expect(totals.data.values).toEqual([{ at: OCTOBER * 1000, top: 100, label: '70.00' }]);
  });

  it.each([
    ['12.5', 1, '12.50'],
    ['1234567.89', 12, '1.23'],
    ['1234.56', 30, ''],
    ['0.0000046', 1, '0.0000046'],
  ])('writes a total of %s in %d columns as "%s", so that neighbors do not touch', (total, columns, label) => {
    const chart = costTrend(
      Array.from({ length: columns }, (_, i) => ({
        tenantId: 'acme',
        periodStart: OCTOBER + i * DAY,
        periodEnd: OCTOBER + (i + 1) * DAY,
        breakdown: { compute: amount(total) },
        totalAllocated: amount(total),
      })),
      { width: 500 },
    );
    const [, totals] = chart['layer'] as [unknown, { data: { values: readonly { label: string }[] } }];
    expect(totals.data.values[0]?.label).toBe(label);
  });
});

describe('the sources of a cost', () => {
  it('stand largest first with their exact figures', () => {
    expect(rows(sources).map(({ name, label }) => [name, label])).toEqual([
      ['own compute', '812.33'],
      ['own storage', '120.01'],
    ]);
  });

  it('add up under one name, and the smallest become one bar beyond twenty', () => {
    const chart = moneySources({
      tenantId: 'acme',
      periodStart: OCTOBER,
      periodEnd: OCTOBER + DAY,
      total: amount('326'),
      sources: [
        ...Array.from({ length: 25 }, (_, i) => ({ source: `pool ${i}`, amount: amount(String(i + 1)) })),
        { source: 'pool 24', amount: amount('1') },
      ],
    });
    const labels = rows(chart).map(({ name, label }) => [name, label]);
    expect(labels).toHaveLength(20);
    expect(labels[0]).toEqual(['pool 24', '26.00']);
    // 1 + 2 + 3 + 4 + 5 + 6: what the nineteen largest leave.
    expect(labels).toContainEqual(['6 more', '21.00']);
  });
});

describe('the steps of an anomaly', () => {
  const stepsOf = (chart: ChartSpecification) =>
    rows(chart).map(({ name, from, to, label }) => [name, from, to, label]);

  it('lead from the usual cost to the current one, what is not explained included', () => {
    expect(anomaly.title.subtitle).toEqual(['high: 1,620.50 EUR instead of 1,000.00 EUR (+62 %)']);
    expect(stepsOf(anomaly)).toEqual([
      ['new resources', 0, 700, '+700.00'],
      ['price', 700, 620, '−80.00'],
      ['not explained', 620, 620.5, '+0.50'],
      ['in all', 0, 620.5, '+620.50'],
    ]);
  });

  it('are those of a CostAnomaly as it is', () => {
    const found: CostAnomaly = {
      tenantId: 'acme',
      severity: 'high',
      currentCost: amount('150'),
      baselineMean: amount('100'),
      baselineStdDev: amount('5'),
      zScore: 10,
      increase: amount('50'),
      relativeIncrease: 0.5,
      chance: 0.001,
      suggestedCauses: [{ kind: 'new_resource', subject: 'db-1', amount: amount('50'), reason: 'db-1 is new' }],
    };
    expect(stepsOf(anomalyCauses(found))).toEqual([
      ['new resource: db-1', 0, 50, '+50.00'],
      ['in all', 0, 50, '+50.00'],
    ]);
  });
});

describe('drift over time', () => {
  it('counts every severity of every scan, and says how much is open now', () => {
    expect(rows(drift)).toHaveLength(8);
    expect(
      rows(drift)
        .filter(({ count }) => (count as number) > 0)
        .map(({ severity, foot, top }) => [severity, foot, top]),
    ).toEqual([
      ['critical', 0, 1],
      ['cosmetic', 1, 3],
      ['functional', 0, 3],
    ]);
    expect(drift.title.subtitle.join(' ')).toBe(
      'differences found by each scan, 2026-10-01 to 2026-10-02; 3 in the latest',
    );
  });

  it('stands where it was in time, however the scans are ordered, and no column covers its neighbor', () => {
    const at = [0, 1, 2, 10, 10.25].map((days) => OCTOBER + days * DAY);
    const chart = driftOverTime(
      at.toReversed().map((scanCompletedAt) => ({ tenantId: 'acme', scanCompletedAt, summary: { critical: 1 } })),
    );
    const spans = rows(chart)
      .filter(({ severity }) => severity === 'critical')
      .map(({ from, to }) => [from, to] as [number, number]);
    expect(spans.map(([from, to]) => (from + to) / 2000)).toEqual(at);
    for (const [i, [from]] of spans.slice(1).entries()) expect(from).toBeGreaterThan(spans[i]![1]);
  });
});
