import type { Outcome } from './results.js';
interface Reader {
    getRows(): readonly (readonly unknown[])[];
}
export interface Duck {
    readonly version: string;
    /** `units` sums per tenant and category, then the shares of the pool under the category 'pool'. */
    readonly fromCsv: () => Promise<Reader>;
    readonly fromTable: () => Promise<Reader>;
    readonly fromCodes: () => Promise<Reader>;
    /** As `fromCodes`, with DuckDB told that a dense table of all groups is fine. */
    readonly fromCodesTuned: () => Promise<Reader>;
    readonly outcome: (reader: Reader) => Outcome;
    /** What the codes mean. */
    readonly names: () => Promise<{
        readonly tenants: readonly (string | null)[];
        readonly categories: readonly string[];
    }>;
}
export declare function openDuck(csv: string): Promise<Duck>;
export {};
