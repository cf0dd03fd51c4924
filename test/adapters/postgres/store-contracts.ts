import { PostgresBill } from '../../../src/adapters/postgres/bill.js';
import { Database, type DatabaseOptions, type PostgresClient } from '../../../src/adapters/postgres/database.js';
import { migrate } from '../../../src/adapters/postgres/migrate.js';
import {
  PostgresCarriedEntitlements,
  PostgresDriftHistory,
  PostgresForecasts,
  PostgresModels,
  PostgresResults,
  PostgresRules,
} from '../../../src/adapters/postgres/stores.js';
import { orThrow } from '../../../src/prelude.js';
import { billingContract } from '../../../src/testing/billing-contract.js';
import { carryContract, resultsContract, rulesContract } from '../../../src/testing/cost-contract.js';
import { driftHistoryContract } from '../../../src/testing/drift-contract.js';
import { forecastStoreContract, modelStoreContract } from '../../../src/testing/forecast-contract.js';
import type { ContractCase } from '../../../src/testing/port-cases.js';

let schemas = 0;

/** A schema of its own, migrated and empty. */
export async function emptyDatabase(client: PostgresClient, options: DatabaseOptions = {}): Promise<Database> {
  schemas += 1;
  const schema = `case_${schemas}`;
  await orThrow(migrate(client, { schema }));
  return new Database(client, { ...options, schema });
}

/** Every contract of a store, on one client. */
export function storeContracts(client: () => PostgresClient): readonly ContractCase[] {
  const opening =
    <P>(make: (database: Database) => P) =>
    async () => ({ port: make(await emptyDatabase(client())) });
  return [
    ...rulesContract({ open: opening((database) => new PostgresRules(database)) }),
    ...resultsContract({ open: opening((database) => new PostgresResults(database)) }),
    ...carryContract({ open: opening((database) => new PostgresCarriedEntitlements(database)) }),
    ...driftHistoryContract({
      open: opening((database) => new PostgresDriftHistory(database)),
      acrossTenants: false,
    }),
    ...driftHistoryContract({
      open: opening((database) => new PostgresDriftHistory(database, { acrossTenants: true })),
      acrossTenants: true,
    }).slice(-1),
    ...forecastStoreContract({ open: opening((database) => new PostgresForecasts(database)) }),
    ...billingContract({
      open: async (charges) => {
        const port = new PostgresBill(await emptyDatabase(client()));
        await port.add(charges);
        return { port };
      },
      totals: true,
    }),
    ...modelStoreContract({ open: opening((database) => new PostgresModels(database)) }),
  ];
}
