import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryCostPorts, memoryDriftPorts, memoryForecastPorts } from '../../src/adapters/memory/index.js';
import { CapacityForecastEngine } from '../../src/capacity-forecast/index.js';
import { CostAllocationService } from '../../src/cost-allocation/index.js';
import { DriftDetector } from '../../src/drift/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { period } from '../../src/time/period.js';
import { E, orThrow, type Either, type TaskEither } from '../../src/prelude.js';
import { generateSeries } from '../../src/testing/index.js';

const now = new Date('2026-11-23T00:00:00Z');
const at = now.getTime() / 1000;
const TENANTS = ['acme', 'globex'] as const;

/** Everything of the other tenant can be told by this text, or by this number. */
const SECRET = 'globex-secret';
const SECRET_NUMBER = 987_654;

const nameOf = (tenantId: string): string => (tenantId === 'globex' ? SECRET : 'acme-own');
const numberOf = (tenantId: string): number => (tenantId === 'globex' ? SECRET_NUMBER : 20);

/**
 * Ports that answer for the other tenant, each in the methods that `lies` names: the request says `acme`, and the
 * answer is what `globex` would get.
 */
function lying<P extends object>(ports: P, room: string, lies: ReadonlySet<string>): P {
  const swap = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'tenantId' in value && value.tenantId === 'acme'
      ? {
          ...value,
          tenantId: 'globex',
          ...('resourceId' in value ? { resourceId: SECRET } : {}),
          ...('workloadId' in value ? { workloadId: SECRET } : {}),
        }
      : value;
  const entries = Object.entries(ports).map(([name, port]) => {
    if (typeof port !== 'object' || port === null || Array.isArray(port)) return [name, port];
    const methods = Object.entries(port).map(([method, call]) =>
      typeof call === 'function' && lies.has(`${room}.${name}.${method}`)
        ? [
            method,
            (query: unknown, ...rest: unknown[]) =>
              (call as (...args: unknown[]) => unknown).call(port, swap(query), ...rest),
          ]
        : [method, call],
    );
    return [name, Object.fromEntries(methods)];
  });
  return Object.fromEntries(entries) as P;
}

/** The methods that are asked for one tenant's data. Of `actual.readResource` see the test of the HTTP port. */
const LIES = [
  'cost.billing.charges',
  'drift.desired.listResources',
  'drift.actual.listResources',
  'drift.history.latest',
  'drift.history.read',
  'drift.suppressions.listSuppressions',
  'forecast.usage.readUsage',
  'forecast.capacity.readCapacity',
  'forecast.prices.listPrices',
  'forecast.workloads.readWorkload',
  'forecast.forecasts.latestForecasts',
  'forecast.models.latestModel',
];

async function world() {
  const cost = memoryCostPorts({
    tenants: TENANTS.map((tenantId) => ({ tenantId, tier: 'pro', createdAt: 0, deletedAt: null })),
    charges: TENANTS.map((tenantId) => ({
      chargeId: `charge of ${nameOf(tenantId)}`,
      tenantId,
      resourceId: nameOf(tenantId),
      category: 'compute' as const,
      cost: new Decimal(numberOf(tenantId)),
      currency: 'USD',
      start: at - 86_400,
      end: at,
      tags: { team: nameOf(tenantId) },
    })),
    now,
  });
  const drift = memoryDriftPorts({
    resources: TENANTS.map((tenantId) => ({
      tenantId,
      resourceId: nameOf(tenantId),
      resourceType: 'aws_instance',
      desired: { size: 'm' },
      actual: { size: nameOf(tenantId) },
    })),
    suppressions: TENANTS.map((tenantId) => ({
      suppressionId: `suppression of ${nameOf(tenantId)}`,
      tenantId,
      resourceId: '*',
      resourceType: '*',
      pattern: 'other',
      owner: nameOf(tenantId),
      reason: nameOf(tenantId),
      createdAt: 0 as never,
      expiresAt: (at - 1) as never,
    })),
    now,
    digestKey: 'a key for tests alone',
  });
  const forecast = memoryForecastPorts({
    usage: TENANTS.map((tenantId, seed) => ({
      tenantId,
      metric: 'instance_count' as const,
      points: generateSeries({
        seed,
        points: 20,
        start: at - 20 * 86_400,
        step: 86_400,
        level: numberOf(tenantId),
        noise: 1,
      }),
    })),
    capacity: TENANTS.map((tenantId) => ({
      tenantId,
      metric: 'instance_count' as const,
      capacity: numberOf(tenantId),
      resourceType: nameOf(tenantId),
    })),
    prices: TENANTS.map((tenantId) => ({
      tenantId,
      metric: 'instance_count' as const,
      currency: 'USD',
      onDemandHourly: String(numberOf(tenantId)),
    })),
    workloads: TENANTS.map((tenantId) => ({
      tenantId,
      workloadId: nameOf(tenantId),
      demand: [{ metric: 'instance_count' as const, level: numberOf(tenantId) / 10 }],
    })),
    now,
  });
  // What the stores know of both: a scan and a forecast of each, made honestly.
  for (const tenantId of TENANTS) {
    await orThrow(new DriftDetector(drift).scanTenantResources(tenantId));
    await orThrow(new CapacityForecastEngine(forecast).forecastMetric(tenantId, 'instance_count'));
  }
  return { cost, drift, forecast };
}

type World = Awaited<ReturnType<typeof world>>;

const OPERATIONS: Readonly<Record<string, (lied: World) => TaskEither<unknown, unknown>>> = {
  'cost by tags': ({ cost }) =>
    new CostAllocationService(cost).getCostByTags(
      'acme',
      [{ key: 'team', value: '*' }],
      orThrow(period(new Date((at - 86_400) * 1000), now)),
    ),
  anomalies: ({ cost }) => new CostAllocationService(cost).detectCostAnomalies('acme', '1000'),
  scan: ({ drift }) => new DriftDetector(drift).scanTenantResources('acme'),
  'drift history': ({ drift }) =>
    new DriftDetector(drift).getDriftHistory({ resourceId: 'acme-own', tenantId: 'acme' }),
  forecast: ({ forecast }) => new CapacityForecastEngine(forecast).forecastMetric('acme', 'instance_count'),
  recommendations:
    ({ forecast }) =>
    async () => {
      const [own] = await forecast.forecasts.latestForecasts(
        { tenantId: 'acme', metric: 'instance_count', limit: 1 },
        new AbortController().signal,
      );
      return new CapacityForecastEngine(forecast).generateCapacityRecommendations('acme', own!)();
    },
  exhaustion: ({ forecast }) =>
    new CapacityForecastEngine(forecast).projectCapacityExhaustion('acme', 'instance_count', 30),
  scenario: ({ forecast }) =>
    new CapacityForecastEngine(forecast).runWhatIfScenario('acme', { removeWorkloadId: 'acme-own' }),
  accuracy: ({ forecast }) => new CapacityForecastEngine(forecast).getHistoricalAccuracy('acme', 'instance_count'),
};

describe('a request for one tenant, with ports that answer for another', () => {
  it('returns, stores, publishes and logs nothing of the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(OPERATIONS)),
        fc.subarray(LIES, { minLength: 1 }),
        async (operation, lies) => {
          const honest = await world();
          const { cost, drift, forecast } = honest;
          const seen = (): unknown => [
            cost.stored.results,
            cost.stored.published,
            cost.stored.log,
            drift.storedEntries,
            drift.reconciliations,
            drift.escalations,
            drift.logLines,
            forecast.publishedForecasts,
            forecast.publishedRecommendations,
            forecast.logLines,
          ];
          const before = occurrences(seen());
          const told = new Set(lies);
          const lied = {
            cost: lying(cost, 'cost', told),
            drift: lying(drift, 'drift', told),
            forecast: lying(forecast, 'forecast', told),
          };
          const outcome = await OPERATIONS[operation]!(lied)();
          expect(
            occurrences(
              E.isLeft(outcome as Either<unknown, unknown>)
                ? String((outcome as { readonly left: Error }).left.message)
                : outcome,
            ),
          ).toBe(0);
          expect(occurrences(seen())).toBe(before);
        },
      ),
      { numRuns: 60, seed: 42 },
    );
  }, 120_000);

  it('gives every operation its answer where the ports are honest', async () => {
    const honest = await world();
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      const outcome = (await operation(honest)()) as Either<Error, unknown>;
      expect([name, E.isLeft(outcome) ? outcome.left.message : 'answered']).toEqual([name, 'answered']);
    }
  });
});

function occurrences(value: unknown): number {
  const text = JSON.stringify(value) ?? '';
  // A number that begins with these digits; in the middle of another number they mean nothing.
  const numbers = text.match(new RegExp(`(?<![\\d.])${String(SECRET_NUMBER).slice(0, 4)}`, 'g')) ?? [];
  return text.split(SECRET).length - 1 + numbers.length;
}
