import { decode, optional, record, text } from '../../codec/index.js';
import { DeclaredResource, ObservedConfiguration, ResourceReference } from '../../drift/model/index.js';
import type { ActualStatePort, DesiredStatePort, ResourceQuery } from '../../drift/ports.js';
import { foreignTenant } from '../../errors/port.js';
import { orThrow } from '../../prelude.js';
import { foundOrNull } from './found-or-null.js';
import { readAllItems } from './pages.js';
import type { ServiceClient } from './service-client.js';
import type { ServiceRequest } from './service-request.js';

const TenantField = record<{ readonly tenantId?: string }>('an observed configuration', { tenantId: optional(text) });

/** What is declared: `GET /tenants/{tenant}/declared-resources?resource_type=…`, in pages. */
export class HttpDesiredState implements DesiredStatePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly DeclaredResource[]> {
    return readAllItems(this.#client, listRequest('declared-resources', query, signal), DeclaredResource);
  }
}

/**
 * What runs: `GET /tenants/{tenant}/running-resources?resource_type=…`, in pages, and `GET
 * …/running-resources/{resource}` for the configuration of one, where 404 means that it does not exist.
 */
export class HttpActualState implements ActualStatePort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceReference[]> {
    return readAllItems(this.#client, listRequest('running-resources', query, signal), ResourceReference);
  }

  async readResource(resource: ResourceReference, signal: AbortSignal): Promise<ObservedConfiguration | null> {
    const { tenantId, resourceId, resourceType } = resource;
    const path = ['tenants', tenantId, 'running-resources', resourceId];
    const query = { resource_type: resourceType };
    const answer = foundOrNull(await this.#client.send({ method: 'GET', path, query, tenantId, signal })());
    if (answer === null) return null;
    // The model has no room for whose configuration it is, so a service that says so is checked here.
    const named = orThrow(decode(TenantField, answer, 'an observed configuration'));
    if (named.tenantId !== undefined && named.tenantId !== tenantId) {
      throw foreignTenant({ port: 'actual', method: 'readResource', expected: tenantId, got: named.tenantId });
    }
    return orThrow(decode(ObservedConfiguration, answer, 'an observed configuration'));
  }
}

function listRequest(list: string, query: ResourceQuery, signal: AbortSignal): ServiceRequest {
  const { tenantId, resourceTypes } = query;
  return {
    method: 'GET',
    path: ['tenants', tenantId, list],
    query: { resource_type: resourceTypes },
    tenantId,
    signal,
  };
}
