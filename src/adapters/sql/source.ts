import { CATEGORY_FACTS, COST_CATEGORIES } from '../../cost-allocation/model/cost-category.js';
import type { DecodeError } from '../../errors/kernel.js';
import { quoteName, quoteText, SQL_DIALECTS, type SqlDialect } from './dialect.js';
import type { InvalidSqlSource } from './errors.js';

/**
 * The columns of a FOCUS table (Cost and Usage, 1.0 to 1.4), read as `readFocusCharges` reads a file: the tenant is the
 * sub-account, the category comes from the kind of charge and of service, and buying a commitment counts by its billed
 * cost alone. An unknown dialect has no columns, and a source without columns is refused. Replace what your bill has
 * otherwise: `{ ...focusColumns('trino'), tenantId: 'x_team' }`.
 */
export function focusColumns(dialect: SqlDialect): SqlColumns {
  if (!SQL_DIALECTS.includes(dialect)) return {} as SqlColumns;
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
    purchaseCost: { sql: `CASE WHEN ${isPurchase} THEN ${name('EffectiveCost')} END` },
    commitmentId: 'CommitmentDiscountId',
    currency: 'BillingCurrency',
    usageQuantity: 'ConsumedQuantity',
    usageUnit: 'ConsumedUnit',
    start: 'ChargePeriodStart',
    end: 'ChargePeriodEnd',
    billedFrom: 'BillingPeriodStart',
    billedUntil: 'BillingPeriodEnd',
  };
}

/** An expression that goes into statements as it is: it is code, never make it of what users type. */
export interface SqlExpression {
  /** In the dialect of the source. */
  readonly sql: string;
}

/** The name of a column, or an expression in its place. */
export type SqlColumn = string | SqlExpression;

/** Where the properties of a charge stand. What is left out is no property of any row. */
export interface SqlColumns {
  /** Left out: ids are made from the content of the rows. */
  readonly chargeId?: SqlColumn;
  /** Null for a shared pool. */
  readonly tenantId: SqlColumn;
  /** The pool of a shared cost. */
  readonly poolId?: SqlColumn;
  /** The project within the tenant. */
  readonly projectId?: SqlColumn;
  /** The resource that caused the cost. */
  readonly resourceId?: SqlColumn;
  /** A category of the library, `compute` say. */
  readonly category: SqlColumn;
  /** The effective cost: what is allocated unless `basis` says otherwise. */
  readonly cost: SqlColumn;
  /** What the invoice says. */
  readonly billedCost?: SqlColumn;
  /** At list prices. */
  readonly listCost?: SqlColumn;
  /** At negotiated prices. */
  readonly contractedCost?: SqlColumn;
  /** What buying a commitment cost, where `cost` is zero because of it. Such rows are read and not summed. */
  readonly purchaseCost?: SqlColumn;
  /** The commitment that the charge bought or used. */
  readonly commitmentId?: SqlColumn;
  /** ISO 4217 code. */
  readonly currency: SqlColumn;
  /** How much was used. */
  readonly usageQuantity?: SqlColumn;
  /** The unit of the quantity. */
  readonly usageUnit?: SqlColumn;
  /** When the charge begins. */
  readonly start: SqlColumn;
  /** When it ends, exclusive. */
  readonly end: SqlColumn;
  /** When its billing period begins. */
  readonly billedFrom?: SqlColumn;
  /** When its billing period ends, exclusive. */
  readonly billedUntil?: SqlColumn;
  /** Needs `chargeId`. */
  readonly originChargeId?: SqlColumn;
  /** Text of a JSON object, or what the client gives as one. */
  readonly tags?: SqlColumn;
}

/** A bill in a database or a lake. */
export interface SqlSource {
  /** The SQL that the client speaks. */
  readonly dialect: SqlDialect;
  /** A name, the parts of one (`['lake', 'finance', 'charges']`), or an expression such as `read_parquet('bill/*')`. */
  readonly table: string | readonly string[] | SqlExpression;
  /** Which column holds what. */
  readonly columns: SqlColumns;
  /** Which rows are the bill, for the sake of partitions: `{ sql: "billing_month = '2026-03'" }`. Default: all. */
  readonly where?: SqlExpression;
  /** What the columns of time hold: timestamps in UTC, or numbers since the epoch. Default `timestamp`. */
  readonly times?: 'timestamp' | 'seconds' | 'milliseconds';
  /**
   * What amounts are. `decimal`: exact numbers, summed as they are. `double`: each counts as its shortest decimal, as
   * the FOCUS reader takes it; a row whose decimal does not fit is not summed but read. Default `decimal`.
   */
  readonly amounts?: 'decimal' | 'double';
  /** Decimal places to which doubles are read. Default 18. */
  readonly scale?: number;
}

/** What can be wrong with a source or a query. */
export type SqlSourceError = InvalidSqlSource | DecodeError;

export const TEXTS = [
  'chargeId',
  'tenantId',
  'poolId',
  'projectId',
  'resourceId',
  'commitmentId',
  'category',
  'currency',
  'usageUnit',
  'originChargeId',
] as const;

/** The names of the columns that statements give, by property. */
export const RESULT_NAMES: Readonly<Record<keyof SqlColumns, string>> = {
  chargeId: 'charge_id',
  tenantId: 'tenant_id',
  poolId: 'pool_id',
  projectId: 'project_id',
  resourceId: 'resource_id',
  category: 'category',
  cost: 'cost',
  billedCost: 'billed_cost',
  listCost: 'list_cost',
  contractedCost: 'contracted_cost',
  purchaseCost: 'purchase_cost',
  commitmentId: 'commitment_id',
  currency: 'currency',
  usageQuantity: 'usage_quantity',
  usageUnit: 'usage_unit',
  start: 'start_ms',
  end: 'end_ms',
  billedFrom: 'billed_from_ms',
  billedUntil: 'billed_until_ms',
  originChargeId: 'origin_charge_id',
  tags: 'tags',
};
