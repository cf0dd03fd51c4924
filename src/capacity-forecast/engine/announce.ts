import { ignoreAnswer } from '../../port/index.js';
import * as E from '../../either.js';
import type { MaybePromise } from '../../prelude.js';
import type { ResourceMetric } from '../model/index.js';
import { callPort, type EngineContext, writeLog } from './context.js';

/** Hands something to the monitor; its being away does not take it from the caller: that is noted. */
export async function publish(
  context: EngineContext,
  about: { readonly tenantId: string; readonly metric?: ResourceMetric },
  trouble: string,
  method: string,
  call: (signal: AbortSignal) => MaybePromise<unknown>,
): Promise<void> {
  const { tenantId } = about;
  const published = await callPort(context, { port: 'monitor', method, tenantId, call, read: ignoreAnswer })();
  if (E.isLeft(published)) {
    writeLog(context, { level: 'warning', ...about, message: `${trouble}: ${published.left.message}` });
  }
}
