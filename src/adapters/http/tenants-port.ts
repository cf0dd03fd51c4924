import { Ownership, Tenant } from '../../cost-allocation/model/index.js';
import type { OwnershipPort, TenantsPort } from '../../cost-allocation/ports.js';
import type { Interval } from '../../time/index.js';
import { readAllItems } from './pages.js';
import type { ServiceClient } from './service-client.js';

/**
 * The tenants service: `GET /tenants` for the registry, deleted ones included, and `GET /ownership?start=…&end=…`
 * for who owned which resource when. Both in pages (see `pages`).
 */
export class HttpTenants implements TenantsPort, OwnershipPort {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  list(signal: AbortSignal): Promise<readonly Tenant[]> {
    return readAllItems(this.#client, { method: 'GET', path: ['tenants'], signal }, Tenant);
  }

  intervals(period: Interval, signal: AbortSignal): Promise<readonly Ownership[]> {
    const query = { start: period.start, end: period.end };
    return readAllItems(this.#client, { method: 'GET', path: ['ownership'], query, signal }, Ownership);
  }
}
