import { type Decimal, formatDecimal } from '../../money/decimal.js';
import type { Charge } from '../model/charge.js';

/** The text in a column of some row; undefined where there is none. */
export type ColumnReader = (column: string) => string | undefined;

/** A charge with further columns of the bill, for rules: `{ ServiceName: 'Amazon EC2', RegionId: 'eu-west-1' }`. */
export interface ChargeWithColumns extends Charge {
  /** By the names in the bill. Empty text counts as no value. */
  readonly columns?: Readonly<Record<string, string>>;
}

/**
 * Where a column of a common name stands in FOCUS, in the FOCUS exports of AWS and Oracle, and in both spellings of the
 * AWS report.
 */
const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = {
  account: ['account', 'SubAccountId', 'lineItem/UsageAccountId', 'line_item_usage_account_id'],
  accountName: ['accountName', 'SubAccountName', 'lineItem/UsageAccountName', 'line_item_usage_account_name'],
  service: ['service', 'ServiceName', 'product/ProductName', 'product_product_name'],
  serviceCode: ['serviceCode', 'x_ServiceCode', 'lineItem/ProductCode', 'line_item_product_code'],
  region: ['region', 'RegionId', 'RegionName', 'Region', 'product/regionCode', 'product_region_code'],
  usageType: ['usageType', 'x_UsageType', 'lineItem/UsageType', 'line_item_usage_type'],
  operation: ['operation', 'x_Operation', 'lineItem/Operation', 'line_item_operation'],
  chargeCategory: ['chargeCategory', 'ChargeCategory', 'lineItem/LineItemType', 'line_item_line_item_type'],
};

const TAG = 'tag:';

/** The key of a column or dimension that is a tag; undefined for another. */
export function tagKeyOf(column: string): string | undefined {
  return column.startsWith(TAG) && column.length > TAG.length ? column.slice(TAG.length) : undefined;
}

/** Reads the columns of a charge. */
export function readerOfCharge(charge: ChargeWithColumns): ColumnReader {
  const own = (record: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
    record !== undefined && Object.hasOwn(record, key) && record[key] !== '' ? record[key] : undefined;
  const amount = (value: Decimal | undefined): string | undefined => value && formatDecimal(value);
  return (column) => {
    const key = tagKeyOf(column);
    if (key !== undefined) return own(charge.tags, key);
    switch (column) {
      case 'chargeId':
        return charge.chargeId;
      case 'tenant':
        return charge.tenantId ?? undefined;
      case 'pool':
        return charge.poolId;
      case 'project':
        return charge.projectId || undefined;
      case 'resource':
        return charge.resourceId || undefined;
      case 'category':
        return charge.category;
      case 'currency':
        return charge.currency;
      case 'usageUnit':
        return charge.usageUnit || undefined;
      case 'usageQuantity':
        return amount(charge.usageQuantity);
      case 'cost':
        return amount(charge.cost);
      case 'start':
        return String(charge.start);
      case 'end':
        return String(charge.end);
    }
    const names = Object.hasOwn(COLUMN_NAMES, column) ? COLUMN_NAMES[column]! : [column];
    for (const name of names) {
      const value = own(charge.columns, name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}
