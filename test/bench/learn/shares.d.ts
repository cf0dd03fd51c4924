import type { Example } from './examples.js';
/**
 * What each group of series counts while learning: in proportion to the square root of its number of series, so that
 * large groups lead and small ones are heard.
 */
export declare function sharesOf(examples: readonly Example[]): ReadonlyMap<string, number>;
