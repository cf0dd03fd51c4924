import { describe, expect, expectTypeOf, it } from 'vitest';
import { SERVICE_CATEGORIES } from '../../../src/adapters/focus/cost-category.js';
import {
  CATEGORY_FACTS,
  type CategoryFacts,
  COST_CATEGORIES,
  type CostCategory,
} from '../../../src/cost-allocation/model/cost-category.js';

describe('the facts of cost categories', () => {
  it('are there for every category: one without them does not compile', () => {
    expectTypeOf(CATEGORY_FACTS).toEqualTypeOf<Readonly<Record<CostCategory, CategoryFacts>>>();
    // @ts-expect-error the category has no facts
    const more: Readonly<Record<CostCategory | 'gpu', CategoryFacts>> = CATEGORY_FACTS;
    expect(Object.keys(more)).toEqual(['compute', 'storage', 'network', 'shared', 'reserved', 'support']);
    expect(COST_CATEGORIES).toEqual(Object.keys(more));
  });
  it('name every service category of FOCUS once, and no color twice', () => {
    const services = COST_CATEGORIES.flatMap((category) => CATEGORY_FACTS[category].focusServices);
    expect(new Set(services).size).toBe(services.length);
    expect(SERVICE_CATEGORIES.get('Databases')).toBe('storage');
    expect(SERVICE_CATEGORIES.size).toBe(19);
    expect(new Set(COST_CATEGORIES.map((category) => CATEGORY_FACTS[category].color)).size).toBe(6);
  });
});
