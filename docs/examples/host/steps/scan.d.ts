import type { Host } from '../host.js';
import type { Night } from '../night.js';
/**
 * Scans a tenant's resources. What drifts goes into the history first and then to the reconciler or to compliance, under
 * a key that is the same however often it is sent; what a broken-off run had not sent, the next one sends.
 */
export declare function scan({ services, stores, digestKey, observer }: Host, night: Night, tenantId: string): Promise<void>;
