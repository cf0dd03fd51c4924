import { listOf } from '../../codec/index.js';
import { ignoreAnswer } from '../../port/index.js';
import * as E from '../../either.js';
import { trainModel } from '../custom-model/train.js';
import { CustomModelConfig, type TrainedModel, UsageDataPoint } from '../model/index.js';
import { parseSeriesKey, type SeriesKey } from './asked-series.js';
import {
  parseArgument,
  callPort,
  currentTime,
  type EngineContext,
  requirePort,
  nextId,
  type EngineResult,
} from './context.js';

/** Trains a model, keeps it, and answers its id; from then on it serves its metric. */
export async function trainCustomModel(
  context: EngineContext,
  request: SeriesKey & { readonly trainingData: unknown; readonly config: unknown },
): EngineResult<string> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const points = parseArgument(listOf(UsageDataPoint), request.trainingData, 'the training data');
  if (E.isLeft(points)) return points;
  const config = parseArgument(CustomModelConfig, request.config, 'the configuration of the model');
  if (E.isLeft(config)) return config;
  const store = requirePort(context.ports.models, 'models', 'to keep a custom model');
  if (E.isLeft(store)) return store;
  const { tenantId, metric } = asked.right;
  const aggregation = context.settings.aggregationOf(metric);
  const trained = trainModel({ metric, points: points.right, config: config.right, aggregation });
  if (E.isLeft(trained)) return trained;
  const trainedAt = await currentTime(context)();
  if (E.isLeft(trainedAt)) return trainedAt;
  const id = await nextId(context)();
  if (E.isLeft(id)) return id;
  const model: TrainedModel = {
    modelId: id.right,
    tenantId,
    trainedAt: trainedAt.right,
    ...trained.right,
  };
  const saved = await callPort(context, {
    port: 'models',
    method: 'saveModel',
    tenantId: model.tenantId,
    call: (signal) => store.right.saveModel(model, signal),
    read: ignoreAnswer,
  })();
  return E.isLeft(saved) ? saved : E.right(model.modelId);
}
