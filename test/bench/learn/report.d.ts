import type { SpreadTable } from '../../../src/capacity-forecast/intervals/offsets.js';
import type { Judged } from './learn-spread.js';
/** Prints, per group, how forecasts and intervals did on the cuts that the data names. */
export declare function report(label: string, judged: readonly Judged[], tableFor: (one: Judged) => SpreadTable): void;
