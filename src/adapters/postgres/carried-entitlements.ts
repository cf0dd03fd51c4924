import type { CarryPort } from '../../cost-allocation/ports.js';
import type { Database } from './database.js';
import { toJsonText } from './storable.js';

/** What `carryForward` rules hand on from one period to the next, in PostgreSQL. Writing again replaces. */
export class PostgresCarriedEntitlements implements CarryPort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read(asOf: number): Promise<unknown> {
    const [row] = await this.#database.shared(
      `SELECT carried FROM ${this.#database.schema}.carried_entitlements WHERE as_of = $1`,
      asOf,
    );
    return row === undefined ? null : row['carried'];
  }

  async write(asOf: number, carried: unknown): Promise<void> {
    await this.#database.shared(
      `INSERT INTO ${this.#database.schema}.carried_entitlements (as_of, carried) VALUES ($1, $2)
       ON CONFLICT (as_of) DO UPDATE SET carried = EXCLUDED.carried`,
      asOf,
      toJsonText(carried),
    );
  }
}
