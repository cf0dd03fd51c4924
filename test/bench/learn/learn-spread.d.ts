import { type Combination } from '../../../src/capacity-forecast/ensemble/combine.js';
import { type SpreadTable } from '../../../src/capacity-forecast/intervals/offsets.js';
import type { Example } from './examples.js';
/** The forecast of an example by a table that never saw its series, and what its errors were. */
export interface Judged {
    readonly example: Example;
    readonly unit: number;
    readonly inputs: Float64Array;
    readonly errors: Float64Array;
}
export declare const LEVELS: number[];
export declare function judge(example: Example, combination: Combination): Judged;
/** Learns one spread table by the pinball loss, each group with its share, then sets the shares beyond each level. */
export declare function learnSpread(all: readonly Judged[], penalty: number): SpreadTable;
