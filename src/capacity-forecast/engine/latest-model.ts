import * as E from '../../either.js';
import { TrainedModel } from '../model/index.js';
import type { MetricQuery } from '../ports.js';
import type { EngineContext, EngineResult } from './context.js';
import { fetchRecord } from './one-answer.js';

/** The custom model that serves a metric, if the host keeps models and there is one. */
export async function fetchLatestModel(
  context: EngineContext,
  { tenantId, metric }: MetricQuery,
): EngineResult<TrainedModel | null> {
  const { models } = context.ports;
  if (models === undefined) return E.right(null);
  const asked = { tenantId, metric };
  return fetchRecord<TrainedModel, typeof asked>(context, {
    port: 'models',
    method: 'latestModel',
    codec: TrainedModel,
    key: asked,
    call: (signal) => models.latestModel(asked, signal),
  })();
}
