import { decode } from '../../codec/index.js';
import { CostAllocationResult } from '../../cost-allocation/model/index.js';
import type { ResultsPort } from '../../cost-allocation/ports.js';
import { formatDecimal } from '../../money/index.js';
import { orThrow } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import type { Database } from './database.js';
import { toJsonText, toStorableText } from './storable.js';

/** Allocation results in PostgreSQL. Saving is idempotent, because an allocation's id is made from its content. */
export class PostgresResults implements ResultsPort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async save(result: CostAllocationResult): Promise<void> {
    await this.#database.forTenant(
      result.tenantId,
      `INSERT INTO ${this.#database.schema}.allocation_results
         (tenant_id, allocation_id, period_start, period_end, total_allocated, result)
       VALUES ($1, $2, $3, $4, $5::numeric, $6) ON CONFLICT (tenant_id, allocation_id) DO NOTHING`,
      toStorableText(result.allocationId, 'the allocation id'),
      result.periodStart,
      result.periodEnd,
      formatDecimal(result.totalAllocated),
      toJsonText(CostAllocationResult.encode(result)),
    );
  }

  async find(tenantId: string, within: Interval): Promise<readonly CostAllocationResult[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT result FROM ${this.#database.schema}.allocation_results
       WHERE tenant_id = $1 AND period_start >= $2 AND period_end <= $3
       ORDER BY period_start, period_end, allocation_id`,
      within.start,
      within.end,
    );
    return rows.map((row) => orThrow(decode(CostAllocationResult, row['result'], 'a stored allocation result')));
  }
}
