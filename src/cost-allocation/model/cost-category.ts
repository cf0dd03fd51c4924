import { type Codec } from '../../codec/io-ts.js';

import { oneOf } from '../../codec/record.js';

/** What a cost is for. Every breakdown has all six. */
export type CostCategory = 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';

/** The six categories in the order in which every breakdown lists them. */
export const COST_CATEGORIES: readonly CostCategory[] = [
  'compute',
  'storage',
  'network',
  'shared',
  'reserved',
  'support',
];

export const CostCategory: Codec<CostCategory> = oneOf(COST_CATEGORIES);
