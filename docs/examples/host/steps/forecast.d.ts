import type { Host } from '../host.js';
import type { Night } from '../night.js';
/** Forecasts every metric of a tenant, and tells the monitor what to do about its capacity. */
export declare function forecast({ services, stores, observer }: Host, night: Night, tenantId: string): Promise<void>;
