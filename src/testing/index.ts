/**
 * For hosts: what every port promises, as cases that any test runner can run; and what tests need besides, a clock that
 * stands still, ids in a row, and bills, series and configurations that are the same for the same seed.
 *
 * @packageDocumentation
 */
export {
  neverAborted,
  contractCase,
  type ContractCase,
  type PortFixture,
  HOSTILE_NAMES,
  type RegistrySetup,
  type BillingSetup,
  type ReceiverSetup,
} from './port-cases.js';
export { billingContract } from './billing-contract.js';
export {
  capacityContract,
  pricesContract,
  usageContract,
  workloadsContract,
  forecastStoreContract,
  modelStoreContract,
  monitorContract,
} from './forecast-contract.js';
export {
  carryContract,
  resultsContract,
  rulesContract,
  ownershipContract,
  ratesContract,
  reservationsContract,
  tenantsContract,
} from './cost-contract.js';
export {
  driftHistoryContract,
  type DriftHistorySetup,
  actualStateContract,
  desiredStateContract,
  suppressionsContract,
  auditTrailContract,
  baselinesContract,
  complianceContract,
  reconcilerContract,
} from './drift-contract.js';
export { fixedClock, type FixedClock, countingIds, seededRandom, type SeededRandom } from './deterministic.js';
export {
  generateBill,
  type BillSpec,
  type GeneratedBill,
  changeConfiguration,
  generateConfiguration,
  generateSeries,
  type SeriesSpec,
} from './generate.js';
export { simulate, type SimulationOptions, type SimulationReport, type SimulationViolation } from './simulator.js';
export { BAD_YEAR, NO_FAULTS, type SimulatedStores, type SimulationFaults } from './simulator-ports.js';
export type { InvariantName } from './simulator-checks.js';
export type * from '../shared-types.js';
