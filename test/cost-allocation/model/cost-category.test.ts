import { describe, expect, expectTypeOf, it } from 'vitest';
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
    expect(services).toHaveLength(19);
    expect(CATEGORY_FACTS.storage.focusServices).toContain('Databases');
    expect(new Set(COST_CATEGORIES.map((category) => CATEGORY_FACTS[category].color)).size).toBe(6);
  });
});
