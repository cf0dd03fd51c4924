import { Reconciliation } from '../../drift/model/index.js';
import type { ReconcilerPort } from '../../drift/ports.js';
import { orThrow } from '../../prelude.js';
import type { ServiceClient } from './service-client.js';

/**
 * Hands cosmetic and functional drifts to the reconciler: `POST /tenants/{tenant}/reconciliations`. The idempotency key
 * goes along as a header, so the call is tried again when the answer is lost, and the service can tell a repetition.
 */
export class HttpReconciler implements ReconcilerPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  reconcile(request: Reconciliation, signal: AbortSignal): Promise<unknown> {
    const { tenantId, idempotencyKey } = request;
    const path = ['tenants', tenantId, 'reconciliations'];
    const body = Reconciliation.encode(request);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}
