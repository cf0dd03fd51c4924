import { Escalation } from '../../drift/model/index.js';
import type { CompliancePort } from '../../drift/ports.js';
import { orThrow } from '../../prelude.js';
import type { ServiceClient } from './service-client.js';

/**
 * Hands security and critical drifts to compliance: `POST /tenants/{tenant}/escalations`. The idempotency key goes
 * along as a header, so the call is tried again when the answer is lost, and the service can tell a repetition.
 */
export class HttpCompliance implements CompliancePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  escalate(escalation: Escalation, signal: AbortSignal): Promise<unknown> {
    const { tenantId, idempotencyKey } = escalation;
    const path = ['tenants', tenantId, 'escalations'];
    const body = Escalation.encode(escalation);
    return orThrow(this.#client.send({ method: 'POST', path, body, tenantId, idempotencyKey, signal }));
  }
}
