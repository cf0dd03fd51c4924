import { Database, migrate, PostgresBill, type PostgresClient } from '../../src/adapters/postgres/index.js';
import { memoryCostPorts } from '../../src/adapters/memory/index.js';
import {
  CostAllocationService,
  type AllocationRule,
  type CostAllocationResult,
} from '../../src/cost-allocation/index.js';
import { CostAllocationResult as Result } from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { period } from '../../src/time/period.js';
import { orThrow } from '../../src/prelude.js';
import { generateBill, type GeneratedBill } from '../../src/testing/index.js';
import { realPostgres } from '../adapters/postgres/real-postgres.js';

export interface TotalsOutcome {
  readonly lines: number;
  readonly tenants: number;
  /** Whether both ways give the same results, to the last digit. */
  readonly equal: boolean;
  /** Rows that PostgreSQL sent for the allocation. */
  readonly rowsFetched: number;
  readonly addSeconds: number;
  readonly postgresSeconds: number;
  readonly memorySeconds: number;
}

const start = Date.UTC(2026, 9, 1) / 1000;
const end = Date.UTC(2026, 10, 1) / 1000;

// A rule that begins in the middle of the month cuts the intervals in two, and the lines at the cut must come as rows.
const rules: readonly AllocationRule[] = [
  {
    ruleId: 'shared-70-30',
    name: 'by compute and storage',
    category: 'shared',
    strategy: 'proportional',
    weightByCategory: { compute: new Decimal('0.7'), storage: new Decimal('0.3') },
    effectiveFrom: start + 15 * 86_400 + 1800,
    effectiveUntil: null,
    isActive: true,
  },
];

/** Allocates one bill twice: from the database's sums, and from the charges in memory. */
export async function compareTotals(lines: number): Promise<TotalsOutcome> {
  const bill = generateBill({ seed: 12, tenants: 200, charges: lines, start, end });
  const server = await realPostgres();
  try {
    const { client, rows } = counting(server.pool());
    await orThrow(migrate(client));
    const billing = new PostgresBill(new Database(client));
    const addSeconds = await secondsOf(async () => {
      for (let i = 0; i < lines; i += 50_000) await billing.add(bill.charges.slice(i, i + 50_000));
    });
    const before = rows();
    const fromStore = await allocated(bill, billing);
    const rowsFetched = rows() - before;
    const inMemory = await allocated(bill, undefined);
    return {
      lines,
      tenants: bill.tenants.length,
      equal: textOf(fromStore.results) === textOf(inMemory.results),
      rowsFetched,
      addSeconds,
      postgresSeconds: fromStore.seconds,
      memorySeconds: inMemory.seconds,
    };
  } finally {
    await server.stop();
  }
}

async function allocated({ tenants, charges }: GeneratedBill, billing: PostgresBill | undefined) {
  const ports = memoryCostPorts({ tenants, charges, rules, now: new Date(end * 1000) });
  const service = new CostAllocationService(billing === undefined ? ports : { ...ports, billing });
  let results: readonly CostAllocationResult[] = [];
  const seconds = await secondsOf(async () => {
    results = (await orThrow(service.allocateBill(orThrow(period(new Date(start * 1000), new Date(end * 1000))))))
      .results;
  });
  return { results, seconds };
}

const textOf = (results: readonly CostAllocationResult[]): string =>
  JSON.stringify(results.map((result) => Result.encode(result)));

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function counting(pool: ReturnType<Awaited<ReturnType<typeof realPostgres>>['pool']>) {
  let count = 0;
  const client: PostgresClient = {
    query: async (text, params) => {
      const answer = await pool.query(text, params);
      count += answer.rows.length;
      return answer;
    },
    connect: () => pool.connect(),
  };
  return { client, rows: () => count };
}
