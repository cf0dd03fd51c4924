import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as focus from '../src/adapters/focus/index.js';
import { ServiceClient } from '../src/adapters/http/index.js';
import * as kubernetes from '../src/adapters/kubernetes/index.js';
import { memoryCostPorts, memoryDriftPorts, memoryForecastPorts } from '../src/adapters/memory/index.js';
import * as postgres from '../src/adapters/postgres/index.js';
import * as sql from '../src/adapters/sql/index.js';
import * as terraform from '../src/adapters/terraform/index.js';
import * as capacity from '../src/capacity-forecast/index.js';
import { dailyAnomalies } from '../src/cost-allocation/anomalies/index.js';
import * as cost from '../src/cost-allocation/index.js';
import { sumCsv } from '../src/cost-allocation/sums/index.js';
import { verifyBill } from '../src/cost-allocation/verification.js';
import { rulesFromOpenApi, rulesFromSchema } from '../src/drift/cloud/index.js';
import { readAuditEvents } from '../src/drift/history/index.js';
import * as drift from '../src/drift/index.js';
import { Decimal } from '../src/money/decimal.js';
import { E, orThrow } from '../src/prelude.js';

const now = new Date('2026-03-05T00:00:00Z');
const march = orThrow(cost.month('2026-03'));
const bill = { period: march, tenants: [], charges: [] };
const allocated = orThrow(cost.allocatePeriod({ ...bill, currency: 'EUR' }));
const usage = { metric: 'cpu_utilization', points: [], now: 1 } as const;
const demand = orThrow(
  capacity.fitDemand({
    ...usage,
    points: Array.from({ length: 40 }, (_, day) => ({ timestamp: day * 86_400, value: 50 + (day % 7) })),
    now: 40 * 86_400,
  }),
);
const client = { query: async () => ({ rows: [] }) };
const source = { dialect: 'duckdb', table: 't', columns: sql.focusColumns('duckdb') } as const;
const query = { period: { start: 0, end: 1 }, intervals: [{ start: 0, end: 1 }] } as never;
const csv = 'tenant,category,cost\na,compute,1\n';
const columns = { tenantId: 'tenant', category: 'category', cost: 'cost' };
const state = '{"version":4,"resources":[]}';
const plan = '{"format_version":"1.2","resource_changes":[]}';

async function firstOf<A>(generator: AsyncGenerator<A>): Promise<A> {
  return (await generator.next()).value as A;
}
const scan = (options: object) =>
  new drift.DriftDetector(memoryDriftPorts({ resources: [], now }), options).scanTenantResources('a')();
const clockOf = (ports: { readonly clock: { now(): Date } }): Date => ports.clock.now();

type Answer = (extra: Readonly<Record<string, unknown>>) => unknown;

/** Every public function and class with options that can answer an error, called with some more of them. */
const WITH_OPTIONS: Readonly<Record<string, Answer>> = {
  allocateBill: (extra) => cost.allocateBill(bill, extra)(),
  allocatePeriod: (extra) => cost.allocatePeriod({ ...bill, ...extra }),
  applyColumnRules: (extra) => cost.applyColumnRules([], [], extra),
  apportion: (extra) => cost.apportion('1', ['1'], extra),
  correctionLines: (extra) => cost.correctionLines([], allocated, extra),
  dailyAnomalies: (extra) => dailyAnomalies({ start: 0, costs: [] }, extra),
  invoiceLines: (extra) => cost.invoiceLines(allocated, extra),
  previewRules: (extra) => cost.previewRules([], [], extra),
  readAwsCostCategory: (extra) => cost.readAwsCostCategory({ Name: 'team', Rules: [] }, extra),
  sumCsv: (extra) => sumCsv(csv, columns, extra)(),
  'the columns of sumCsv': (extra) => sumCsv(csv, { ...columns, ...extra })(),
  verifyBill: (extra) => verifyBill(allocated.record, extra)(),
  CostAllocationService: (extra) =>
    new cost.CostAllocationService(memoryCostPorts({ tenants: [], charges: [], now }), extra).allocateBill(march)(),
  detectAnomalies: (extra) => {
    const { notJudged } = cost.detectAnomalies(new Decimal(1), [], { tenantId: 'a', ...extra });
    return E.left(new Error(notJudged));
  },
  forecastDemand: (extra) => capacity.forecastDemand(demand, extra),
  exhaustDemand: (extra) => capacity.exhaustDemand(demand, { capacity: 90, ...extra }),
  fitDemand: (extra) => capacity.fitDemand({ ...usage, ...extra }),
  forecastUsage: (extra) => capacity.forecastUsage({ ...usage, granularity: 'daily', horizonDays: 1, ...extra }),
  projectExhaustion: (extra) => capacity.projectExhaustion({ ...usage, capacity: 90, ...extra }),
  forecastSeries: (extra) => capacity.forecastSeries([1, 2, 3], { horizon: 1, ...extra }),
  forecastMany: async (extra) => (await firstOf(capacity.forecastMany([], extra)))?.forecast,
  CapacityForecastEngine: (extra) =>
    new capacity.CapacityForecastEngine(memoryForecastPorts({ usage: [], now }), extra).forecastMetric(
      'a',
      'cpu_utilization',
    )(),
  DriftDetector: scan,
  'the scan of a DriftDetector': (extra) => scan({ scan: extra }),
  'the plan of a DriftDetector': (extra) => scan({ plan: extra }),
  scanTenantResources: (extra) =>
    new drift.DriftDetector(memoryDriftPorts({ resources: [], now })).scanTenantResources('a', undefined, extra)(),
  driftRules: (extra) => drift.driftRules(extra),
  extendRules: (extra) => drift.extendRules(orThrow(drift.driftRules({})), extra),
  'a variant of rules': (extra) => drift.driftRules({ variants: [{ when: { kind: 'A' }, ...extra }] }),
  'the rules of a variant': (extra) => drift.driftRules({ variants: [{ when: { kind: 'A' }, rules: extra }] }),
  rulesFromSchema: (extra) => rulesFromSchema({}, extra),
  'the schema of rulesFromSchema': (extra) => rulesFromSchema(extra),
  rulesFromOpenApi: (extra) => rulesFromOpenApi({ properties: { a: { type: 'string' } } }, extra),
  readAuditEvents: (extra) => readAuditEvents([], { tenantId: 'a', ...extra }),
  checkFocusConformance: (extra) => focus.checkFocusConformance('A\n1\n', extra)(),
  readFocusCharges: (extra) => focus.readFocusCharges('A\n', extra)(),
  readFocusRows: (extra) => focus.readFocusRows('A\n', extra)(),
  reconcileInvoice: (extra) => focus.reconcileInvoice('A\n', 'A\n', extra)(),
  streamFocusCharges: (extra) => firstOf(focus.streamFocusCharges('A\n', extra)),
  pairKubernetesResources: (extra) => kubernetes.pairKubernetesResources([], [], { tenantId: 'a', ...extra }),
  readTerraformPlan: (extra) => terraform.readTerraformPlan(plan, { tenantId: 'a', ...extra }),
  readTerraformState: (extra) => terraform.readTerraformState(state, { tenantId: 'a', ...extra }),
  totalsStatement: (extra) => sql.totalsStatement(query, { ...source, ...extra }),
  'the columns of chargesStatement': (extra) =>
    sql.chargesStatement(query, { ...source, columns: { ...source.columns, ...extra } }),
  migrate: (extra) => postgres.migrate(client, extra)(),
  enableRowLevelSecurity: (extra) => postgres.enableRowLevelSecurity(client, extra),
  Database: (extra) => new postgres.Database(client, extra),
  ServiceClient: (extra) => new ServiceClient({ name: 'a', baseUrl: 'http://a.example', ...extra }),
  memoryCostPorts: (extra) => clockOf(memoryCostPorts({ tenants: [], charges: [], now, ...extra })),
  memoryDriftPorts: (extra) => clockOf(memoryDriftPorts({ resources: [], now, ...extra })),
  memoryForecastPorts: (extra) => clockOf(memoryForecastPorts({ usage: [], now, ...extra })),
};

/** What answers a plain value, by its type: a list, a text, true or false. */
const PLAIN = [
  'costTrend',
  'detectChangePoints',
  'explainIncrease',
  'failsGate',
  'lastAppliedConfiguration',
  'remediationPlan',
  'simulate',
  'writeFocusCsv',
];

/** What a call answers as an error, or throws where a mistake of the configuration is thrown. */
async function errorOf(answer: Answer, extra: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    const outcome = await answer(extra);
    return (outcome as { readonly left?: unknown } | undefined)?.left;
  } catch (error) {
    return error;
  }
}

describe('a misspelled option is refused by its name', () => {
  it('of every function that takes options and can answer an error', () => {
    const folder = new URL('../docs/api-surface/', import.meta.url);
    const surface = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const named = surface.join('\n').matchAll(/^export function (\w+).*[( ]options\??: /gm);
    const missing = [...named].flatMap(([, name = '']) => (name in WITH_OPTIONS || PLAIN.includes(name) ? [] : [name]));
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(WITH_OPTIONS))('%s', async (_, answer) => {
    const error = await errorOf(answer, { notAnOptoin: 1 });
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain('notAnOptoin');
    expect(String(await errorOf(answer, {}))).not.toMatch(/notAnOptoin|one of the fields/);
  });
});
