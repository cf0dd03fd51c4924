/** The same work as one writes it with decimal.js: a map of decimals, then largest remainders on exact products. */
import { Decimal } from '../../../src/money/index.js';
import type { BillRow } from './bill.js';
import type { Outcome } from './results.js';
export interface DecimalResult {
    readonly sums: ReadonlyMap<string | null, ReadonlyMap<string, Decimal>>;
    readonly shares: ReadonlyMap<string, Decimal>;
}
export declare function withDecimals(rows: readonly BillRow[]): DecimalResult;
/** Hamilton's method: exact products, floored quotients, the units left to the largest remainders. */
export declare function split(amount: Decimal, weights: readonly Decimal[]): Decimal[];
export declare function decimalOutcome({ sums, shares }: DecimalResult): Outcome;
