/**
 * A bill of 1,000,000 lines in PostgreSQL, allocated through its own sums, beside the same bill in memory: the same
 * digits, how many rows came over the wire, and how long it took. `npm run bench:totals [-- lines]`.
 */
import { compareTotals } from '../integration/totals.js';

const [lines = 1_000_000] = process.argv.slice(2).map(Number);
const outcome = await compareTotals(lines);
console.log(outcome);
process.exitCode = outcome.equal && outcome.rowsFetched < 10_000 ? 0 : 1;
