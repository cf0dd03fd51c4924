import { foldsOf } from './backtest.js';
import type { Combination, Trial } from './combine.js';
import { familyOf } from './family.js';
import type { History } from '../series/history.js';

/** Why the forecast is what it is, in plain sentences, for people who must defend a budget with it. */
export function reasonsFor(
  history: History,
  trial: Trial,
  { weights }: Combination,
  missing: number,
  horizon: number,
): string[] {
  const { values, periods } = history;
  const reasons = [
    `${values.length} values; ${seasonsInWords(periods)}`,
    `weighed as series of the kind '${familyOf(periods)}'`,
  ];
  if (missing > 0) reasons.push(`${missing} missing values were filled in`);
  const { length, count } = foldsOf(values.length, horizon, periods[0] ?? 1);
  if (count > 0) reasons.push(`backtest over ${count} windows of ${length} steps; least error: ${leastError(trial)}`);
  const heaviest = weights.indexOf(Math.max(...weights));
  reasons.push(`heaviest weight: ${trial.models[heaviest]!.name}, ${Math.round(100 * weights[heaviest]!)} %`);
  return reasons;
}

function seasonsInWords(periods: readonly number[]): string {
  return periods.length === 0 ? 'no season seen twice' : `seasons of ${periods.join(' and ')} steps`;
}

function leastError({ models, evidence }: Trial): string {
  let best = 0;
  evidence.relativeError.forEach((error, k) => {
    if (evidence.present[k] && error < evidence.relativeError[best]!) best = k;
  });
  return models[best]!.name;
}
