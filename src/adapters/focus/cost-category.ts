import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from '../../cost-allocation/model/cost-category.js';
import type { FocusRow } from './rows.js';

/** The service categories of FOCUS (1.0 to 1.4) and the cost category that each counts as. */
const SERVICE_CATEGORIES: ReadonlyMap<string, CostCategory> = new Map(
  COST_CATEGORIES.flatMap((category) =>
    CATEGORY_FACTS[category].focusServices.map((name) => [name, category] as const),
  ),
);

/**
 * The cost category of a line: `reserved` for buying a commitment or leaving it unused, `support` for taxes and for
 * services that FOCUS does not know, otherwise by its service category.
 */
export function costCategoryOf(row: FocusRow): CostCategory {
  if (isCommitmentPurchase(row) || row.get('CommitmentDiscountStatus') === 'Unused') return 'reserved';
  if (row.get('ChargeCategory') === 'Tax') return 'support';
  return SERVICE_CATEGORIES.get(row.get('ServiceCategory') ?? '') ?? 'support';
}

/**
 * Whether the line buys a commitment. Its cost comes back, amortized, in the lines that the commitment covers, so that
 * only the billed cost counts it (FOCUS: EffectiveCost is zero for purchases that cover future charges).
 */
export function isCommitmentPurchase(row: FocusRow): boolean {
  return row.get('ChargeCategory') === 'Purchase' && row.get('CommitmentDiscountId') !== null;
}
