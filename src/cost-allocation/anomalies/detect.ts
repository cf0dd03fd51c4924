import { tryEither } from '../../codec/index.js';
import { toDecimal, type Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { CostAnomaly, CostCause } from '../model/anomaly.js';
import { baselineOf, deviationOf, meanOf, zScoreOf } from './baseline.js';
import { predictionInterval, twoDeviations } from './rules.js';
import { severityOf } from './severity.js';
import { tTail } from './student-t.js';

/** How a period is judged. */
export interface AnomalyOptions {
  /** Whose it is. */
  readonly tenantId: string;
  /** `plain` (the default): more than two deviations above the mean. `calibrated`: a prediction interval. */
  readonly mode?: 'plain' | 'calibrated';
  /**
   * For `calibrated`: the share of normal periods that may alarm, between 0 and 0.5; that of two deviations unless
   * told.
   */
  readonly falseAlarmRate?: number;
  /** Called for an anomaly alone, to explain its increase. */
  readonly causesOf?: (increase: Decimal) => ReadonlyArray<CostCause>;
}

/** The outcome of a check; where it could not be made, why. */
export interface AnomalyCheck {
  /** What stands out; empty where nothing does. */
  readonly anomalies: ReadonlyArray<CostAnomaly>;
  /** Why nothing could be said; absent where something could. */
  readonly notJudged?: string;
}

/** The chance of a normal variable to lie more than two deviations above its mean. */
const TWO_DEVIATIONS = 0.0227501319481792;
const MIN_PERIODS = 2;

/**
 * Judges the cost of the current period against complete earlier ones. Exact: no amount passes through a float, and the
 * threshold is compared in squares. Only increases are anomalies. What cannot be read is not judged.
 *
 * @param history cost of the latest complete periods, without the current one; the order does not matter
 */
export function detectAnomalies(
  current: Decimal,
  history: ReadonlyArray<Decimal>,
  options: AnomalyOptions,
): AnomalyCheck {
  const judged = tryEither('what is to be judged', () => {
    const amounts = [current, ...history].map(toDecimal);
    const wrong = amounts.find(E.isLeft);
    if (wrong !== undefined) return wrong;
    const [cost, ...earlier] = amounts.flatMap((amount) => (E.isRight(amount) ? [amount.right] : []));
    return E.right(judge(cost!, earlier, options));
  });
  return E.isRight(judged) ? judged.right : { anomalies: [], notJudged: judged.left.message };
}

function judge(current: Decimal, history: ReadonlyArray<Decimal>, options: AnomalyOptions): AnomalyCheck {
  if (history.length < MIN_PERIODS) {
    const reason = `a baseline needs ${MIN_PERIODS} complete periods, there are ${history.length}`;
    return { anomalies: [], notJudged: reason };
  }
  const baseline = baselineOf(history, current);
  const rule = options.mode === 'calibrated' ? predictionInterval(rateOf(options)) : twoDeviations;
  if (!rule(baseline, current)) return { anomalies: [] };
  const baselineMean = meanOf(baseline);
  const increase = current.minus(baselineMean);
  const zScore = zScoreOf(baseline, current);
  const relativeIncrease = baselineMean.gt(0) ? increase.dividedBy(baselineMean).toNumber() : null;
  const anomaly: CostAnomaly = {
    tenantId: options.tenantId,
    severity: severityOf(relativeIncrease, zScore),
    currentCost: current,
    baselineMean,
    baselineStdDev: deviationOf(baseline),
    zScore,
    increase,
    relativeIncrease,
    chance: zScore === null ? 0 : tTail(zScore / Math.sqrt(1 + 1 / history.length), history.length - 1),
    suggestedCauses: options.causesOf?.(increase) ?? [],
  };
  return { anomalies: [anomaly] };
}

/** A rate outside its range is no rate; the default stands in for it. */
function rateOf({ falseAlarmRate = TWO_DEVIATIONS }: AnomalyOptions): number {
  return falseAlarmRate > 0 && falseAlarmRate < 0.5 ? falseAlarmRate : TWO_DEVIATIONS;
}
