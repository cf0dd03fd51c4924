import { type Codec } from '../../codec/io-ts.js';

import { oneOf } from '../../codec/values.js';

/** What a cost is for. Every breakdown has all of them. */
export type CostCategory = 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';

/** What the library knows of a category. */
export interface CategoryFacts {
  /**
   * By what a pool of this category is shared where its rule names no weights: by the usage in the category itself, or
   * by the direct cost in all categories, where the category has no usage of its own.
   */
  readonly defaultDriver: 'usage' | 'directCost';
  /** Its color in charts. Their gray values, 47 86 119 160 191 216, stay apart in black and white. */
  readonly color: string;
  /** The service categories of FOCUS (1.0 to 1.4) that count as it. */
  readonly focusServices: readonly string[];
}

/**
 * The facts of every category, in the order in which every breakdown lists them. A category without facts does not
 * compile.
 */
export const CATEGORY_FACTS: Readonly<Record<CostCategory, CategoryFacts>> = {
  compute: {
    defaultDriver: 'usage',
    color: '#12355b',
    focusServices: ['AI and Machine Learning', 'Analytics', 'Compute', 'Media', 'Mobile', 'Web'],
  },
  storage: { defaultDriver: 'usage', color: '#3a6b35', focusServices: ['Databases', 'Storage'] },
  network: {
    defaultDriver: 'usage',
    color: '#4f80b0',
    focusServices: ['Integration', 'Internet of Things', 'Migration', 'Networking'],
  },
  shared: {
    defaultDriver: 'directCost',
    color: '#c39b62',
    focusServices: ['Developer Tools', 'Identity', 'Management and Governance', 'Multicloud', 'Security'],
  },
  reserved: { defaultDriver: 'usage', color: '#a9c4e0', focusServices: [] },
  support: { defaultDriver: 'directCost', color: '#dfd8c8', focusServices: ['Business Applications', 'Other'] },
};

/** The categories in the order in which every breakdown lists them. */
export const COST_CATEGORIES = Object.keys(CATEGORY_FACTS) as readonly CostCategory[];

export const CostCategory: Codec<CostCategory> = oneOf(COST_CATEGORIES);
