/** What many broken-off runs of the example host came to. */
export interface KillOutcome {
    readonly kills: number;
    /** Runs of all nights, each with some kills, whose end was held against an undisturbed run. */
    readonly cycles: number;
    /** What of them ended otherwise than undisturbed; empty where all is well. */
    readonly differences: readonly string[];
    /** How many records an undisturbed run leaves, of which kind. */
    readonly records: Readonly<Record<string, number>>;
    /** How often a receiver was told something again that it knew already by its key. */
    readonly repeatedDeliveries: number;
    readonly undisturbedSeconds: number;
}
/**
 * Runs the example host for some nights, kills it (SIGKILL) at random moments, starts it again, and compares the end. With
 * `fanOut` the host is the one with a queue and two worker processes, held against the one without.
 */
export declare function killHost(spec: {
    readonly kills: number;
    readonly seed: number;
    readonly fanOut?: boolean;
}): Promise<KillOutcome>;
