import type { PortContext } from '../../port/index.js';
import * as E from '../../either.js';
import type { ScanFailure } from '../model/scan-failure.js';
import { Suppression } from '../model/suppression.js';
import type { DriftPorts } from '../ports.js';
import { type CompiledSuppression, compileSuppression } from '../suppression/suppress.js';
import { failureOf } from './inspect.js';
import { fetchRows } from './rows.js';

/** The suppressions of a tenant as far as they can be read and used. */
export interface ReadSuppressions {
  readonly suppressions: readonly CompiledSuppression[];
  readonly failures: readonly ScanFailure[];
  /** False where the port failed: then nobody knows what somebody wanted kept quiet. */
  readonly complete: boolean;
}

export async function readSuppressions(
  ports: DriftPorts,
  tenantId: string,
  context: PortContext,
): Promise<ReadSuppressions> {
  const { suppressions: port } = ports;
  if (port === undefined) return { suppressions: [], failures: [], complete: true };
  const answer = await fetchRows(
    {
      port: 'suppressions',
      method: 'listSuppressions',
      tenantId,
      codec: Suppression,
      what: 'the suppressions',
      call: (signal) => port.listSuppressions({ tenantId }, signal),
    },
    context,
  );
  if (E.isLeft(answer))
    return { suppressions: [], failures: [failureOf('suppressions', answer.left)], complete: false };
  const compiled = answer.right.map(compileSuppression);
  return {
    suppressions: compiled.flatMap((one) => (E.isRight(one) ? [one.right] : [])),
    failures: compiled.flatMap((one) => (E.isLeft(one) ? [failureOf('suppressions', one.left)] : [])),
    complete: true,
  };
}
