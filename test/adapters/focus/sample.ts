/** Small FOCUS files for the tests: a row is what differs from an ordinary line of usage. */
const ORDINARY = {
  BilledCost: '1.00',
  BillingAccountId: 'payer',
  BillingCurrency: 'USD',
  BillingPeriodStart: '2024-09-01T00:00:00Z',
  BillingPeriodEnd: '2024-10-01T00:00:00Z',
  ChargeCategory: 'Usage',
  ChargeClass: '',
  ChargePeriodStart: '2024-09-02T00:00:00Z',
  ChargePeriodEnd: '2024-09-03T00:00:00Z',
  CommitmentDiscountId: '',
  CommitmentDiscountStatus: '',
  ConsumedQuantity: '2',
  ConsumedUnit: 'Hours',
  ContractedCost: '1.00',
  EffectiveCost: '1.00',
  ListCost: '1.00',
  ListUnitPrice: '0.50',
  PricingQuantity: '2',
  ResourceId: 'vm-1',
  ServiceCategory: 'Compute',
  SubAccountId: 'acme',
  Tags: '',
};

export type Cells = Partial<Record<keyof typeof ORDINARY, string>> & Record<string, string>;

export function focusCsv(...rows: readonly Cells[]): string {
  const columns = [...new Set([...Object.keys(ORDINARY), ...rows.flatMap((row) => Object.keys(row))])];
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const lines = rows.map((row) => line(columns.map((column) => ({ ...ORDINARY, ...row })[column] ?? '')));
  return `${[line(columns), ...lines].join('\n')}\n`;
}

export const SPLIT_ORIGIN: Cells = {
  AllocatedMethodId: 'by-cpu',
  AllocatedResourceId: '',
  AllocatedMethodDetails: '{"Elements":[]}',
};
