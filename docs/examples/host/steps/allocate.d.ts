import type { Host } from '../host.js';
import type { Night } from '../night.js';
/**
 * Allocates the day before the night, the whole bill at once, and keeps what each tenant owes. A result's id is made from
 * its content, so storing it again is nothing.
 */
export declare function allocate({ services, stores, observer }: Host, night: Night): Promise<void>;
