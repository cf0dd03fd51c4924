import type { AccuracyFigures } from '../model/index.js';
import type { MaturedStep } from './join.js';

/** The figures of a set of steps; each is null where no step supports it. */
export function computeFigures(steps: ReadonlyArray<MaturedStep>): AccuracyFigures {
  const errors = steps.map(({ forecast, actual }) => forecast - actual);
  const percents = steps.flatMap(({ forecast, actual }) =>
    actual === 0 ? [] : [Math.abs((forecast - actual) / actual) * 100],
  );
  const scaled = steps.flatMap(({ forecast, actual, naiveError }) =>
    naiveError === undefined || naiveError === 0 ? [] : [Math.abs(forecast - actual) / naiveError],
  );
  const meanSquare = mean(errors.map((error) => error * error));
  return {
    samples: steps.length,
    mape: mean(percents),
    zeros: steps.length - percents.length,
    rmse: meanSquare === null ? null : Math.sqrt(meanSquare),
    bias: mean(errors),
    mase: mean(scaled),
    coverage: mean(steps.map(({ actual, p10, p90 }) => (actual >= p10 && actual <= p90 ? 1 : 0))),
    skill: computeSkill(steps),
  };
}

/** Only steps that hold a naive forecast are compared, both methods on the same ones. */
function computeSkill(steps: ReadonlyArray<MaturedStep>): number | null {
  const compared = steps.filter(({ naive }) => naive !== undefined);
  const own = mean(compared.map(({ forecast, actual }) => Math.abs(forecast - actual)));
  const naive = mean(compared.map(({ naive, actual }) => Math.abs(naive! - actual)));
  return own === null || naive === null || naive === 0 ? null : 1 - own / naive;
}

function mean(values: ReadonlyArray<number>): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
