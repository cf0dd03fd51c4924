import * as E from '../../either.js';
import { TrainedModel } from '../model/index.js';
import type { MetricQuery } from '../ports.js';
import type { EngineContext, Outcome } from './context.js';
import { askForOne } from './one-answer.js';

/** The custom model that serves a metric, if the host keeps models and there is one. */
export async function latestModel(
  context: EngineContext,
  { tenantId, metric }: MetricQuery,
): Outcome<TrainedModel | null> {
  const { models } = context.ports;
  if (models === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return askForOne<TrainedModel, typeof asked>(context, {
    port: 'models',
    method: 'latestModel',
    codec: TrainedModel,
    asked,
    call: (signal) => models.latestModel(asked, signal),
  })();
}
