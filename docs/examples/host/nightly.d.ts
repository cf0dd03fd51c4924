import type { Host } from './host.js';
import type { Night } from './night.js';
/** The tenants that there are, in one order. */
export declare function tenantsOf({ services }: Host, night: Night): Promise<readonly string[]>;
/** Allocates the bill of the day, unless that is done. */
export declare function runBill(host: Host, night: Night): Promise<void>;
/** Does for one tenant what is not done yet. */
export declare function runTenant(host: Host, night: Night, tenantId: string): Promise<void>;
/** The whole night in one process. A tenant that fails does not keep the others waiting; the failures come back. */
export declare function runNight(host: Host, night: Night): Promise<readonly Error[]>;
