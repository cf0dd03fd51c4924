import { decode, nullable } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { foreignTenant, type ForeignTenant } from '../../errors/port.js';
import { E } from '../../prelude.js';
import { TrainedModel } from '../model/index.js';
import type { MetricQuery } from '../ports.js';
import { ask, type EngineContext, type Outcome } from './context.js';

/** The custom model that serves a metric, if the host keeps models and there is one. */
export async function latestModel(context: EngineContext, query: MetricQuery): Outcome<TrainedModel | undefined> {
  const { models } = context.ports;
  if (models === undefined) return E.right(undefined);
  return ask<TrainedModel | undefined, DecodeError | ForeignTenant>(context, {
    port: 'models',
    method: 'latestModel',
    tenantId: query.tenantId,
    call: (signal) => models.latestModel(query, signal),
    read: (answer) => {
      const model = decode(nullable(TrainedModel), answer, 'the answer of the model store');
      if (E.isLeft(model)) return model;
      if (model.right === null) return E.right(undefined);
      const { tenantId } = model.right;
      if (tenantId === query.tenantId) return E.right(model.right);
      return E.left(foreignTenant({ port: 'models', method: 'latestModel', expected: query.tenantId, got: tenantId }));
    },
  })();
}
