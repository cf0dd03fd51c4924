import type { SeriesHistory } from '../series/history.js';
import type { Combination, Trial } from './combine.js';
import { familyOf } from './family.js';

/** How the series was read. */
interface SeriesReading {
  readonly given: number;
  readonly missing: number;
  readonly misread: number;
  /** How many of the latest values lie on a new level, where one was found. */
  readonly since: number | undefined;
}

/** Why the forecast is what it is, in plain sentences, for people who must defend a budget with it. */
export function explainForecast(
  history: SeriesHistory,
  trial: Trial,
  { weights }: Combination,
  { given, missing, misread, since }: SeriesReading,
): string[] {
  const { values, periods } = history;
  const reasons = [
    `${values.length < given ? `the latest ${values.length} of ` : ''}${given} values; ${describeSeasons(periods)}`,
    `weighed as series of the kind '${familyOf(periods)}'`,
  ];
  if (missing > 0) reasons.push(`${missing} missing values were filled in`);
  if (misread > 0) reasons.push(`values taken for errors of measurement, far out of all others: ${misread}`);
  if (since !== undefined)
    reasons.push(`the level shifted ${since} steps before the end: what came before was moved onto the new level`);
  const [fold] = trial.windows;
  if (fold) {
    const windows = `${trial.windows.length} windows of ${fold.actual.length} steps`;
    reasons.push(`backtest over ${windows}; least error: ${bestBacktestModel(trial)}`);
  }
  const heaviest = weights.indexOf(Math.max(...weights));
  reasons.push(`heaviest weight: ${trial.models[heaviest]!.name}, ${Math.round(100 * weights[heaviest]!)} %`);
  return reasons;
}

function describeSeasons(periods: readonly number[]): string {
  return periods.length === 0 ? 'no season seen twice' : `seasons of ${periods.join(' and ')} steps`;
}

function bestBacktestModel({ models, evidence }: Trial): string {
  let best = 0;
  evidence.relativeError.forEach((error, k) => {
    if (evidence.present[k] && error < evidence.relativeError[best]!) best = k;
  });
  return models[best]!.name;
}
