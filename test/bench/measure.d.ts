export interface Contender {
    readonly name: string;
    readonly run: () => unknown | Promise<unknown>;
}
export interface Timing {
    readonly name: string;
    /** Median and least CPU time of a run (user and system, all threads of the process), in milliseconds. */
    readonly median: number;
    readonly least: number;
}
/**
 * Runs every contender once to warm up, then `rounds` rounds of all of them in turns, so that a busy moment of the machine hits all
 * alike. Before each turn the threads that collect garbage get a moment to end, so that none pays for what another left.
 * A contender that is done sooner than in {@link SHORTEST} ms is run again until then, and the mean counts.
 */
export declare function measure(contenders: readonly Contender[], rounds: number): Promise<readonly Timing[]>;
export declare function median(values: readonly number[]): number;
/** A repeatable source of numbers from 0 up to 1 (mulberry32). */
export declare function seeded(seed: number): () => number;
