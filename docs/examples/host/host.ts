import type { Observer } from '@omnicloud/domain';
import {
  HttpActualState,
  HttpBilling,
  HttpCompliance,
  HttpCompute,
  HttpDesiredState,
} from '@omnicloud/domain/adapters/http';
import { HttpMonitor, HttpReconciler, HttpTenants, ServiceClient } from '@omnicloud/domain/adapters/http';
import { Database, migrate, type PostgresClient } from '@omnicloud/domain/adapters/postgres';
import {
  PostgresDriftHistory,
  PostgresForecasts,
  PostgresModels,
  PostgresResults,
  PostgresRules,
} from '@omnicloud/domain/adapters/postgres';
import { orThrow } from '@omnicloud/domain';
import { Progress } from './progress.js';
import type { Settings } from './settings.js';

/** Everything that the jobs of this host work with: the platform's services over HTTP, the stores in PostgreSQL. */
export interface Host {
  readonly services: ReturnType<typeof servicesAt>;
  readonly stores: ReturnType<typeof storesIn>;
  readonly progress: Progress;
  readonly digestKey: string;
  readonly observer?: Observer;
}

/** Puts the host together, and brings its database up to date. Any number of processes may do so at once. */
export async function openHost(client: PostgresClient, settings: Settings, observer?: Observer): Promise<Host> {
  await orThrow(migrate(client));
  const progress = new Progress(client);
  await progress.prepare();
  return {
    services: servicesAt(settings.platformUrl),
    stores: storesIn(new Database(client)),
    progress,
    digestKey: settings.digestKey,
    ...(observer === undefined ? {} : { observer }),
  };
}

// One client a service: one that is down must not open the circuit of another.
function servicesAt(baseUrl: string) {
  const client = (name: string): ServiceClient => new ServiceClient({ name, baseUrl });
  return {
    tenants: new HttpTenants(client('tenants')),
    billing: new HttpBilling(client('billing')),
    desired: new HttpDesiredState(client('state')),
    actual: new HttpActualState(client('inventory')),
    reconciler: new HttpReconciler(client('reconciler')),
    compliance: new HttpCompliance(client('compliance')),
    compute: new HttpCompute(client('compute')),
    monitor: new HttpMonitor(client('monitor')),
  };
}

function storesIn(database: Database) {
  return {
    rules: new PostgresRules(database),
    results: new PostgresResults(database),
    history: new PostgresDriftHistory(database),
    forecasts: new PostgresForecasts(database),
    models: new PostgresModels(database),
  };
}
