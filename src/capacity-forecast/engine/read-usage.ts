import { decode } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { foreignTenant, type ForeignTenant } from '../../errors/port.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import { epochSeconds } from '../../time/index.js';
import type { CapacityForecastError } from '../../errors/forecast.js';
import { type ResourceMetric, type UsageDataPoint, UsageSeries } from '../model/index.js';
import type { UsageQuery } from '../ports.js';
import { callPort, type EngineContext } from './context.js';
import { checkSameKey } from './one-answer.js';

/** The measurements of a tenant's metric over a stretch of time, both ends included. */
export function fetchUsage(
  context: EngineContext,
  query: UsageQuery,
): TaskEither<CapacityForecastError, ReadonlyArray<UsageDataPoint>> {
  return callPort<ReadonlyArray<UsageDataPoint>, DecodeError | ForeignTenant>(context, {
    port: 'usage',
    method: 'readUsage',
    tenantId: query.tenantId,
    call: (signal) => context.ports.usage.readUsage(query, signal),
    read: (answer) => readUsageAnswer(answer, query),
  });
}

/** The points of the answer that were asked for; a port that sends more is not wrong. */
function readUsageAnswer(
  answer: unknown,
  query: UsageQuery,
): Either<DecodeError | ForeignTenant, ReadonlyArray<UsageDataPoint>> {
  const series: Either<DecodeError, UsageSeries> = isUsageSeries(answer, query.metric)
    ? E.right(answer)
    : decode(UsageSeries, answer, 'the answer of the usage port');
  if (E.isLeft(series)) return series;
  const { tenantId, metric, points } = series.right;
  if (tenantId !== query.tenantId) {
    return E.left(foreignTenant({ port: 'usage', method: 'readUsage', expected: query.tenantId, got: tenantId }));
  }
  const asked = { metric: query.metric };
  return E.map(() => points.filter(({ timestamp }) => timestamp >= query.since && timestamp <= query.until))(
    checkSameKey(asked, { metric }, 'the answer of the usage port'),
  );
}

/** Accepts what the codec accepts, twenty times faster: this is the one bulk answer. */
function isUsageSeries(answer: unknown, metric: ResourceMetric): answer is UsageSeries {
  if (typeof answer !== 'object' || answer === null) return false;
  const { tenantId, metric: got, points } = answer as Partial<UsageSeries>;
  return (
    typeof tenantId === 'string' && tenantId !== '' && got === metric && Array.isArray(points) && points.every(isPoint)
  );
}

function isPoint(point: unknown): boolean {
  if (typeof point !== 'object' || point === null) return false;
  const { timestamp, value, metadata } = point as Partial<UsageDataPoint>;
  return Number.isFinite(value) && metadata === undefined && epochSeconds(timestamp!)._tag === 'Right';
}
