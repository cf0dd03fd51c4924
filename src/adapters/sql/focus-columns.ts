import { CATEGORY_FACTS, COST_CATEGORIES } from '../../cost-allocation/model/cost-category.js';
import { quoteName, quoteText, type SqlDialect } from './dialect.js';
import type { SqlColumns, SqlExpression } from './statements.js';

/**
 * The columns of a FOCUS table (Cost and Usage, 1.0 to 1.4), read as `readFocusCharges` reads a file: the tenant is the
 * sub-account, the category comes from the kind of charge and of service, and buying a commitment counts by its billed
 * cost alone. Replace what your bill has otherwise: `{ ...focusColumns('trino'), tenantId: 'x_team' }`.
 */
export function focusColumns(dialect: SqlDialect): SqlColumns {
  const name = (column: string): string => quoteName(column, dialect, 'column');
  const text = (value: string): string => quoteText(value, dialect, 'text');
  const is = (column: string, value: string): string => `${name(column)} = ${text(value)}`;
  const isPurchase = `${is('ChargeCategory', 'Purchase')} AND ${name('CommitmentDiscountId')} IS NOT NULL`;
  const unlessPurchase = (column: string): SqlExpression => ({
    sql: `CASE WHEN ${isPurchase} AND ${name(column)} IS NOT NULL THEN 0 ELSE ${name(column)} END`,
  });
  const services = COST_CATEGORIES.filter((category) => CATEGORY_FACTS[category].focusServices.length > 0).map(
    (category) =>
      `WHEN ${name('ServiceCategory')} IN (${CATEGORY_FACTS[category].focusServices.map(text).join(', ')}) ` +
      `THEN ${text(category)}`,
  );
  return {
    tenantId: { sql: `NULLIF(${name('SubAccountId')}, ${text('')})` },
    resourceId: 'ResourceId',
    category: {
      sql:
        `CASE WHEN (${isPurchase}) OR ${is('CommitmentDiscountStatus', 'Unused')} THEN ${text('reserved')} ` +
        `WHEN ${is('ChargeCategory', 'Tax')} THEN ${text('support')} ${services.join(' ')} ELSE ${text('support')} END`,
    },
    cost: unlessPurchase('EffectiveCost'),
    billedCost: 'BilledCost',
    listCost: unlessPurchase('ListCost'),
    contractedCost: unlessPurchase('ContractedCost'),
    currency: 'BillingCurrency',
    usageQuantity: 'ConsumedQuantity',
    usageUnit: 'ConsumedUnit',
    start: 'ChargePeriodStart',
    end: 'ChargePeriodEnd',
    billedFrom: 'BillingPeriodStart',
    billedUntil: 'BillingPeriodEnd',
  };
}
