import { Decimal } from '../../money/index.js';
import type { CapacityLevel, ResourcePrice } from '../model/index.js';

/** Hours in an average month, as cloud price lists count them. */
export const HOURS_PER_MONTH = 730;

/**
 * What a change of capacity costs a month: units changed × on-demand rate × 730 hours, exact. A utilisation's percent
 * are first turned into provisioned units.
 */
export function monthlyCost(change: number, capacity: CapacityLevel, price: ResourcePrice): Decimal {
  const units = new Decimal(String(change)).times(unitsPerPoint(capacity));
  return units.times(price.onDemandHourly).times(HOURS_PER_MONTH).toDecimalPlaces(COST_DECIMALS);
}

/** A share of a unit may have endless digits; money is told to twelve. */
const COST_DECIMALS = 12;

function unitsPerPoint({ metric, provisionedUnits }: CapacityLevel): Decimal {
  const utilisation = metric === 'cpu_utilization' || metric === 'memory_utilization';
  return utilisation ? new Decimal(String(provisionedUnits ?? 1)).div(100) : new Decimal(1);
}
