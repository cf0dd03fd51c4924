import { Decimal } from '../money/decimal.js';
import { compareNames, type CostItem } from './divide-share.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';

/** By what costs are broken down: `tag:team` by the values of the tag `team`. */
export type CostKey = 'tenant' | 'project' | 'resource' | 'category' | `tag:${string}`;

/** What costs have in common, one property a key, named as asked and null where a charge has no such value. */
export type CostBreakdownRow<Key extends CostKey = CostKey> = Readonly<Record<Key, string | null>> & {
  /** What they add up to. */
  readonly amount: Decimal;
};

export function isKey(key: unknown): key is CostKey {
  return (
    typeof key === 'string' && (['tenant', 'project', 'resource', 'category'].includes(key) || key.startsWith('tag:'))
  );
}

export const NO_ITEM: CostItem = { projectId: null, resourceId: null, tags: {}, lines: [] };

/** Adds amounts up by the values of the keys. */
export class RowGroups {
  readonly #byValues = new Map<string, { readonly values: readonly (string | null)[]; amount: Decimal }>();

  constructor(private readonly keys: readonly CostKey[]) {}

  add(tenantId: string, category: CostCategory, item: CostItem, amount: Decimal): void {
    const values = this.keys.map((key) => valueOf(key, tenantId, category, item));
    const name = values.length === 1 ? JSON.stringify(values[0]) : JSON.stringify(values);
    const known = this.#byValues.get(name);
    if (known === undefined) this.#byValues.set(name, { values, amount });
    else known.amount = known.amount.plus(amount);
  }

  rows(): readonly object[] {
    if (this.keys.length === 0 && this.#byValues.size === 0) return [{ amount: new Decimal(0) }];
    return [...this.#byValues.values()]
      .sort((a, b) => this.#compare(a.values, b.values))
      .map(({ values, amount }) => ({
        ...Object.fromEntries(this.keys.map((key, i) => [key, values[i]])),
        amount,
      }));
  }

  #compare(a: readonly (string | null)[], b: readonly (string | null)[]): number {
    for (const [i, key] of this.keys.entries()) {
      const order =
        key === 'category'
          ? COST_CATEGORIES.indexOf(a[i] as CostCategory) - COST_CATEGORIES.indexOf(b[i] as CostCategory)
          : compareNames(a[i]!, b[i]!);
      if (order !== 0) return order;
    }
    return 0;
  }
}

/** The value of a key for costs of a tenant in a category; null where there is none. */
export function valueOf(
  key: CostKey,
  tenantId: string,
  category: CostCategory,
  item: Pick<CostItem, 'projectId' | 'resourceId' | 'tags'>,
): string | null {
  switch (key) {
    case 'tenant':
      return tenantId;
    case 'category':
      return category;
    case 'project':
      return item.projectId;
    case 'resource':
      return item.resourceId;
    default: {
      const name = key.slice('tag:'.length);
      return Object.hasOwn(item.tags, name) ? item.tags[name]! : null;
    }
  }
}
