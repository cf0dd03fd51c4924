import type { GateTable } from '../../../src/capacity-forecast/ensemble/gate.js';
import type { SpreadTable } from '../../../src/capacity-forecast/intervals/offsets.js';
/** The source text of the data file with all tables, numbers rounded to what they are worth. */
export declare function tablesAsSource(gates: ReadonlyMap<string, GateTable>, spreads: ReadonlyMap<string, SpreadTable>): string;
