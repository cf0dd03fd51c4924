import type { Clock, IdSource } from '@omnicloud/domain';
/**
 * One run of the nightly job. Its clock stands still at the night's beginning and its ids follow from what they are for,
 * so a run that was broken off and begun again makes the same records under the same ids: nothing is lost or doubled.
 */
export interface Night {
    /** `2026-11-23`. */
    readonly day: string;
    readonly clock: Clock;
    /** The ids of one step of one tenant, the same ones in every run of the night. */
    idsFor(tenantId: string, step: string): IdSource;
}
/** The night that begins at 00:00 UTC of a day. */
export declare function nightOf(day: string): Night;
