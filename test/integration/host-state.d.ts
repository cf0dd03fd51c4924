import type pg from 'pg';
import type { Inbox } from '../../docs/examples/host/platform/world.js';
/** Everything that a run of the example host leaves behind. */
export interface HostState {
    /** All of it as text, one record a line, in an order of its own. */
    readonly state: string;
    /** How many records there are of each kind. */
    readonly records: Readonly<Record<string, number>>;
}
/** What stands in the database, and what has arrived at the services. */
export declare function stateOf(pool: pg.Pool, inbox: Inbox): Promise<HostState>;
/** Where two states differ first: the lines that only one of them has, from where they part. */
export declare function firstDifference(expected: string, actual: string): string;
