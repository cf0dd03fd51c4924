/**
 * For hosts: what every port promises, as cases that any test runner can run; and what tests need besides, a clock that
 * stands still, ids in a row, and bills, series and configurations that are the same for the same seed.
 */
export { neverAborted, contractCase, type ContractCase, type PortFixture } from './contract/case.js';
export { billingContract, type BillingSetup } from './contract/billing.js';
export { capacityContract, pricesContract, usageContract, workloadsContract } from './contract/capacity-sources.js';
export { carryContract, resultsContract, rulesContract } from './contract/cost-stores.js';
export { driftHistoryContract, type DriftHistorySetup } from './contract/drift-history.js';
export { actualStateContract, desiredStateContract, suppressionsContract } from './contract/drift-sources.js';
export { forecastStoreContract, modelStoreContract } from './contract/forecast-stores.js';
export { HOSTILE_NAMES } from './contract/hostile-names.js';
export { complianceContract, monitorContract, reconcilerContract, type ReceiverSetup } from './contract/receivers.js';
export {
  ownershipContract,
  ratesContract,
  reservationsContract,
  tenantsContract,
  type RegistrySetup,
} from './contract/registries.js';
export { fixedClock, type FixedClock } from './clock.js';
export { generateBill, type BillSpec, type GeneratedBill } from './generate/bill.js';
export { changeConfiguration, generateConfiguration } from './generate/configuration.js';
export { generateSeries, type SeriesSpec } from './generate/series.js';
export { countingIds } from './ids.js';
export { seededRandom, type SeededRandom } from './random.js';
