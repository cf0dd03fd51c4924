/**
 * `npm run bench:cost`: a bill of a million lines summed by tenant and category, and its shared lines split exactly
 * among the tenants by what they cost, beside DuckDB on one thread and beside decimal.js, in one process, all outcomes
 * equal to the last digit; the same for 100,000 tenants; and a FOCUS file of a tenth as many lines to invoices in cents. CPU time (user and system, all threads), median of interleaved runs. `--rows N` and
 * `--rounds N` change the size.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  checkColumns,
  sharePool,
  sumColumns,
  sumCsv,
  sumRows,
  type CostMatrix,
  type PoolShares,
} from '../../src/cost-allocation/sums/index.js';
import type { CostCategory } from '../../src/cost-allocation/model/cost-category.js';
import { Decimal } from '../../src/money/decimal.js';
import { orThrow, type Either } from '../../src/prelude.js';
import { makeBill, writeCsv, type BillRow } from './cost/bill.js';
import { decimalOutcome, withDecimals } from './cost/decimal-reference.js';
import { invoiceScript, ourInvoices, scriptOutcome, writeFocus } from './cost/invoice.js';
import { openDuck, type Duck } from './cost/duckdb.js';
import { assertSame, ourOutcome, type Outcome } from './cost/results.js';
import { measure, type Contender } from './measure.js';

const { values } = parseArgs({ options: { rows: { type: 'string' }, rounds: { type: 'string' } } });
const ROWS = Number(values.rows ?? 1_000_000);
const MANY_TENANTS = 100_000;
const ROUNDS = Number(values.rounds ?? 9);

const folder = mkdtempSync(join(tmpdir(), 'bench-cost-'));
try {
  await main(join(folder, 'bill.csv'));
} finally {
  rmSync(folder, { recursive: true });
}

async function main(csv: string): Promise<void> {
  const bytes = writeCsv(makeBill(ROWS), csv);
  const duck = await openDuck(csv);
  console.log(
    `${ROWS.toLocaleString('en')} lines, ${(bytes / 1e6).toFixed(0)} MB of CSV, Node ${process.version}, DuckDB ${duck.version}, CPU ms, median of ${ROUNDS}\n`,
  );
  const expected = duck.outcome(await duck.fromTable());
  // First, while the bill is not in memory as objects that would have to be collected in between.
  await file(duck, csv, expected);
  await columns(duck, expected);
  await rows(duck, makeBill(ROWS), expected);
  await manyTenants(join(folder, 'many.csv'));
  await invoices(duck, join(folder, 'focus.csv'));
}

async function manyTenants(csv: string): Promise<void> {
  const bill = makeBill(ROWS, MANY_TENANTS, 4 * MANY_TENANTS);
  writeCsv(bill, csv);
  const duck = await openDuck(csv);
  const ours = (): Result => split(sumRows(bill));
  assertSame('many tenants', ourOutcome(ours()), duck.outcome(await duck.fromTable()));
  await show(`from row objects, shared among ${MANY_TENANTS.toLocaleString('en')} tenants`, [
    { name: 'sumRows + sharePool', run: ours },
    { name: 'DuckDB, table with texts', run: duck.fromTable },
  ]);
}

async function invoices(duck: Duck, file: string): Promise<void> {
  const bill = makeBill(ROWS / 10);
  const bytes = writeFocus(bill, file);
  const script = duck.ask(invoiceScript(file));
  assertSame('invoices', await ourInvoices(file), scriptOutcome(await script()));
  await show(`FOCUS file (${bill.length.toLocaleString('en')} lines, ${(bytes / 1e6).toFixed(0)} MB) to invoices`, [
    { name: 'readFocusCharges … invoiceLines', run: () => ourInvoices(file) },
    { name: 'DuckDB script', run: script },
  ]);
}

async function columns(duck: Duck, expected: Outcome): Promise<void> {
  const { tenants, categories } = await duck.names();
  const coded = encode(makeBill(ROWS), tenants, categories);
  const batch = orThrow(
    checkColumns({
      rows: ROWS,
      tenantId: { codes: coded.tenant, names: tenants },
      category: { codes: coded.category, names: categories as CostCategory[] },
      cost: { units: coded.units, scale: 9 },
    }),
  );
  const ours = (): Result => split(sumColumns(batch));
  assertSame('columns', ourOutcome(ours()), expected);
  assertSame('DuckDB codes', duck.outcome(await duck.fromCodes()), expected);
  await show('from columns (dictionary codes, whole units)', [
    { name: 'sumColumns + sharePool', run: ours },
    { name: 'DuckDB', run: duck.fromCodes },
    { name: 'DuckDB, perfect_ht_threshold = 20', run: duck.fromCodesTuned },
  ]);
}

async function file(duck: Duck, csv: string, expected: Outcome): Promise<void> {
  const ours = async (): Promise<Result> =>
    split(await sumCsv(pieces(csv), { tenantId: 'tenant_id', category: 'category', cost: 'cost' })());
  assertSame('CSV', ourOutcome(await ours()), expected);
  assertSame('DuckDB CSV', duck.outcome(await duck.fromCsv()), expected);
  await show('from the CSV file', [
    { name: 'sumCsv + sharePool', run: ours },
    { name: 'DuckDB read_csv', run: duck.fromCsv },
  ]);
}

async function rows(duck: Duck, bill: readonly BillRow[], expected: Outcome): Promise<void> {
  const withObjects = bill.map(({ tenantId, category, cost }) => ({ tenantId, category, cost: new Decimal(cost) }));
  const ours = (): Result => split(sumRows(bill));
  assertSame('rows', ourOutcome(ours()), expected);
  assertSame('rows of Decimal', ourOutcome(split(sumRows(withObjects))), expected);
  assertSame('decimal.js', decimalOutcome(withDecimals(bill)), expected);
  await show('from row objects (ids and amounts as text)', [
    { name: 'sumRows + sharePool', run: ours },
    { name: 'the same, amounts as Decimal', run: () => split(sumRows(withObjects)) },
    { name: 'DuckDB, table with texts', run: duck.fromTable },
    { name: 'decimal.js', run: () => withDecimals(bill) },
  ]);
}

interface Result {
  readonly matrix: CostMatrix;
  readonly pool: PoolShares;
}

function split(sums: Either<Error, CostMatrix>): Result {
  const matrix = orThrow(sums);
  return { matrix, pool: orThrow(sharePool(matrix, matrix.cost(null, 'shared'), 9)) };
}

async function show(title: string, contenders: readonly Contender[]): Promise<void> {
  const timings = await measure(contenders, ROUNDS);
  console.log(title);
  for (const { name, median, least } of timings) {
    const ratio = median / timings[0]!.median;
    console.log(
      `  ${name.padEnd(36)} ${median.toFixed(1).padStart(8)}  (least ${least.toFixed(1)})   ${ratio.toFixed(2)} x`,
    );
  }
  console.log();
}

function encode(bill: readonly BillRow[], tenants: readonly (string | null)[], categories: readonly string[]) {
  const [tenantCodes, categoryCodes] = [tenants, categories].map(
    (names) => new Map(names.map((name, code) => [name, code])),
  );
  return {
    tenant: Uint16Array.from(bill, (row) => tenantCodes!.get(row.tenantId)!),
    category: Uint8Array.from(bill, (row) => categoryCodes!.get(row.category)!),
    units: Float64Array.from(bill, (row) => Number(row.cost.replace('.', ''))),
  };
}

/** The file piece by piece, through one buffer. */
function* pieces(path: string): Generator<Uint8Array> {
  const buffer = new Uint8Array(1 << 18);
  const input = openSync(path, 'r');
  try {
    for (let length = readSync(input, buffer); length > 0; length = readSync(input, buffer))
      yield buffer.subarray(0, length);
  } finally {
    closeSync(input);
  }
}
