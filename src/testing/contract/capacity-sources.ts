import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { CapacityLevel, ResourcePrice, Workload, type UsageSeries } from '../../capacity-forecast/model/index.js';
import type { CapacityPort, PricePort, UsagePort, WorkloadPort } from '../../capacity-forecast/ports.js';
import { Decimal } from '../../money/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { neverAborted, contractCase, type ContractCase } from './case.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import type { RegistrySetup } from './registries.js';

const toEpochSeconds = (seconds: number): EpochSeconds => seconds as EpochSeconds;

/** What a source of measured usage promises; `metrics` says whether it can list the metrics of a tenant. */
export function usageContract({
  open,
  metrics,
}: RegistrySetup<UsagePort, UsageSeries> & { readonly metrics: boolean }): readonly ContractCase[] {
  const points = (values: readonly number[]): UsageSeries['points'] =>
    values.map((value, i) => ({ timestamp: i * 10, value }));
  const known: readonly UsageSeries[] = [
    ...HOSTILE_NAMES.map((tenantId, i): UsageSeries => ({
      tenantId,
      metric: 'cpu_utilization',
      points: points([i, 0.1 + 0.2, 1e-300]),
    })),
    { tenantId: 'acme', metric: 'request_rate', points: points([5, 6, 7, 8]) },
  ];
  const read = async (
    port: UsagePort,
    tenantId: string,
    since: number,
    until: number,
    metric = known[0]!.metric,
  ): Promise<unknown[]> => {
    const series = await port.readUsage(
      { tenantId, metric, since: toEpochSeconds(since), until: toEpochSeconds(until) },
      neverAborted(),
    );
    deepStrictEqual([series.tenantId, series.metric], [tenantId, metric]);
    return [...series.points]
      .sort((a, b) => a.timestamp - b.timestamp)
      .map(({ timestamp, value }) => [timestamp, value]);
  };
  const ends = contractCase(
    'usage: both ends belong to what is asked for',
    () => open(known),
    async ({ port }) => {
      deepStrictEqual(await read(port, 'acme', 10, 20, 'request_rate'), [
        [10, 6],
        [20, 7],
      ]);
      deepStrictEqual(await read(port, 'acme', 10.5, 19.5, 'request_rate'), []);
    },
  );
  const apart = contractCase(
    'usage: tenants are told apart to the letter, and nothing known is no points',
    () => open(known),
    async ({ port }) => {
      for (const [i, tenantId] of HOSTILE_NAMES.entries()) {
        deepStrictEqual(await read(port, tenantId, 0, 100), [
          [0, i],
          [10, 0.1 + 0.2],
          [20, 1e-300],
        ]);
      }
      deepStrictEqual(await read(port, 'nobody', 0, 100), []);
    },
  );
  const listed = contractCase(
    'usage: the metrics of a tenant',
    () => open(known),
    async ({ port }) => {
      deepStrictEqual([...(await port.listMetrics!({ tenantId: 'acme' }, neverAborted()))].sort(), [
        'cpu_utilization',
        'request_rate',
      ]);
      deepStrictEqual(await port.listMetrics!({ tenantId: 'nobody' }, neverAborted()), []);
    },
  );
  return [ends, apart, ...(metrics ? [listed] : [])];
}

/** What a source of today's capacity promises. */
export function capacityContract({ open }: RegistrySetup<CapacityPort, CapacityLevel>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): CapacityLevel => ({
    tenantId,
    metric: 'instance_count',
    capacity: i + 0.5,
    resourceType: 'm6i.xlarge',
    increment: 1,
  }));
  return [
    contractCase(
      'capacity: each tenant has its own, and null where nothing is known',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.readCapacity({ tenantId: one.tenantId, metric: 'instance_count' }, neverAborted());
          deepStrictEqual(found === null ? null : CapacityLevel.encode(found), CapacityLevel.encode(one));
        }
        strictEqual(await port.readCapacity({ tenantId: 'acme', metric: 'request_rate' }, neverAborted()), null);
        strictEqual(await port.readCapacity({ tenantId: 'nobody', metric: 'instance_count' }, neverAborted()), null);
      },
    ),
  ];
}

/** What a source of prices promises. */
export function pricesContract({ open }: RegistrySetup<PricePort, ResourcePrice>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): ResourcePrice => ({
    tenantId,
    metric: 'instance_count',
    currency: 'USD',
    onDemandHourly: new Decimal(`0.1920000000000000000${i}`),
  }));
  return [
    contractCase(
      'prices: each tenant has its own, to the last digit',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.listPrices({ tenantId: one.tenantId }, neverAborted());
          deepStrictEqual(
            found.map((price) => ResourcePrice.encode(price)),
            [ResourcePrice.encode(one)],
          );
        }
        deepStrictEqual(await port.listPrices({ tenantId: 'nobody' }, neverAborted()), []);
      },
    ),
  ];
}

/** What a register of workloads promises. */
export function workloadsContract({ open }: RegistrySetup<WorkloadPort, Workload>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): Workload => ({
    tenantId,
    workloadId: 'shop/eu',
    demand: [{ metric: 'cpu_utilization', level: i, spread: 0.25 }],
  }));
  return [
    contractCase(
      'workloads: one is found by tenant and id, and null where there is none',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.readWorkload({ tenantId: one.tenantId, workloadId: 'shop/eu' }, neverAborted());
          deepStrictEqual(found === null ? null : Workload.encode(found), Workload.encode(one));
        }
        strictEqual(await port.readWorkload({ tenantId: 'acme', workloadId: 'shop' }, neverAborted()), null);
        strictEqual(await port.readWorkload({ tenantId: 'nobody', workloadId: 'shop/eu' }, neverAborted()), null);
      },
    ),
  ];
}
