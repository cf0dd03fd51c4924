import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { familyOf } from '../decomposition.js';
import { type ForecastError, unknownForecastModel } from '../errors.js';
import type { ForecastModel, PoolModel } from '../models/model.js';
import { getModel, MODEL_NAMES } from '../models/registry.js';
import type { SeriesHistory } from '../series-history.js';
import { WEIGHT_TABLES } from './learned-weights.js';
import { FEATURE_NAMES, type WeightTable } from './weights.js';

/** The models that will forecast a series, and the table that weighs them. */
export interface ModelChoice {
  readonly models: readonly PoolModel[];
  readonly table: WeightTable;
  /** Why no model gave a forecast, as far as one said. */
  readonly failure: () => string;
}

/** `auto` takes the pool of the series' family; names are weighed by the backtest alone; a plug-in stands alone. */
export function chooseModels(
  model: string | readonly string[] | ForecastModel,
  history: SeriesHistory,
): Either<ForecastError, ModelChoice> {
  if (model === 'auto') {
    const table = WEIGHT_TABLES[familyOf(history.periods)];
    return chooseByNames(table.models, table);
  }
  if (typeof model === 'string') return chooseByNames([model]);
  if (isNameList(model)) return chooseByNames([...new Set(model)]);
  return E.right(wrapPlugIn(model));
}

const isNameList = (model: readonly string[] | ForecastModel): model is readonly string[] => Array.isArray(model);

function chooseByNames(
  names: readonly string[],
  table: WeightTable = evenWeightTable(names),
): Either<ForecastError, ModelChoice> {
  const models: PoolModel[] = [];
  for (const name of names) {
    const model = getModel(name);
    if (!model) return E.left(unknownForecastModel({ model: name, known: ['auto', ...MODEL_NAMES] }));
    models.push(model);
  }
  return E.right({ models, table, failure: () => 'the series is too short for it, or has no season that it needs' });
}

/** No prejudice: weights go with the inverse square of each model's error in the backtest. */
function evenWeightTable(models: readonly string[]): WeightTable {
  const none = FEATURE_NAMES.map(() => 0);
  const one = FEATURE_NAMES.map(() => 1);
  return {
    models,
    blend: 'mean',
    center: none,
    spread: one,
    errorExponent: 2,
    rows: models.map(() => [0, 0, ...none]),
  };
}

/** A plug-in model works on a copy of the series; what it throws or answers wrongly counts as no forecast. */
function wrapPlugIn(model: ForecastModel): ModelChoice {
  let failure = 'it gave no forecast';
  const forecast: PoolModel['forecast'] = ({ values, periods }, horizon) => {
    try {
      const path = model.forecast({ values: values.slice(), periods: [...periods] }, horizon);
      if (path === undefined) return undefined;
      const numbers = Float64Array.from({ length: horizon }, (_, h) => path[h]!);
      if (!numbers.every(Number.isFinite)) failure = `expected ${horizon} finite numbers, got ${show(path)}`;
      return numbers;
    } catch (thrown) {
      failure = show(thrown);
      return undefined;
    }
  };
  return { models: [{ name: model.name, forecast }], table: evenWeightTable([model.name]), failure: () => failure };
}
