import type { Decimal } from '../money/index.js';
import { forAxis, forLabel } from './money.js';
import { ALERT, chart, SHADES } from './specification.js';
import type { ChartSize, ChartSpecification } from './specification.js';

/** What {@link anomalyCauses} draws: a baseline, the causes of the increase, and where they lead. */
export interface AnomalyCausesInput {
  readonly tenantId: string;
  readonly baselineMean: Decimal;
  readonly currentCost: Decimal;
  readonly severity: string;
  readonly causes: ReadonlyArray<{ readonly cause: string; readonly amount: Decimal }>;
  readonly currency?: string;
}

/** An anomaly as a bridge from the usual cost to the current one, a step a cause. */
export function anomalyCauses(input: AnomalyCausesInput, size: ChartSize = {}): ChartSpecification {
  const { currency = '', causes, baselineMean, currentCost } = input;
  const rows = [{ step: 'usual', from: 0, to: forAxis(baselineMean), label: forLabel(baselineMean), kind: 'level' }];
  let reached = baselineMean;
  for (const { cause, amount } of causes) {
    const next = reached.plus(amount);
    const label = `${amount.isNegative() ? '' : '+'}${forLabel(amount)}`;
    rows.push({ step: cause, from: forAxis(reached), to: forAxis(next), label, kind: amount.isNegative() ? 'less' : 'more' });
    reached = next;
  }
  const rest = currentCost.minus(reached);
  if (!rest.isZero()) {
    rows.push({ step: 'not explained', from: forAxis(reached), to: forAxis(currentCost), label: forLabel(rest), kind: 'more' });
  }
  rows.push({ step: 'now', from: 0, to: forAxis(currentCost), label: forLabel(currentCost), kind: 'level' });
  const x = { field: 'step', type: 'nominal', sort: null, title: null, axis: { labelAngle: 0, labelLimit: 140 } };
  const subtitle = `${input.severity}: ${forLabel(currentCost)} ${currency} instead of ${forLabel(baselineMean)} ${currency}`;
  return chart(`Cost anomaly of ${input.tenantId}`, subtitle.replaceAll('  ', ' ').trim(), size, {
    data: { values: rows },
    encoding: { x },
    layer: [
      { mark: { type: 'bar', size: 46 },
        encoding: { y: { field: 'from', type: 'quantitative', title: currency || null }, y2: { field: 'to' },
          color: { field: 'kind', type: 'nominal', legend: null,
            scale: { domain: ['level', 'more', 'less'], range: [SHADES[0], ALERT, SHADES[2]] } } } },
      { transform: [{ calculate: 'max(datum.from, datum.to)', as: 'top' }],
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { y: { field: 'top', type: 'quantitative' }, text: { field: 'label' } } },
    ],
  });
}
