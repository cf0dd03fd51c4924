import { type Trial } from '../../../src/capacity-forecast/ensemble/combine.js';
import { type History } from '../../../src/capacity-forecast/series/history.js';
import { type KnownSeries } from '../read-series.js';
/** One forecast task with its answer: a series cut at one moment. */
export interface Example {
    readonly id: string;
    readonly group: string;
    /** Tasks of one series fall on the same side of every split. */
    readonly side: number;
    /** Whether this is the cut that the data names, not an earlier one of our own. */
    readonly given: boolean;
    readonly history: History;
    readonly actual: Float64Array;
    /** Mean absolute seasonal difference of the history: what errors are divided by. */
    readonly scale: number;
    /** sMAPE and MASE of the seasonally adjusted naive forecast, the yardstick of the M4 competition. */
    readonly yardstick: {
        readonly smape: number;
        readonly mase: number;
    };
    readonly trial: Trial;
}
export declare function examplesOf(all: readonly KnownSeries[], models: readonly string[]): Example[];
export declare function errorsOf(actual: Float64Array, path: Float64Array, scale: number): {
    smape: number;
    mase: number;
};
