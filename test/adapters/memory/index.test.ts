import { describe } from 'vitest';
import {
  type MemoryCostData,
  memoryCostPorts,
  memoryDriftPorts,
  memoryForecastPorts,
} from '../../../src/adapters/memory/index.js';
import * as contract from '../../../src/testing/index.js';
import { runCases } from '../../testing/run-cases.js';

const now = new Date(1.7e12);
const cost = (data: Partial<MemoryCostData> = {}) => memoryCostPorts({ tenants: [], charges: [], now, ...data });
const drift = (resources: Parameters<typeof memoryDriftPorts>[0]['resources'] = []) =>
  memoryDriftPorts({ resources, now });
const capacity = (data: Partial<Parameters<typeof memoryForecastPorts>[0]> = {}) =>
  memoryForecastPorts({ usage: [], now, ...data });

describe('in memory', () => {
  runCases([
    ...contract.billingContract({ open: (charges) => ({ port: cost({ charges }).billing }), totals: false }),
    ...contract.tenantsContract({ open: (tenants) => ({ port: cost({ tenants }).tenants }) }),
    ...contract.ownershipContract({ open: (ownership) => ({ port: cost({ ownership }).ownership }) }),
    ...contract.reservationsContract({ open: (reservations) => ({ port: cost({ reservations }).reservations }) }),
    ...contract.ratesContract({ open: (rates) => ({ port: cost({ rates }).rates }) }),
    ...contract.rulesContract({ open: () => ({ port: cost().rules }) }),
    ...contract.resultsContract({ open: () => ({ port: cost().results }) }),
    ...contract.carryContract({ open: () => ({ port: cost().carry }) }),
    ...contract.driftHistoryContract({ open: () => ({ port: drift().history }), acrossTenants: true }),
    ...contract.desiredStateContract({
      open: (declared) => ({
        port: drift(declared.map(({ configuration, ...rest }) => ({ ...rest, desired: configuration }))).desired,
      }),
    }),
    ...contract.actualStateContract({
      open: (running) => ({
        port: drift(running.map(({ configuration, ...rest }) => ({ ...rest, actual: configuration }))).actual,
      }),
      lists: true,
    }),
    ...contract.suppressionsContract({
      open: (suppressions) => ({ port: memoryDriftPorts({ resources: [], now, suppressions }).suppressions! }),
    }),
    ...contract.baselinesContract({
      open: (baselines) => ({ port: memoryDriftPorts({ resources: [], now, baselines }).baselines! }),
    }),
    ...contract.auditTrailContract({
      open: (events) => ({ port: memoryDriftPorts({ resources: [], now, events }).audit! }),
    }),
    ...contract.reconcilerContract({
      open: () => {
        const ports = drift();
        return { port: ports.reconciler, received: () => ports.reconciliations };
      },
      once: false,
    }),
    ...contract.complianceContract({
      open: () => {
        const ports = drift();
        return { port: ports.compliance, received: () => ports.escalations };
      },
      once: false,
    }),
    ...contract.monitorContract({
      open: () => {
        const ports = capacity();
        return { port: ports.monitor!, received: () => ports.publishedForecasts };
      },
      once: false,
    }),
    ...contract.usageContract({ open: (usage) => ({ port: capacity({ usage }).usage }), metrics: true }),
    ...contract.capacityContract({ open: (levels) => ({ port: capacity({ capacity: levels }).capacity! }) }),
    ...contract.pricesContract({ open: (prices) => ({ port: capacity({ prices: prices as never }).prices! }) }),
    ...contract.workloadsContract({ open: (workloads) => ({ port: capacity({ workloads }).workloads! }) }),
    ...contract.forecastStoreContract({ open: () => ({ port: capacity().forecasts }) }),
    ...contract.modelStoreContract({ open: () => ({ port: capacity().models }) }),
  ]);
});
