/** One line of a file of series to forecast. */
export interface BenchSeries {
    readonly id: string;
    readonly freq: string;
    readonly modelPeriods: readonly number[];
    readonly horizon: number;
    readonly train: readonly (number | null)[];
    readonly bounds?: readonly [number | null, number | null];
}
/** A line of a file to learn from: also what came next, and the season that errors are scaled by. */
export interface KnownSeries extends BenchSeries {
    readonly test: readonly number[];
    readonly period: number;
    /** Tasks cut from the same series share this name. */
    readonly series?: string;
}
/** Reads JSON lines, gzipped or not. */
export declare function readLines<A>(file: string): A[];
/** Reads series to forecast; what came next is thrown away unseen. */
export declare function readSeries(file: string): BenchSeries[];
export declare const valuesOf: (train: readonly (number | null)[]) => Float64Array;
