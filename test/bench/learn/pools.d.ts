import type { Family } from '../../../src/capacity-forecast/ensemble/family.js';
/**
 * The models that each family's table weighs: those left after dropping, one by one, whatever the forecasts of series
 * held back did not miss, or missed less than its time was worth.
 */
export declare const POOLS: Readonly<Record<Family, readonly string[]>>;
/** Groups that lend strength to the learning; the share of errors beyond each level is set without them. */
export declare const LENDING: ReadonlySet<string>;
