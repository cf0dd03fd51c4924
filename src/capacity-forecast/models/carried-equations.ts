import type { History } from '../series/history.js';
import { copyOf, type NormalEquations, normalEquations, observe, type SparseRow } from './least-squares.js';

/** A regression of a series on what was known before: its columns, the first step it covers, and the row of each step. */
export interface Regression {
  readonly size: number;
  readonly first: number;
  /** Regressors of step `t`; only to be read until the next call. */
  readonly row: (t: number, y: Float64Array) => SparseRow;
}

/**
 * Normal equations of `y`, one number a value of the history: those of the earlier moment that the history looks back
 * on, and the rows since, so that a backtest gathers each row once. The same bits as gathering them anew. `name` must
 * tell the regression and the scale of `y` from every other on this history. Only to be read.
 */
export const equationsOf = (history: History, name: string, regression: Regression, y: Float64Array): NormalEquations =>
  history.shared(`equations ${name}`, () => {
    const { values, earlier } = history;
    const known = earlier && copyOf(equationsOf(earlier, name, regression, y));
    const equations = known ?? normalEquations(regression.size);
    return gather(equations, regression, y, earlier?.values.length ?? 0, values.length);
  });

/** Adds the rows of the steps from `start` until before `end`. */
export function gather(
  equations: NormalEquations,
  { first, row }: Regression,
  y: Float64Array,
  start: number,
  end: number,
): NormalEquations {
  for (let t = Math.max(first, start); t < end; t++) observe(equations, row(t, y), y[t]!);
  return equations;
}
