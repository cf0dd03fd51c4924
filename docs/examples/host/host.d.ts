import type { Observer } from '@omnicloud/domain';
import { HttpActualState, HttpBilling, HttpCompliance, HttpCompute, HttpDesiredState } from '@omnicloud/domain/adapters/http';
import { HttpMonitor, HttpReconciler, HttpTenants } from '@omnicloud/domain/adapters/http';
import { Database, type PostgresClient } from '@omnicloud/domain/adapters/postgres';
import { PostgresDriftHistory, PostgresForecasts, PostgresModels, PostgresResults, PostgresRules } from '@omnicloud/domain/adapters/postgres';
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
export declare function openHost(client: PostgresClient, settings: Settings, observer?: Observer): Promise<Host>;
declare function servicesAt(baseUrl: string): {
    tenants: HttpTenants;
    billing: HttpBilling;
    desired: HttpDesiredState;
    actual: HttpActualState;
    reconciler: HttpReconciler;
    compliance: HttpCompliance;
    compute: HttpCompute;
    monitor: HttpMonitor;
};
declare function storesIn(database: Database): {
    rules: PostgresRules;
    results: PostgresResults;
    history: PostgresDriftHistory;
    forecasts: PostgresForecasts;
    models: PostgresModels;
};
export {};
