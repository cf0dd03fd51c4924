import { type GateTable } from '../../../src/capacity-forecast/ensemble/gate.js';
import type { Example } from './examples.js';
export interface GateTraining {
    readonly models: readonly string[];
    /** Penalty on the squares of the coefficients. */
    readonly penalty: number;
    readonly epochs: number;
    readonly rate: number;
}
/**
 * Learns the weights' table by minimising, by gradient, what the M4 competition scores (half relative sMAPE, half
 * relative MASE, against the yardstick), each group of series counting the same.
 */
export declare function learnGate(examples: readonly Example[], training: GateTraining): GateTable;
