/**
 * Complete ports over plain arrays: for scripts and tests, and the reference of what every other adapter must do.
 *
 * @packageDocumentation
 */
export { memoryCostPorts, type MemoryCostData, type MemoryCostPorts } from './cost.js';
export { memoryDriftPorts, type MemoryDriftInput, type MemoryDriftPorts, type MemoryResource } from './drift.js';
export {
  memoryForecastPorts,
  type MemoryForecastInput,
  type MemoryForecastPorts,
  type MemoryPrice,
} from './forecast.js';
export type * from '../../shared-types.js';
